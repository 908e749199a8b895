import { projectHistory } from '#lib/server/queries/project-history.ts';
import { staffOf } from '../../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	await parent();
	const before = Number(url.searchParams.get('before'));
	return {
		history: await projectHistory(
			locals.desk,
			staffOf(locals).congressId,
			params.projectId,
			Number.isSafeInteger(before) && before > 0 ? before : null
		)
	};
};
