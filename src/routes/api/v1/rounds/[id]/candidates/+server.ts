import { endpoint, jsonAnswer, problemAnswer } from '#lib/server/answers.ts';
import { askerOfEvent } from '#lib/server/auth/asker.ts';
import { candidateTextsFor } from '#lib/server/queries/round-for-watcher.ts';
import { uuidText } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async (event) => {
	const asker = await askerOfEvent(event);
	if (!asker) return problemAnswer('not-signed-in');
	const id = uuidText.safeParse(event.params.id);
	const texts = id.success ? await candidateTextsFor(event.locals.desk, asker, id.data) : null;
	return texts ? jsonAnswer(texts) : problemAnswer('not-found');
});
