import { runReadiness } from '#lib/server/desk/run-readiness.ts';
import { healthChecks } from '#lib/server/health/health-checks.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { readinessView } from '#lib/server/queries/readiness-view.ts';
import { formFields } from '#lib/wire/form.ts';
import { readinessForm } from '#lib/wire/readiness.ts';
import { refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import { installationMeasures } from './installation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, depends }) => {
	depends('admin:readiness');
	const { meetingId } = await parent();
	const { congressId } = staffOf(locals);
	return { lines: meetingId ? await readinessView(locals.desk, congressId, meetingId) : [] };
};

export const actions: Actions = {
	run: async ({ request, locals }) => {
		const receivedAt = Date.now();
		const form = readinessForm.safeParse(formFields(await request.formData()));
		const actor = staffOf(locals);
		const meetingId = await currentMeetingId(locals.desk, actor.congressId);
		if (!meetingId) return refused({ code: 'not-found' });
		const { keyDir, uploadDir, archiveDir } = locals;
		const health = await healthChecks({ sql: locals.desk.$client, keyDir, uploadDir, archiveDir });
		const browser = { at: form.data?.browserAt, receivedAt };
		const ran = await runReadiness(locals.desk, actor, {
			meetingId,
			installation: installationMeasures(health, browser)
		});
		return ran.ok ? { done: 'checked' as const } : refused(ran);
	}
};
