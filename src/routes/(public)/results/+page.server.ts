import { countResults, publicResults } from '#lib/server/queries/public-results.ts';
import { publicFilter } from '#lib/wire/public-filter.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ locals: { publicDesk: desk }, url }) => {
	const pages = Math.max(1, Math.ceil((await countResults(desk)) / PAGE_SIZE));
	const page = Math.min(publicFilter(url.searchParams).page, pages);
	return {
		results: await publicResults(desk, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
		page,
		pages
	};
};
