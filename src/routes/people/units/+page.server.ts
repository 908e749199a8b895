import { unitsView } from '#lib/server/queries/accounts-view.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	units: await unitsView(locals.desk, staffOf(locals).congressId)
});
