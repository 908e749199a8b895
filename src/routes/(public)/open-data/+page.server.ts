import { countProjects, offeredCongresses, publicYears } from '#lib/server/queries/public-projects.ts';
import { publicFilter } from '#lib/wire/public-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { publicDesk: desk, origin, dataLicense }, url }) => {
	const { filter } = publicFilter(url.searchParams);
	const range = { ...filter, light: null, words: '' };
	const [years, congresses, total] = await Promise.all([
		publicYears(desk),
		offeredCongresses(desk, filter.congress),
		countProjects(desk, range)
	]);
	return { range, years, congresses, total, origin, license: dataLicense ?? null };
};
