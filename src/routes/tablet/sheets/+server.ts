import { endpoint, jsonAnswer, problemAnswer } from '#lib/server/answers.ts';
import { candidatesView } from '#lib/server/queries/candidates-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import type { RequestHandler } from './$types';

/** The candidates' whole sheets for the deputies' tablets, before the round is ready too. */
export const GET: RequestHandler = endpoint(async ({ locals }) => {
	const { actor, desk } = locals;
	if (actor?.kind !== 'delegate') return problemAnswer('not-signed-in');
	const meetingId = await currentMeetingId(desk, actor.congressId);
	return jsonAnswer(meetingId ? await candidatesView(desk, actor.congressId, meetingId) : []);
});
