import { isoDate } from '#lib/i18n/format.ts';
import { owedOpinions } from '#lib/server/queries/owed-opinions.ts';
import { narrowing, pageNumber } from '#lib/wire/residents.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	const today = isoDate(new Date());
	const asked = { ...narrowing(url.searchParams), page: pageNumber(url.searchParams) };
	return {
		person: { name: actor.name, role: actor.role },
		list: await owedOpinions(locals.desk, actor, asked, today),
		today
	};
};
