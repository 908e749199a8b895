import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { lastYear } from '#lib/server/queries/last-year.ts';
import { paperRounds } from '#lib/server/queries/papers-facts.ts';
import { staffOf } from '../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id, name, role, congressId } = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	return {
		person: { id, name, role },
		pdf: locals.press.available,
		meeting: meetingId ? (await consoleView(locals.desk, congressId, meetingId)).meeting : null,
		lastYear: (await lastYear(locals.desk, congressId)).view !== null,
		rounds: await paperRounds(locals.desk, congressId)
	};
};
