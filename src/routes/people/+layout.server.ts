import { congressHead } from '#lib/server/queries/accounts-view.ts';
import { staffOf } from '../staff-of.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { id, name, role, congressId } = staffOf(locals);
	return { person: { id, name, role }, congress: await congressHead(locals.desk, congressId) };
};
