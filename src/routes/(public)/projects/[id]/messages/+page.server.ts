import { error } from '@sveltejs/kit';
import { publicListPage } from '#lib/server/queries/public-project.ts';
import { isId } from '#lib/wire/form.ts';
import { pageNumber } from '#lib/wire/residents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const list = isId(params.id)
		? await publicListPage(locals.publicDesk, params.id, 'messages', pageNumber(url.searchParams))
		: null;
	if (!list) error(404);
	return { list };
};
