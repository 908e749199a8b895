import { error } from '@sveltejs/kit';
import { isoDate } from '#lib/i18n/format.ts';
import { milestoneFormTexts, trackerTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { projectView } from '#lib/server/queries/project-view.ts';
import { addMilestone } from '#lib/server/tracker/add-milestone.ts';
import { completeMilestone } from '#lib/server/tracker/complete-milestone.ts';
import { faultyField, formFields, isId } from '#lib/wire/form.ts';
import { addMilestoneForm, completeMilestoneForm } from '#lib/wire/tracker.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const actor = staffOf(locals);
	const project = isId(params.projectId)
		? await projectView(locals.desk, actor.congressId, params.projectId)
		: null;
	if (!project) error(404);
	return {
		person: { name: actor.name, role: actor.role },
		project,
		mayReport: actor.role === 'department' && actor.unit === project.unit,
		today: isoDate(new Date())
	};
};

export const actions: Actions = {
	addMilestone: async ({ request, locals, params }) => {
		const form = addMilestoneForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(milestoneFormTexts[faultyField(form.error)]);
		const added = await addMilestone(locals.desk, staffOf(locals), {
			projectId: params.projectId,
			...form.data
		});
		return added.ok ? { done: trackerTexts.added(form.data.name) } : refused(added);
	},

	completeMilestone: async ({ request, locals, params }) => {
		const form = completeMilestoneForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(milestoneFormTexts[faultyField(form.error)]);
		// What is reported as done has happened.
		if (form.data.doneOn > isoDate(new Date())) return badForm(trackerTexts.doneInFuture);
		const completed = await completeMilestone(locals.desk, staffOf(locals), {
			projectId: params.projectId,
			...form.data
		});
		return completed.ok ? { done: trackerTexts.completed } : refused(completed);
	}
};
