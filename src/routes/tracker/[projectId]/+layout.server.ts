import { error } from '@sveltejs/kit';
import { isoDate } from '#lib/i18n/format.ts';
import { has } from '#lib/domain/tracker/powers.ts';
import { projectFor } from '#lib/server/queries/followed-project.ts';
import { isId } from '#lib/wire/form.ts';
import { staffOf } from '../../staff-of.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => {
	const actor = staffOf(locals);
	const found = isId(params.projectId) ? await projectFor(locals.desk, actor, params.projectId) : null;
	if (!found) error(404);
	const { project, own } = found;
	return {
		person: { name: actor.name, role: actor.role },
		project,
		own,
		readsOpinions: own || has(actor.role, 'read'),
		decides: has(actor.role, 'decide'),
		reviews: has(actor.role, 'review'),
		today: isoDate(new Date())
	};
};
