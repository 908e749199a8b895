import { fromBase64url } from '#lib/crypto/bytes.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { signResult } from '#lib/server/desk/sign-result.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { abortForm, roundForm } from '#lib/wire/admin.ts';
import { formFields } from '#lib/wire/form.ts';
import { signForm } from '#lib/wire/scrutineer.ts';
import { badForm, refused } from '../refused.ts';
import { staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('scrutineer:signing');
	const actor = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, actor.congressId);
	const view = meetingId ? await consoleView(locals.desk, actor.congressId, meetingId) : null;
	const { id, name, role } = actor;
	return { view, signing: await signingView(locals.desk, actor), person: { id, name, role } };
};

/** Two-person acts in which a scrutineer is one of the two. */
const onRound =
	<Done extends string>(command: typeof openRound | typeof makeReady | typeof withdrawAct, done: Done) =>
	async ({ request, locals }: RequestEvent) => {
		const form = roundForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(refusalText('bad-request'));
		const outcome = await command(locals.desk, staffOf(locals), form.data);
		if (!outcome.ok) return refused(outcome);
		const pending = 'pending' in outcome.value && outcome.value.pending;
		return { done: pending ? (`${done}-requested` as const) : done };
	};

export const actions: Actions = {
	open: onRound(openRound, 'opened'),
	makeReady: onRound(makeReady, 'made-ready'),
	withdraw: onRound(withdrawAct, 'withdrawn'),

	abort: async ({ request, locals }) => {
		const form = abortForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(refusalText('reason-needed'));
		const aborted = await abortRound(locals.desk, staffOf(locals), form.data);
		if (!aborted.ok) return refused(aborted);
		return { done: aborted.value.pending ? ('abort-requested' as const) : ('aborted' as const) };
	},

	confirmAbort: async ({ request, locals }) => {
		const form = roundForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(refusalText('bad-request'));
		const aborted = await abortRound(locals.desk, staffOf(locals), { ...form.data, reason: '' });
		return aborted.ok ? { done: 'aborted' as const } : refused(aborted);
	},

	sign: async ({ request, locals }) => {
		const form = signForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(refusalText('bad-request'));
		const signed = await signResult(locals.desk, staffOf(locals), {
			roundId: form.data.roundId,
			resultHash: fromBase64url(form.data.resultHash),
			signature: fromBase64url(form.data.signature)
		});
		if (!signed.ok) return refused(signed);
		return { done: signed.value.certified ? ('certified' as const) : ('signed' as const) };
	}
};
