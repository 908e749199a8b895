import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { endpoint, jsonAnswer, problemAnswer, readJson } from '#lib/server/answers.ts';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { drawBody, uuidText } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = endpoint(async ({ request, params, locals }) => {
	const body = await readJson(request, drawBody);
	if (!body.ok) return problemAnswer(body.code);
	const { actor, desk } = locals;
	if (!actor) return problemAnswer('not-signed-in');
	if (actor.kind !== 'delegate') return problemAnswer('forbidden');
	const roundId = uuidText.safeParse(params.id);
	if (!roundId.success) return problemAnswer('not-found');
	const drawn = await drawBallot(desk, actor, {
		roundId: roundId.data,
		blinded: body.value.blinded.map((value) => fromBase64url(value)),
		signature: fromBase64url(body.value.signature)
	});
	if (!drawn.ok) return problemAnswer(drawn.code, drawn.detail);
	return jsonAnswer({ blindSignatures: drawn.value.blindSignatures.map(toBase64url) });
});
