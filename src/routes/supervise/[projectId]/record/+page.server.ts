import { error } from '@sveltejs/kit';
import { isoDate } from '#lib/i18n/format.ts';
import { superviseProject } from '#lib/server/queries/supervise-project.ts';
import { isId } from '#lib/wire/form.ts';
import { deputyOf } from '../../deputy-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { deputy } = await deputyOf(locals);
	const kind = url.searchParams.get('kind') === 'opinion' ? ('opinion' as const) : ('visit' as const);
	const today = isoDate(new Date());
	if (!deputy) return { project: null, kind, today };
	const project = isId(params.projectId)
		? await superviseProject(locals.desk, deputy, params.projectId)
		: null;
	if (!project) error(404);
	const { id, name, inGroup, replaced } = project.row;
	return { project: { id, name, inGroup, replaced, visitReplyDays: project.visitReplyDays }, kind, today };
};
