import { followPage } from '#lib/server/queries/follow-page.ts';
import { lightMonths } from '#lib/server/queries/light-months.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	const list = await followPage(locals.desk, actor, followFilter(url.searchParams), 'weight', 60);
	const today = isoDate(new Date());
	return {
		person: { name: actor.name, role: actor.role },
		list,
		months: list.filter.year === null ? [] : await lightMonths(locals.desk, actor, list.filter.year, today),
		today,
		readAt: new Date().toISOString()
	};
};
