import { fail } from '@sveltejs/kit';
import { adminFormTexts } from '#lib/i18n/zh-CN/admin.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { correctResult } from '#lib/server/desk/correct-result.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { voidRound } from '#lib/server/desk/void-round.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { archiveReminder } from '#lib/server/queries/archive-view.ts';
import { candidatesView } from '#lib/server/queries/candidates-view.ts';
import { readinessView } from '#lib/server/queries/readiness-view.ts';
import { rollView } from '#lib/server/queries/roll-view.ts';
import { draftedSurveyChanges } from '#lib/server/queries/survey-list.ts';
import { pairHallForm, roundForm } from '#lib/wire/admin.ts';
import { formFields } from '#lib/wire/form.ts';
import { confirming, reasonAction } from '../reason-action.ts';
import { badForm, refused } from '../refused.ts';
import { roundAction } from '../round-action.ts';
import { settleAction } from '../settle-action.ts';
import { staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, depends }) => {
	depends('admin:roll');
	const { meetingId } = await parent();
	if (!meetingId) return { roll: [], candidateCount: 0, surveyChanges: null, checklist: [], archives: null };
	const { congressId } = staffOf(locals);
	const [roll, candidates, surveyChanges, checklist, archives] = await Promise.all([
		rollView(locals.desk, congressId, meetingId),
		candidatesView(locals.desk, congressId, meetingId),
		draftedSurveyChanges(locals.desk, congressId, meetingId),
		readinessView(locals.desk, congressId, meetingId),
		archiveReminder(locals.desk, congressId)
	]);
	return { roll, candidateCount: candidates.length, surveyChanges, checklist, archives };
};

export const actions: Actions = {
	makeReady: async ({ request, locals }) => {
		const form = roundForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.roundId);
		const ready = await makeReady(locals.desk, staffOf(locals), form.data);
		if (!ready.ok)
			return ready.code === 'not-found'
				? fail(409, { code: ready.code, message: adminFormTexts.roundGone })
				: refused(ready);
		return { done: ready.value.pending ? ('make-ready-requested' as const) : ('made-ready' as const) };
	},

	withdraw: async ({ request, locals }) => {
		const form = roundForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.roundId);
		const withdrawn = await withdrawAct(locals.desk, staffOf(locals), form.data);
		return withdrawn.ok ? { done: 'withdrawn' as const } : refused(withdrawn);
	},

	settle: settleAction(adminFormTexts.roundId),

	// The first person gives the reason; the second confirms that very reason with the round alone.
	abort: reasonAction(abortRound, ({ pending }) => (pending ? 'abort-requested' : 'aborted'), adminFormTexts),
	confirmAbort: roundAction(confirming(abortRound), () => 'aborted' as const, adminFormTexts.roundId),
	void: reasonAction(voidRound, ({ pending }) => (pending ? 'void-requested' : 'voided'), adminFormTexts),
	confirmVoid: roundAction(confirming(voidRound), () => 'voided' as const, adminFormTexts.roundId),
	correct: reasonAction(
		correctResult,
		({ pending }) => (pending ? 'correct-requested' : 'corrected'),
		adminFormTexts
	),
	confirmCorrect: roundAction(confirming(correctResult), () => 'corrected' as const, adminFormTexts.roundId),

	pairHall: async ({ request, locals }) => {
		const form = pairHallForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.code);
		const paired = await pairHall(locals.desk, staffOf(locals), form.data);
		return paired.ok ? { done: 'hall-paired' as const } : refused(paired);
	}
};
