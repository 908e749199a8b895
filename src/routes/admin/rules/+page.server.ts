import { roundRules } from '#lib/server/queries/round-rules.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { view } = await parent();
	return {
		rules: view?.round ? await roundRules(locals.desk, staffOf(locals).congressId, view.round.id) : null
	};
};
