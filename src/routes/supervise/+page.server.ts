import { superviseList } from '#lib/server/queries/supervise-list.ts';
import { superviseFilter } from '#lib/wire/supervise.ts';
import { deputyOf } from './deputy-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { deputy } = await deputyOf(locals);
	return { list: deputy && (await superviseList(locals.desk, deputy, superviseFilter(url.searchParams))) };
};
