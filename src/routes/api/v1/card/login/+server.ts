import { fromBase64url } from '#lib/crypto/bytes.ts';
import { endpoint, problemAnswer, readJson } from '#lib/server/answers.ts';
import { openByCard } from '#lib/server/auth/card-sign-in.ts';
import { endOtherSessions } from '#lib/server/auth/sessions.ts';
import { startSession } from '#lib/server/auth/sign-in.ts';
import { loginBody } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = endpoint(async (event) => {
	const { desk, origin } = event.locals;
	const body = await readJson(event.request, loginBody);
	if (!body.ok) return problemAnswer(body.code);
	const cardId = fromBase64url(body.value.cardId);
	const opened = await openByCard(desk, origin, {
		cardId,
		nonce: fromBase64url(body.value.nonce),
		signature: fromBase64url(body.value.signature)
	});
	if (!opened.ok) return problemAnswer(opened.code);
	const { delegateId, congressId } = opened.value;
	const sessionId = await startSession(event, `delegate:${delegateId}`, congressId, cardId);
	await endOtherSessions(desk, `delegate:${delegateId}`, sessionId);
	return new Response(null, { status: 204 });
});
