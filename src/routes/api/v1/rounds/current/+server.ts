import { endpoint, jsonAnswer, problemAnswer } from '#lib/server/answers.ts';
import { askerOfEvent } from '#lib/server/auth/asker.ts';
import { currentRoundFor } from '#lib/server/queries/round-for-watcher.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async (event) => {
	const asker = await askerOfEvent(event);
	if (!asker) return problemAnswer('not-signed-in');
	return jsonAnswer({ round: await currentRoundFor(event.locals.desk, asker) });
});
