import { isoDate } from '#lib/i18n/format.ts';
import { countProjects, everything, publicProjects } from '#lib/server/queries/public-projects.ts';
import { publicResults } from '#lib/server/queries/public-results.ts';
import type { PageServerLoad } from './$types';

/** The others stand on /projects and /results. */
const RESULTS_SHOWN = 10;
const PROJECTS_SHOWN = 6;

export const load: PageServerLoad = async ({ locals: { publicDesk: desk } }) => {
	const [results, projects, total] = await Promise.all([
		publicResults(desk, { limit: RESULTS_SHOWN + 1 }),
		publicProjects(desk, everything, { limit: PROJECTS_SHOWN }),
		countProjects(desk, everything)
	]);
	return {
		results: results.slice(0, RESULTS_SHOWN),
		moreResults: results.length > RESULTS_SHOWN,
		projects,
		total,
		today: isoDate(new Date())
	};
};
