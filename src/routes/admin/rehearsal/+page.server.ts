import { rehearsalPageTexts as t } from '#lib/i18n/zh-CN/rehearsal.ts';
import { endRehearsal } from '#lib/server/desk/end-rehearsal.ts';
import { renewSimulated } from '#lib/server/desk/renew-simulated.ts';
import { startRehearsal } from '#lib/server/desk/start-rehearsal.ts';
import { rehearsalsView, simulatedCount } from '#lib/server/queries/rehearsals-view.ts';
import { paces } from '#lib/server/rehearsal/simulations.ts';
import { formFields } from '#lib/wire/form.ts';
import { endRehearsalForm, restartSimulatedForm, startRehearsalForm } from '#lib/wire/rehearsal.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('admin:rehearsal');
	const { congressId } = staffOf(locals);
	const rehearsals = await rehearsalsView(locals.desk, congressId);
	const id = rehearsals.running?.meetingId;
	const people = id ? await simulatedCount(locals.desk, congressId, id) : 0;
	return { rehearsals, progress: id ? locals.simulations.progress(id, people) : null };
};

export const actions: Actions = {
	start: async ({ request, locals }) => {
		const form = startRehearsalForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(t.badNumber);
		const { simulated, pace } = form.data;
		const actor = staffOf(locals);
		const started = await startRehearsal(locals.desk, actor, { simulated, uploadDir: locals.uploadDir });
		if (!started.ok) return refused(started);
		const { meetingId, deputies } = started.value;
		locals.simulations.start(actor, meetingId, deputies, paces[pace]);
		return { done: 'started' as const };
	},

	restart: async ({ request, locals }) => {
		const form = restartSimulatedForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(t.endNeeded);
		const { meetingId, pace } = form.data;
		const actor = staffOf(locals);
		if (locals.simulations.progress(meetingId, 1).alive) return refused({ code: 'simulation-runs' });
		const renewed = await renewSimulated(locals.desk, actor, { meetingId });
		if (!renewed.ok) return refused(renewed);
		locals.simulations.start(actor, meetingId, renewed.value.deputies, paces[pace]);
		return { done: 'restarted' as const };
	},

	end: async ({ request, locals }) => {
		const form = endRehearsalForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(t.endNeeded);
		const { meetingId } = form.data;
		const ended = await endRehearsal(locals.desk, staffOf(locals), { meetingId });
		if (!ended.ok) return refused(ended);
		await locals.simulations.stopOne(meetingId);
		return { done: 'ended' as const };
	}
};
