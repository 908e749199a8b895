import { formatDate } from '#lib/i18n/format.ts';
import { faultText } from '#lib/i18n/zh-CN/follow.ts';
import { takeBackFormTexts, verdictFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { planVersions } from '#lib/server/queries/plan-versions.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { withdrawPlan } from '#lib/server/tracker/withdraw-plan.ts';
import { savePlan, submitPlan } from '#lib/server/tracker/write-plan.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { takeBackForm, verdictForm } from '#lib/wire/tracker.ts';
import { fail } from '@sveltejs/kit';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import { readDraft } from '../read-draft.ts';
import type { Actions, PageServerLoad } from './$types';

/** The project's layout says who may read it, which the versions wait for. */
export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	await parent();
	const below = Number(url.searchParams.get('before'));
	return {
		versions: await planVersions(
			locals.desk,
			staffOf(locals).congressId,
			params.projectId,
			Number.isSafeInteger(below) && below > 1 && below < 1_000_000 ? below : null
		)
	};
};

export const actions = givingBack<Actions>({
	save: async ({ request, locals, params }) => {
		const typed = readDraft(formFields(await request.formData()));
		const saved = await savePlan(locals.desk, staffOf(locals), { projectId: params.projectId, ...typed });
		return saved.ok
			? { revision: saved.value.revision, savedAt: new Date().toISOString(), done: '草稿已保存。' }
			: refused(saved);
	},

	submit: async ({ request, locals, params }) => {
		const typed = readDraft(formFields(await request.formData()));
		const sent = await submitPlan(locals.desk, staffOf(locals), { projectId: params.projectId, ...typed });
		if (!sent.ok) return refused(sent);
		if ('faults' in sent.value)
			return fail(400, { faults: sent.value.faults.map(faultText), revision: sent.value.revision });
		return { done: '办理计划已报送，等待审定。' };
	},

	withdraw: async ({ request, locals, params }) => {
		const form = takeBackForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(takeBackFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const gone = await withdrawPlan(locals.desk, staffOf(locals), { projectId, ...form.data });
		return gone.ok ? { done: '办理计划已撤回，改好后请重新报送。' } : refused(gone);
	},

	decide: async ({ request, locals, params }) => {
		const form = verdictForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(verdictFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const decided = await decidePlan(locals.desk, staffOf(locals), { projectId, ...form.data });
		if (!decided.ok) return refused(decided);
		return {
			done:
				form.data.verdict === 'approve'
					? '办理计划已审定，时间节点开始计时。'
					: `已退回责任单位修改，${formatDate(decided.value.dueOn)} 前重新报送。`
		};
	}
});
