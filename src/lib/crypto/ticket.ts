import { ok, refuse, type Result } from '../domain/result.ts';
import { blind, blindingFactor, unblind, verifyPssZero } from './blind-rsa.ts';
import { concat, utf8, uuidBytes } from './bytes.ts';
import type { Card } from './card.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts';
import { hkdf } from './hkdf.ts';
import { inIssuerRange, type IssuerKey } from './issuer-key.ts';
import { sha256 } from './sha256.ts';

/**
 * Drawing a ballot paper (领票): the tablet blinds its one-time key, the issuer signs without seeing it, the
 * tablet unblinds. RFC 9474, RSABSSA-SHA384-PSSZERO-Deterministic: nothing is random, so any tablet that has
 * the card repeats the same draw and ends with the same tickets.
 */
export function prepareDraw(draw: {
	card: Pick<Card, 'secret' | 'tokenSecret'>;
	roundId: string;
	/** 32 bytes; binds the draw to these candidates, rules and keys. */
	manifestHash: Uint8Array;
	/** In manifest order. */
	issuers: readonly IssuerKey[];
}): { blinded: Uint8Array[]; signature: Uint8Array } {
	const { card, roundId, manifestHash, issuers } = draw;
	const message = ticketMessage(roundId, oneTimeKey(card.tokenSecret, roundId).publicKey);
	const blinded = issuers.map((issuer) =>
		blind(issuer, message, blindingFactor(card.tokenSecret, roundId, issuer))
	);
	return { blinded, signature: ed25519Sign(card.secret, drawMessage(roundId, manifestHash, blinded)) };
}

/**
 * The tickets, one per issuer in manifest order, each verified. `bad-ticket` when the answer has the wrong
 * form or does not verify under the manifest's keys: the issuer is broken or tries to mark this delegate, and
 * no ballot may be shown.
 */
export function finishDraw(draw: {
	tokenSecret: Uint8Array;
	roundId: string;
	issuers: readonly IssuerKey[];
	blindSignatures: readonly Uint8Array[];
}): Result<Uint8Array[], 'bad-ticket'> {
	const { tokenSecret, roundId, issuers, blindSignatures } = draw;
	if (blindSignatures.length !== issuers.length) return refuse('bad-ticket');
	const tickets: Uint8Array[] = [];
	for (const [at, issuer] of issuers.entries()) {
		const blindSignature = blindSignatures[at]!;
		if (!inIssuerRange(issuer, blindSignature)) return refuse('bad-ticket');
		tickets.push(unblind(issuer, blindSignature, blindingFactor(tokenSecret, roundId, issuer)));
	}
	const { publicKey } = oneTimeKey(tokenSecret, roundId);
	return verifyTickets(issuers, roundId, publicKey, tickets) ? ok(tickets) : refuse('bad-ticket');
}

/** The Ed25519 key that casts this card's ballot of this round. Only the box ever sees its public half. */
export function oneTimeKey(
	tokenSecret: Uint8Array,
	roundId: string
): { secret: Uint8Array; publicKey: Uint8Array } {
	const secret = hkdf(tokenSecret, concat(utf8('ballot-key|'), uuidBytes(roundId)), 32);
	return { secret, publicKey: ed25519PublicKey(secret) };
}

/** What the issuers sign unseen. `key` is a one-time public key. */
export const ticketMessage = (roundId: string, key: Uint8Array): Uint8Array =>
	concat(utf8('piaojue/v1/ticket\0'), uuidBytes(roundId), key);

/** Whether there is exactly one valid ticket per issuer, in order, for this one-time key. */
export function verifyTickets(
	issuers: readonly IssuerKey[],
	roundId: string,
	key: Uint8Array,
	tickets: readonly Uint8Array[]
): boolean {
	const message = ticketMessage(roundId, key);
	return (
		issuers.length > 0 &&
		tickets.length === issuers.length &&
		issuers.every((issuer, at) => verifyPssZero(issuer, message, tickets[at]!))
	);
}

/** What the card signs to draw. `blinded` in manifest order of the issuers. */
export const drawMessage = (
	roundId: string,
	manifestHash: Uint8Array,
	blinded: readonly Uint8Array[]
): Uint8Array => concat(utf8('piaojue/v1/draw\0'), uuidBytes(roundId), manifestHash, sha256(...blinded));

export const verifyDrawSignature = (
	cardPublicKey: Uint8Array,
	roundId: string,
	manifestHash: Uint8Array,
	blinded: readonly Uint8Array[],
	signature: Uint8Array
): boolean => ed25519Verify(cardPublicKey, drawMessage(roundId, manifestHash, blinded), signature);
