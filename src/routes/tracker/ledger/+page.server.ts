import { isoDate } from '#lib/i18n/format.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	const list = await followPage(locals.desk, actor, followFilter(url.searchParams), 'number', 1);
	return {
		person: { name: actor.name, role: actor.role },
		congressName: list.congressName,
		demonstration: list.demonstration,
		years: list.years,
		today: isoDate(new Date()),
		ledger: list.filter.year === null ? null : await ledgerOfYear(locals.desk, actor, list.filter.year)
	};
};
