import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { verifyLogin } from '../../crypto/card.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { Desk } from '../db/client.ts';
import { inCongress } from '../db/client.ts';
import { loginChallenge } from '../db/schema.ts';
import { drewWithCard } from '../queries/drew-with-card.ts';

/** A challenge is answered within a minute or not at all. */
const CHALLENGE_MS = 60_000;

/** A fresh nonce bound to the card id. An unknown card gets one too: the answer tells nothing. */
export async function challengeCard(desk: Desk, cardId: Uint8Array, now = new Date()): Promise<Uint8Array> {
	const nonce = new Uint8Array(randomBytes(32));
	await desk.delete(loginChallenge).where(lt(loginChallenge.expiresAt, now));
	await desk.insert(loginChallenge).values({
		nonceHash: hashOf(nonce),
		cardId,
		expiresAt: new Date(now.getTime() + CHALLENGE_MS)
	});
	return nonce;
}

/**
 * Card sign-in: a signature over our origin and a nonce that this call spends, right or wrong. Unknown,
 * revoked, wrongly signed and spent are one answer. A correct signature is always accepted, however many
 * wrong ones others have sent: nobody can lock a deputy out.
 */
export async function openByCard(
	desk: Desk,
	origin: string,
	input: { cardId: Uint8Array; nonce: Uint8Array; signature: Uint8Array },
	now = new Date()
): Promise<Result<{ delegateId: string; congressId: string }, 'card-refused'>> {
	const spent = await desk
		.delete(loginChallenge)
		.where(
			and(
				eq(loginChallenge.nonceHash, hashOf(input.nonce)),
				eq(loginChallenge.cardId, input.cardId),
				gt(loginChallenge.expiresAt, now)
			)
		)
		.returning({ cardId: loginChallenge.cardId });
	const [found] = await desk.execute<{
		congress_id: string;
		delegate_id: string;
		public_key: Uint8Array;
		state: string;
	}>(sql`select * from desk.find_card(${Buffer.from(input.cardId)})`);
	const publicKey = found ? new Uint8Array(found.public_key) : NOBODY;
	const signed = verifyLogin(publicKey, origin, input.nonce, input.signature);
	if (!spent.length || !found || !signed) return refuse('card-refused');
	if (
		found.state === 'revoked' &&
		!(await inCongress(desk, found.congress_id, (tx) => drewWithCard(tx, found.delegate_id, publicKey)))
	) {
		return refuse('card-refused');
	}
	return ok({ delegateId: found.delegate_id, congressId: found.congress_id });
}

const hashOf = (nonce: Uint8Array) => new Uint8Array(createHash('sha256').update(nonce).digest());

/** An unknown card costs a signature check too. Any usable key whose secret nobody has kept. */
const NOBODY = new Uint8Array(Buffer.from('ZRIsD20L0aoIF2OqI6GwCPLyPLxHhVhKUwPGOTlYEOA', 'base64url'));
