import { isoDate } from '#lib/i18n/format.ts';
import { trackerView } from '#lib/server/queries/tracker-view.ts';
import { staffOf } from '../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = staffOf(locals);
	return {
		person: { name: actor.name, role: actor.role, unit: actor.unit },
		projects: await trackerView(locals.desk, actor),
		today: isoDate(new Date())
	};
};
