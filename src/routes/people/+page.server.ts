import { accountsView } from '#lib/server/queries/accounts-view.ts';
import { accountFilter } from '#lib/wire/people.ts';
import { queryFields } from '#lib/wire/query.ts';
import { staffOf } from '../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = accountFilter.parse(queryFields(url.searchParams));
	return { filter, accounts: await accountsView(locals.desk, staffOf(locals).congressId, filter) };
};
