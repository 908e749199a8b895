import { fromBase64url } from '#lib/crypto/bytes.ts';
import { scrutineerTexts } from '#lib/i18n/zh-CN/scrutineer.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { correctResult } from '#lib/server/desk/correct-result.ts';
import { declareValid } from '#lib/server/desk/declare-valid.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { signAsTeller } from '#lib/server/desk/sign-as-teller.ts';
import { signResult } from '#lib/server/desk/sign-result.ts';
import { voidRound } from '#lib/server/desk/void-round.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { formFields } from '#lib/wire/form.ts';
import { signForm } from '#lib/wire/scrutineer.ts';
import { checkPassword } from '#lib/server/auth/sign-in.ts';
import { tellerSignForm } from '#lib/wire/rounds.ts';
import { openAction } from '../open-action.ts';
import { confirming, reasonAction } from '../reason-action.ts';
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
const reasonTexts = { roundId: stale, reason: scrutineerTexts.reasonNeeded };

export const actions: Actions = {
	open: openAction(stale),
	makeReady: roundAction(
		makeReady,
		({ pending }) => (pending ? 'make-ready-requested' : 'made-ready'),
		stale
	),
	withdraw: roundAction(withdrawAct, () => 'withdrawn', stale),

	// The first person gives the reason; the second confirms that very reason with the round alone.
	confirmAbort: roundAction(confirming(abortRound), () => 'aborted', stale),
	void: reasonAction(voidRound, ({ pending }) => (pending ? 'void-requested' : 'voided'), reasonTexts),
	confirmVoid: roundAction(confirming(voidRound), () => 'voided', stale),
	correct: reasonAction(
		correctResult,
		({ pending }) => (pending ? 'correct-requested' : 'corrected'),
		reasonTexts
	),
	confirmCorrect: roundAction(confirming(correctResult), () => 'corrected', stale),

	declareValid: roundAction(declareValid, ({ valid }) => (valid ? 'declared-valid' : 'declared-void'), stale),

	/** 复核身份: the password is asked again for every signature. */
	signAsTeller: async (event) => {
		const form = tellerSignForm.safeParse(formFields(await event.request.formData()));
		if (!form.success) return badForm(scrutineerTexts.passwordNeeded);
		const actor = staffOf(event.locals);
		const { roundId, resultHash, password } = form.data;
		const checked = await checkPassword(event, { username: actor.username, password });
		if (!checked.ok)
			return checked.code === 'try-later' ? refused(checked) : badForm(scrutineerTexts.wrongPassword);
		const signed = await signAsTeller(event.locals.desk, actor, {
			roundId,
			resultHash: fromBase64url(resultHash)
		});
		return signed.ok ? { done: 'signed' as const } : refused(signed);
	},

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
