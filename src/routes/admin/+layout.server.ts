import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { staffOf } from '../staff-of.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { id, name, role, congressId } = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	return {
		person: { id, name, role },
		meetingId,
		view: meetingId ? await consoleView(locals.desk, congressId, meetingId) : null
	};
};
