import { chairFormTexts } from '#lib/i18n/zh-CN/chair.ts';
import { scriptTexts } from '#lib/i18n/zh-CN/script.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { pauseRound } from '#lib/server/desk/pause-round.ts';
import { resumeRound } from '#lib/server/desk/resume-round.ts';
import { saveScriptLine } from '#lib/server/desk/save-script-line.ts';
import { setStage } from '#lib/server/desk/set-stage.ts';
import { setTimer } from '#lib/server/desk/set-timer.ts';
import { takeControl } from '#lib/server/desk/take-control.ts';
import { voidRound } from '#lib/server/desk/void-round.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { scriptLines } from '#lib/server/queries/script-lines.ts';
import { controlForm, pairHallForm, scriptForm } from '#lib/wire/admin.ts';
import { formFields } from '#lib/wire/form.ts';
import { stageForm, timerForm } from '#lib/wire/stage.ts';
import { openAction } from '../open-action.ts';
import { confirming, reasonAction } from '../reason-action.ts';
import { badForm, refused } from '../refused.ts';
import { roundAction } from '../round-action.ts';
import { settleAction } from '../settle-action.ts';
import { staffAt, staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id, name, role, congressId } = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	return {
		person: { id, name, role },
		view: meetingId ? await consoleView(locals.desk, congressId, meetingId) : null,
		script: meetingId ? await scriptLines(locals.desk, congressId, meetingId) : {}
	};
};

const stale = chairFormTexts.roundId;
const open = openAction(stale);

export const actions: Actions = {
	open,
	confirmOpen: open,
	pause: roundAction(pauseRound, () => 'paused', stale),
	resume: roundAction(resumeRound, () => 'resumed', stale),
	close: roundAction(closeRound, () => 'closed', stale),
	announce: roundAction(announceResult, () => 'announced', stale),
	withdraw: roundAction(withdrawAct, () => 'withdrawn', stale),

	abort: reasonAction(abortRound, ({ pending }) => (pending ? 'abort-requested' : 'aborted'), chairFormTexts),
	confirmAbort: roundAction(confirming(abortRound), () => 'aborted', stale),
	void: reasonAction(voidRound, ({ pending }) => (pending ? 'void-requested' : 'voided'), {
		roundId: stale,
		reason: chairFormTexts.voidReason
	}),
	confirmVoid: roundAction(confirming(voidRound), () => 'voided', stale),
	settle: settleAction(stale),

	takeControl: async ({ request, locals }) => {
		const form = controlForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(stale);
		const taken = await takeControl(locals.desk, staffOf(locals), {
			consoleId: form.data.consoleId,
			over: form.data.over === 'yes'
		});
		return taken.ok ? { done: 'control-taken' } : refused(taken);
	},

	stage: async ({ request, locals }) => {
		const fields = formFields(await request.formData());
		const form = stageForm.safeParse(fields);
		if (!form.success) return badForm(stale);
		const set = await setStage(locals.desk, staffAt(locals, fields), form.data);
		return set.ok ? { done: 'stage-set' } : refused(set);
	},

	timer: async ({ request, locals }) => {
		const fields = formFields(await request.formData());
		const form = timerForm.safeParse(fields);
		if (!form.success) return badForm(stale);
		const set = await setTimer(locals.desk, staffAt(locals, fields), form.data);
		return set.ok ? { done: 'timer-set' } : refused(set);
	},

	saveScript: async ({ request, locals }) => {
		const form = scriptForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(scriptTexts.badForm);
		const saved = await saveScriptLine(locals.desk, staffOf(locals), form.data);
		return saved.ok ? { done: 'script-saved' } : refused(saved);
	},

	pairHall: async ({ request, locals }) => {
		const form = pairHallForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(chairFormTexts.code);
		const paired = await pairHall(locals.desk, staffOf(locals), form.data);
		return paired.ok ? { done: 'hall-paired' } : refused(paired);
	}
};
