import { error } from '@sveltejs/kit';
import { publicResult } from '#lib/server/queries/public-results.ts';
import { isId } from '#lib/wire/form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const result = isId(params.roundId) ? await publicResult(locals.publicDesk, params.roundId) : null;
	if (!result) error(404);
	return { result };
};
