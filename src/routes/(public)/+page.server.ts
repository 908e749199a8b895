import { isoDate } from '#lib/i18n/format.ts';
import { publicProjects } from '#lib/server/queries/public-projects.ts';
import { publicResults } from '#lib/server/queries/public-results.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [results, projects] = await Promise.all([publicResults(locals.desk), publicProjects(locals.desk)]);
	return { results, projects, today: isoDate(new Date()) };
};
