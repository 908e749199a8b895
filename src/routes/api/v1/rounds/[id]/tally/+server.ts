import { endpoint, jsonAnswer, problemAnswer } from '#lib/server/answers.ts';
import { askerOfEvent } from '#lib/server/auth/asker.ts';
import { tallyFor } from '#lib/server/queries/round-for-watcher.ts';
import { uuidText } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async (event) => {
	const asker = await askerOfEvent(event);
	const id = uuidText.safeParse(event.params.id);
	const { desk, publicDesk } = event.locals;
	const tally = id.success ? await tallyFor(asker ? desk : publicDesk, asker, id.data) : null;
	if (tally) return jsonAnswer(tally);
	return problemAnswer(asker ? 'not-found' : 'not-signed-in');
});
