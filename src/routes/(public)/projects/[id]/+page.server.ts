import { error } from '@sveltejs/kit';
import { isoDate } from '#lib/i18n/format.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { isId } from '#lib/wire/form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const project = isId(params.id) ? await publicProjectPage(locals.desk, params.id) : null;
	if (!project) error(404);
	return { project, today: isoDate(new Date()) };
};
