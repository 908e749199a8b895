import { error, fail } from '@sveltejs/kit';
import { monthOf } from '#lib/domain/tracker/report.ts';
import { reportFaultText } from '#lib/i18n/zh-CN/monthly-report.ts';
import { takeBackFormTexts, verdictFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { withdrawReport } from '#lib/server/tracker/withdraw-report.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { monthParam, takeBackForm, verdictForm } from '#lib/wire/tracker.ts';
import { givingBack } from '../../../../giving-back.ts';
import { badForm, refused } from '../../../../refused.ts';
import { staffOf } from '../../../../staff-of.ts';
import { readDraft } from '../../read-draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const { project, own, today } = await parent();
	// As no report of a month to come is taken, there is none to look at.
	if (!monthParam.safeParse(params.month).success || params.month > monthOf(today)) error(404);
	const report = await reportView(locals.desk, staffOf(locals).congressId, project.row.id, params.month);
	// What is still being written is for the unit that writes it.
	return { report: own ? report : { ...report, draft: {} } };
};

export const actions = givingBack<Actions>({
	save: async ({ request, locals, params }) => {
		const typed = readDraft(formFields(await request.formData()));
		const saved = await saveReport(locals.desk, staffOf(locals), { ...params, ...typed });
		return saved.ok
			? { revision: saved.value.revision, savedAt: new Date().toISOString(), done: '草稿已保存。' }
			: refused(saved);
	},

	submit: async ({ request, locals, params }) => {
		const typed = readDraft(formFields(await request.formData()));
		const sent = await submitReport(locals.desk, staffOf(locals), { ...params, ...typed });
		if (!sent.ok) return refused(sent);
		if ('faults' in sent.value) {
			const { before } = sent.value;
			return fail(400, {
				faults: sent.value.faults.map((fault) => reportFaultText(fault, before)),
				revision: sent.value.revision
			});
		}
		return { done: '月报已报送并锁定，等待审定。' };
	},

	withdraw: async ({ request, locals, params }) => {
		const form = takeBackForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(takeBackFormTexts[faultyField(form.error)]);
		const gone = await withdrawReport(locals.desk, staffOf(locals), { ...params, ...form.data });
		return gone.ok ? { done: '月报已撤回，改好后请重新报送。' } : refused(gone);
	},

	decide: async ({ request, locals, params }) => {
		const form = verdictForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(verdictFormTexts[faultyField(form.error)]);
		const decided = await decideReport(locals.desk, staffOf(locals), { ...params, ...form.data });
		if (!decided.ok) return refused(decided);
		return {
			done: form.data.verdict === 'approve' ? '月报已审定，项目进度和亮灯随即更新。' : '已退回责任单位修改。'
		};
	}
});
