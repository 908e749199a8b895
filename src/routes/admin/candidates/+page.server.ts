import { candidatesView } from '#lib/server/queries/candidates-view.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { meetingId } = await parent();
	return {
		candidates: meetingId ? await candidatesView(locals.desk, staffOf(locals).congressId, meetingId) : []
	};
};
