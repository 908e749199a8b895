import { fromBase64url } from '#lib/crypto/bytes.ts';
import { scrutineerTexts } from '#lib/i18n/zh-CN/scrutineer.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { signResult } from '#lib/server/desk/sign-result.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { formFields } from '#lib/wire/form.ts';
import { signForm } from '#lib/wire/scrutineer.ts';
import { badForm, refused } from '../refused.ts';
import { roundAction } from '../round-action.ts';
import { staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('scrutineer:signing');
	const actor = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, actor.congressId);
	const view = meetingId ? await consoleView(locals.desk, actor.congressId, meetingId) : null;
	const { id, name, role } = actor;
	return { view, signing: await signingView(locals.desk, actor), person: { id, name, role } };
};

const stale = scrutineerTexts.stale;

export const actions: Actions = {
	open: roundAction(openRound, ({ pending }) => (pending ? 'open-requested' : 'opened'), stale),
	makeReady: roundAction(
		makeReady,
		({ pending }) => (pending ? 'make-ready-requested' : 'made-ready'),
		stale
	),
	withdraw: roundAction(withdrawAct, () => 'withdrawn', stale),

	/** The second person confirms the reason that the first one gave. */
	confirmAbort: roundAction(
		(desk, actor, { roundId }) => abortRound(desk, actor, { roundId, reason: '' }),
		() => 'aborted',
		stale
	),

	sign: async ({ request, locals }) => {
		const form = signForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(stale);
		const signed = await signResult(locals.desk, staffOf(locals), {
			roundId: form.data.roundId,
			resultHash: fromBase64url(form.data.resultHash),
			signature: fromBase64url(form.data.signature)
		});
		if (!signed.ok) return refused(signed);
		return { done: signed.value.certified ? ('certified' as const) : ('signed' as const) };
	}
};
