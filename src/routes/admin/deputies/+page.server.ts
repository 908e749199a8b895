import { deputyAnswers } from '#lib/i18n/zh-CN/deputies.ts';
import { deputiesView } from '#lib/server/queries/deputies-view.ts';
import { deputiesQuery } from '#lib/wire/deputies.ts';
import { queryFields } from '#lib/wire/query.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const { meetingId } = await parent();
	const { q, page, former } = deputiesQuery.parse(queryFields(url.searchParams));
	const wanted = { search: q, page, former: former !== undefined };
	const done = url.searchParams.get('done') ?? '';
	return {
		wanted,
		answer: Object.hasOwn(deputyAnswers, done) ? (done as keyof typeof deputyAnswers) : null,
		roll: meetingId ? await deputiesView(locals.desk, staffOf(locals).congressId, meetingId, wanted) : null
	};
};
