import { error, type RequestEvent } from '@sveltejs/kit';
import type { RefusalDetail } from '#lib/domain/result.ts';
import { peopleFormTexts } from '#lib/i18n/zh-CN/people.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { changeAccount } from '#lib/server/people/change-account.ts';
import { endAccountSessions } from '#lib/server/people/end-account-sessions.ts';
import { resetPassword } from '#lib/server/people/reset-password.ts';
import { setDisabled } from '#lib/server/people/set-disabled.ts';
import { accountSessions } from '#lib/server/queries/account-sessions.ts';
import { accountView } from '#lib/server/queries/accounts-view.ts';
import { faultyField, formFields, isId } from '#lib/wire/form.ts';
import { accountActForm, changeAccountForm } from '#lib/wire/people.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { congressId } = staffOf(locals);
	const account = isId(params.id) ? await accountView(locals.desk, congressId, params.id) : null;
	if (!account) error(404, { message: refusalText('not-found') });
	return { account, sessions: await accountSessions(locals.desk, { id: account.id, congressId }) };
};

export const actions: Actions = {
	change: async ({ request, locals, params }) => {
		const form = changeAccountForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(peopleFormTexts[faultyField(form.error)]);
		if (!isId(params.id)) return refused({ code: 'not-found' });
		const changed = await changeAccount(locals.desk, staffOf(locals), { id: params.id, ...form.data });
		return changed.ok ? { done: 'account-changed' as const } : refused(changed);
	},

	disable: (event) => disabling(event, true),
	enable: (event) => disabling(event, false),

	signOut: async (event) => {
		const seen = await seenIn(event);
		if (!seen.ok) return seen.answer;
		const ended = await endAccountSessions(event.locals.desk, staffOf(event.locals), seen.input);
		return ended.ok ? { done: 'account-signed-out' as const } : refused(ended);
	},

	reset: async (event) => {
		const seen = await seenIn(event);
		if (!seen.ok) return seen.answer;
		const reset = await resetPassword(event.locals.desk, staffOf(event.locals), seen.input);
		if (!reset.ok) return refused(reset);
		const { username, password } = reset.value;
		return { made: { username, password } };
	}
};

async function disabling(event: RequestEvent<{ id: string }>, disabled: boolean) {
	const seen = await seenIn(event);
	if (!seen.ok) return seen.answer;
	const input = { ...seen.input, disabled };
	const done: { ok: true } | { ok: false; code: string; detail?: RefusalDetail } = await setDisabled(
		event.locals.desk,
		staffOf(event.locals),
		input
	);
	if (!done.ok) return refused(done);
	return { done: disabled ? ('account-disabled' as const) : ('account-enabled' as const) };
}

/** The account of the address, as the page showed it. */
async function seenIn({ request, params }: RequestEvent<{ id: string }>) {
	const form = accountActForm.safeParse(formFields(await request.formData()));
	if (!form.success || !isId(params.id))
		return { ok: false as const, answer: badForm(peopleFormTexts.version) };
	return { ok: true as const, input: { id: params.id, version: form.data.version } };
}
