import { isoDate } from '#lib/i18n/format.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { timelineNodes } from '#lib/server/queries/timeline.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	const list = await followPage(locals.desk, actor, followFilter(url.searchParams), 'number', 60);
	return {
		person: { name: actor.name, role: actor.role },
		list,
		nodes: await timelineNodes(
			locals.desk,
			actor,
			list.rows.map(({ id }) => id)
		),
		today: isoDate(new Date())
	};
};
