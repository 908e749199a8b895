import { lookOf } from '#lib/server/look.ts';
import { offeredCongresses } from '#lib/server/queries/public-projects.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ cookies, locals }) => {
	const congresses = await offeredCongresses(locals.publicDesk, null);
	return {
		look: lookOf(cookies),
		site: locals.site,
		/** Whose site this is, where it is one congress's. */
		host: congresses.length === 1 ? congresses[0]!.name : null
	};
};
