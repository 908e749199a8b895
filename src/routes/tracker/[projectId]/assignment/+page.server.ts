import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { assignmentForm, supervisorsForm } from '#lib/wire/tracker.ts';
import { assignmentFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	issue: async ({ request, locals, params }) => {
		const form = assignmentForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(assignmentFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const issued = await issueAssignment(locals.desk, staffOf(locals), { projectId, ...form.data });
		return issued.ok ? { done: '交办单已下达，责任单位的待办中随即出现。' } : refused(issued);
	},

	supervisors: async ({ request, locals, params }) => {
		const form = supervisorsForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(assignmentFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const set = await setSupervisors(locals.desk, staffOf(locals), { projectId, ...form.data });
		return set.ok ? { done: '监督小组已确定。' } : refused(set);
	}
};
