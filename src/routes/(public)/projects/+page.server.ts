import { isoDate } from '#lib/i18n/format.ts';
import { publicPage } from '#lib/server/queries/public-projects.ts';
import { publicFilter } from '#lib/wire/public-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { filter, page } = publicFilter(url.searchParams);
	return { list: await publicPage(locals.publicDesk, filter, page), today: isoDate(new Date()) };
};
