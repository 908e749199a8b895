import { error } from '@sveltejs/kit';
import { isoDate } from '#lib/i18n/format.ts';
import { has } from '#lib/domain/tracker/powers.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { isId } from '#lib/wire/form.ts';
import { staffOf } from '../../staff-of.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => {
	const actor = staffOf(locals);
	const project = isId(params.projectId)
		? await followedProject(locals.desk, actor.congressId, params.projectId)
		: null;
	if (!project) error(404);
	const own = actor.role === 'department' && actor.unit === project.row.unit;
	return {
		person: { name: actor.name, role: actor.role },
		project,
		own,
		readsOpinions: own || has(actor.role, 'decide'),
		reviews: has(actor.role, 'review'),
		today: isoDate(new Date())
	};
};
