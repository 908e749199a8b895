import { peopleFormTexts } from '#lib/i18n/zh-CN/people.ts';
import { createAccount } from '#lib/server/people/create-account.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { newAccountForm } from '#lib/wire/people.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = newAccountForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(peopleFormTexts[faultyField(form.error)]);
		const made = await createAccount(locals.desk, staffOf(locals), form.data);
		if (!made.ok) return refused(made);
		const { username, password } = made.value;
		return { made: { username, password } };
	}
};
