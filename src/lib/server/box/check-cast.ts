import { fromBase64url } from '../../crypto/bytes.ts';
import { leafOf, verifyCastSignature } from '../../crypto/cast.ts';
import type { IssuerKey } from '../../crypto/issuer-key.ts';
import type { Manifest } from '../../crypto/manifest.ts';
import { verifyTickets } from '../../crypto/ticket.ts';
import { decodeMask } from '../../domain/ballot.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { CastBody } from '../../wire/cast-body.ts';
import type { OpenBallot } from './sealed-row.ts';

export type CastRefusal =
	'bad-ticket' | 'bad-signature' | 'bad-ballot' | 'too-many-approvals' | 'too-few-approvals';

export type CheckedCast = { key: Uint8Array; leaf: Uint8Array; ballot: OpenBallot };

/**
 * The checks after form and state, in the interface's order: tickets of every issuer over this one-time key,
 * the ballot's own signature, the mask's form, the rule. Nobody is asked who sends it.
 */
export function checkCast(
	manifest: Manifest,
	issuers: IssuerKey[],
	body: CastBody
): Result<CheckedCast, CastRefusal> {
	const key = fromBase64url(body.key);
	const tickets = body.tickets.map((ticket) => fromBase64url(ticket));
	if (!verifyTickets(issuers, manifest.roundId, key, tickets)) return refuse('bad-ticket');
	const mask = fromBase64url(body.mask);
	const random = fromBase64url(body.random);
	const signature = fromBase64url(body.signature);
	const leaf = leafOf({ roundId: manifest.roundId, key, mask, random });
	if (!verifyCastSignature(key, manifest.roundId, leaf, signature)) return refuse('bad-signature');
	const marks = decodeMask(mask, manifest.candidates.length, manifest.rules);
	if (!marks.ok) return marks;
	return ok({ key, leaf, ballot: { mask, random, signature, tickets } });
}
