import { auditChains, auditPage } from '#lib/server/queries/audit-log.ts';
import { congressHead } from '#lib/server/queries/accounts-view.ts';
import { checkChains } from '#lib/server/queries/check-chains.ts';
import { auditFilter } from '#lib/wire/audit.ts';
import { queryFields } from '#lib/wire/query.ts';
import { staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { name, role, congressId } = staffOf(locals);
	const filter = auditFilter.parse(queryFields(url.searchParams));
	return {
		person: { name, role },
		congress: await congressHead(locals.desk, congressId),
		filter,
		chains: await auditChains(locals.desk, congressId),
		log: await auditPage(locals.desk, congressId, filter)
	};
};

export const actions: Actions = {
	check: async ({ locals }) => {
		const at = performance.now();
		const checks = await checkChains(locals.desk, staffOf(locals).congressId);
		return { checks, ms: Math.round(performance.now() - at) };
	}
};
