import { accountFormTexts } from '#lib/i18n/zh-CN/people.ts';
import { changePassword } from '#lib/server/people/change-password.ts';
import { endOwnSessions } from '#lib/server/people/end-own-sessions.ts';
import { checkPassword, startStaffSession } from '#lib/server/auth/sign-in.ts';
import { sessionHash } from '#lib/server/auth/sessions.ts';
import { congressHead } from '#lib/server/queries/accounts-view.ts';
import { ownSessions } from '#lib/server/queries/own-sessions.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { changePasswordForm, endSessionForm } from '#lib/wire/people.ts';
import { homeOf } from '../login/home-of.ts';
import { badForm, refused } from '../refused.ts';
import { staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id, name, role, username, congressId, mustChangePassword } = staffOf(locals);
	return {
		person: { name, role, username },
		home: homeOf[role],
		mustChange: mustChangePassword === true,
		congress: await congressHead(locals.desk, congressId),
		sessions: await ownSessions(locals.desk, { id, congressId }, sessionHash(locals.sessionId!))
	};
};

export const actions: Actions = {
	changePassword: async (event) => {
		const form = changePasswordForm.safeParse(formFields(await event.request.formData()));
		if (!form.success) return badForm(accountFormTexts[faultyField(form.error)]);
		const actor = staffOf(event.locals);
		const { current, password } = form.data;
		const checked = await checkPassword(event, { username: actor.username, password: current });
		if (!checked.ok)
			return checked.code === 'try-later' ? refused(checked) : badForm(accountFormTexts.wrongCurrent);
		const changed = await changePassword(event.locals.desk, actor, { password });
		if (!changed.ok) return refused(changed);
		// Another id from here on: whoever has the old one has nothing.
		await startStaffSession(event, actor);
		return { done: 'password-changed' as const };
	},

	endSession: async ({ request, locals }) => {
		const form = endSessionForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(accountFormTexts.id);
		const input = { here: sessionHash(locals.sessionId!), id: form.data.id };
		const ended = await endOwnSessions(locals.desk, staffOf(locals), input);
		return ended.ok ? { done: 'session-ended' as const } : refused(ended);
	},

	endOthers: async ({ locals }) => {
		const input = { here: sessionHash(locals.sessionId!), id: null };
		const ended = await endOwnSessions(locals.desk, staffOf(locals), input);
		return ended.ok ? { done: 'sessions-ended' as const } : refused(ended);
	}
};
