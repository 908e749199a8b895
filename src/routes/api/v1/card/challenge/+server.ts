import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { endpoint, jsonAnswer, problemAnswer, readJson } from '#lib/server/answers.ts';
import { challengeCard } from '#lib/server/auth/card-sign-in.ts';
import { challengeBody } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = endpoint(async ({ request, locals }) => {
	const body = await readJson(request, challengeBody);
	if (!body.ok) return problemAnswer(body.code);
	const nonce = await challengeCard(locals.desk, fromBase64url(body.value.cardId));
	return jsonAnswer({ nonce: toBase64url(nonce) });
});
