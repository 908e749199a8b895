import { chairFormTexts } from '#lib/i18n/zh-CN/chair.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { pauseRound } from '#lib/server/desk/pause-round.ts';
import { resumeRound } from '#lib/server/desk/resume-round.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { abortForm, pairHallForm } from '#lib/wire/admin.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { badForm, refused } from '../refused.ts';
import { roundAction } from '../round-action.ts';
import { staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id, name, role, congressId } = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	return {
		person: { id, name, role },
		view: meetingId ? await consoleView(locals.desk, congressId, meetingId) : null
	};
};

const stale = chairFormTexts.roundId;
const open = roundAction(openRound, ({ pending }) => (pending ? 'open-requested' : 'opened'), stale);

export const actions: Actions = {
	open,
	confirmOpen: open,
	pause: roundAction(pauseRound, () => 'paused', stale),
	resume: roundAction(resumeRound, () => 'resumed', stale),
	close: roundAction(closeRound, () => 'closed', stale),
	announce: roundAction(announceResult, () => 'announced', stale),
	withdraw: roundAction(withdrawAct, () => 'withdrawn', stale),

	abort: async ({ request, locals }) => {
		const form = abortForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(chairFormTexts[faultyField(form.error)]);
		const aborted = await abortRound(locals.desk, staffOf(locals), form.data);
		if (!aborted.ok) return refused(aborted);
		return { done: aborted.value.pending ? 'abort-requested' : 'aborted' };
	},

	/** The second person confirms the reason that the first one gave. */
	confirmAbort: roundAction(
		(desk, actor, { roundId }) => abortRound(desk, actor, { roundId, reason: '' }),
		() => 'aborted',
		stale
	),

	pairHall: async ({ request, locals }) => {
		const form = pairHallForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(chairFormTexts.code);
		const paired = await pairHall(locals.desk, staffOf(locals), form.data);
		return paired.ok ? { done: 'hall-paired' } : refused(paired);
	}
};
