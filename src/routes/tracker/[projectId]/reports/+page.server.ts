import { claimFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { monthText } from '#lib/i18n/zh-CN/lights.ts';
import { reportDays } from '#lib/server/queries/owed-reports.ts';
import { claimMilestone } from '#lib/server/tracker/claim-milestone.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { claimForm } from '#lib/wire/tracker.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const { today } = await parent();
	const { congressId } = staffOf(locals);
	return { dueOn: await reportDays(locals.desk, congressId, params.projectId, today) };
};

export const actions = givingBack<Actions>({
	claim: async ({ request, locals, params }) => {
		const form = claimForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(claimFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const claimed = await claimMilestone(locals.desk, staffOf(locals), { projectId, ...form.data });
		if (!claimed.ok) return refused(claimed);
		return {
			done: `节点完成已登记，日期已填入${monthText(claimed.value.month)}月报的草稿，随月报一起审定。`
		};
	}
});
