import { candidateAnswers } from '#lib/i18n/zh-CN/admin.ts';
import { candidatesDesk } from '#lib/server/queries/candidates-desk.ts';
import { staffOf } from '../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const { meetingId } = await parent();
	const done = url.searchParams.get('done') ?? '';
	return {
		answer: Object.hasOwn(candidateAnswers, done) ? (done as keyof typeof candidateAnswers) : null,
		candidates: meetingId
			? await candidatesDesk(locals.desk, staffOf(locals).congressId, meetingId)
			: { onBallot: [], others: [], lock: null }
	};
};
