import { isoDate } from '#lib/i18n/format.ts';
import { publicProjects } from '#lib/server/queries/public-projects.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	projects: await publicProjects(locals.desk),
	today: isoDate(new Date())
});
