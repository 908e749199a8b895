import { paperTexts } from '#lib/i18n/zh-CN/paper.ts';
import { countOutPaper } from '#lib/server/desk/count-out-paper.ts';
import { decideBatch } from '#lib/server/desk/decide-batch.ts';
import { finishPaper } from '#lib/server/desk/finish-paper.ts';
import { ruleOnBallot } from '#lib/server/desk/rule-on-ballot.ts';
import { sendBackBatch } from '#lib/server/desk/send-back-batch.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { paperView } from '#lib/server/queries/paper-view.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { countOutForm, decideBatchForm, ruleForm, sendBackForm } from '#lib/wire/paper.ts';
import { badForm, refused } from '../../refused.ts';
import { roundAction } from '../../round-action.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('scrutineer:paper');
	const actor = staffOf(locals);
	const paper = await paperView(locals.desk, actor);
	const { id, name, role } = actor;
	return {
		paper,
		console: paper && (await consoleView(locals.desk, actor.congressId, paper.meeting.id)),
		person: { id, name, role }
	};
};

const { stale, badFigures, badNumbers } = paperTexts;

export const actions: Actions = {
	countOut: async ({ request, locals }) => {
		const form = countOutForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(badFigures);
		const counted = await countOutPaper(locals.desk, staffOf(locals), form.data);
		return counted.ok ? { done: 'counted-out' as const } : refused(counted);
	},

	sendBack: async ({ request, locals }) => {
		const form = sendBackForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(stale);
		const back = await sendBackBatch(locals.desk, staffOf(locals), form.data);
		return back.ok ? { done: 'sent-back' as const } : refused(back);
	},

	decide: async ({ request, locals }) => {
		const form = decideBatchForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(stale);
		const decided = await decideBatch(locals.desk, staffOf(locals), form.data);
		return decided.ok ? { done: 'decided' as const } : refused(decided);
	},

	rule: async ({ request, locals }) => {
		const form = ruleForm.safeParse(formFields(await request.formData()));
		if (!form.success) {
			const inMarks = ['approve', 'basic', 'against'].includes(faultyField(form.error));
			return badForm(inMarks ? badNumbers : stale);
		}
		const { verdict, approve, against, basic, ...place } = form.data;
		const ballot = verdict === 'counts' ? { approve, against, ...(basic && { basic }) } : null;
		const ruled = await ruleOnBallot(locals.desk, staffOf(locals), { ...place, ballot });
		return ruled.ok ? { done: 'ruled' as const } : refused(ruled);
	},

	finish: roundAction(finishPaper, () => 'finished' as const, stale)
};
