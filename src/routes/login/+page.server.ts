import { fail, redirect } from '@sveltejs/kit';
import { signInFormTexts } from '#lib/i18n/zh-CN/login.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { signInStaff } from '#lib/server/auth/sign-in.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { signInForm } from '#lib/wire/login.ts';
import type { Actions, PageServerLoad } from './$types';
import { pageAfter } from './page-after.ts';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.actor?.kind === 'staff') redirect(303, pageAfter(url, locals.actor.role));
};

export const actions: Actions = {
	default: async (event) => {
		const fields = formFields(await event.request.formData());
		const username = fields.username ?? '';
		const form = signInForm.safeParse(fields);
		if (!form.success) {
			return fail(400, { username, code: 'bad-request', message: signInFormTexts[faultyField(form.error)] });
		}
		const signedIn = await signInStaff(event, form.data);
		if (!signedIn.ok) {
			const status = signedIn.code === 'try-later' ? 503 : 401;
			return fail(status, {
				username,
				code: signedIn.code,
				message: refusalText(signedIn.code, signedIn.detail)
			});
		}
		redirect(303, signedIn.value.mustChange ? '/account' : pageAfter(event.url, signedIn.value.role));
	}
};
