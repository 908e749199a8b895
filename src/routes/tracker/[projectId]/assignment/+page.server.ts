import { deputiesMeant, deputyMeant } from '#lib/domain/tracker/group.ts';
import { assignmentChoices } from '#lib/server/queries/assignment-choices.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { assignmentForm, supervisorsForm } from '#lib/wire/tracker.ts';
import { assignmentDone, assignmentFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused, refusedAsStale } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { reviews } = await parent();
	return { choices: reviews ? await assignmentChoices(locals.desk, staffOf(locals).congressId) : null };
};

export const actions = givingBack<Actions>({
	issue: async ({ request, locals, params }) => {
		const form = assignmentForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(assignmentFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const issued = await issueAssignment(locals.desk, staffOf(locals), { projectId, ...form.data });
		if (!issued.ok) return refusedAsStale(issued);
		const { withAccount } = await assignmentChoices(locals.desk, staffOf(locals).congressId);
		const { unit } = form.data;
		return { done: assignmentDone(unit, withAccount.includes(unit), issued.value.outdates) };
	},

	supervisors: async ({ request, locals, params }) => {
		const fields = formFields(await request.formData());
		const form = supervisorsForm.safeParse({
			...fields,
			deputies: Object.keys(fields)
				.filter((name) => /^deputies-\d+$/.test(name))
				.map((name) => fields[name])
		});
		if (!form.success) return badForm(assignmentFormTexts[faultyField(form.error)]);
		const actor = staffOf(locals);
		const { deputies: roll } = await assignmentChoices(locals.desk, actor.congressId);
		const presidium = deputyMeant(form.data.presidium, roll);
		if (!presidium.ok) return refused(presidium);
		const deputies = deputiesMeant(form.data.deputies, roll);
		if (!deputies.ok) return refused(deputies);
		const set = await setSupervisors(locals.desk, actor, {
			...{ projectId: params.projectId, over: form.data.over, leader: form.data.leader },
			...{ presidium: presidium.value, deputies: deputies.value }
		});
		return set.ok ? { done: '监督小组已确定。' } : refusedAsStale(set);
	}
});
