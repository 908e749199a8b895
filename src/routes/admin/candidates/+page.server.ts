import { candidateAnswers } from '#lib/i18n/zh-CN/admin.ts';
import { lastYear } from '#lib/server/queries/last-year.ts';
import { candidatesDesk } from '#lib/server/queries/candidates-desk.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const { meetingId } = await parent();
	const done = url.searchParams.get('done') ?? '';
	const { congressId } = staffOf(locals);
	const { view } = await lastYear(locals.desk, congressId);
	return {
		lastYear: view && {
			year: view.year,
			all: view.rows.length,
			accepted: view.rows.filter((row) => row.accepted).length,
			followed: view.rows.filter((row) => row.followed).length
		},
		answer: Object.hasOwn(candidateAnswers, done) ? (done as keyof typeof candidateAnswers) : null,
		candidates: meetingId
			? await candidatesDesk(locals.desk, congressId, meetingId)
			: { onBallot: [], others: [], lock: null }
	};
};
