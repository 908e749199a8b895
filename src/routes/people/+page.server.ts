import { accountsView } from '#lib/server/queries/accounts-view.ts';
import { accountFilter } from '#lib/wire/people.ts';
import { staffOf } from '../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = accountFilter.parse(Object.fromEntries(url.searchParams));
	return { filter, accounts: await accountsView(locals.desk, staffOf(locals).congressId, filter) };
};
