import { lastYear } from '#lib/server/queries/last-year.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { meeting, view } = await lastYear(locals.desk, staffOf(locals).congressId);
	return { view, printable: meeting !== null };
};
