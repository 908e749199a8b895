import { endpoint, jsonAnswer, problemAnswer, readJson } from '#lib/server/answers.ts';
import { recordSteps } from '#lib/server/desk/record-steps.ts';
import { stepsBody } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

/** Of a rehearsal alone: what is sent for a formal meeting is refused and nowhere written down. */
export const POST: RequestHandler = endpoint(async ({ request, locals }) => {
	const body = await readJson(request, stepsBody);
	if (!body.ok) return problemAnswer(body.code);
	const { actor, desk } = locals;
	if (!actor) return problemAnswer('not-signed-in');
	if (actor.kind !== 'delegate') return problemAnswer('forbidden');
	const kept = await recordSteps(desk, actor, body.value);
	return kept.ok ? jsonAnswer({}) : problemAnswer(kept.code, kept.detail);
});
