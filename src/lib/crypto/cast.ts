import { toBase32 } from './base32.ts';
import { concat, toBase64url, utf8, uuidBytes } from './bytes.ts';
import { ed25519Sign, ed25519Verify } from './ed25519.ts';
import { sha256 } from './sha256.ts';
import { oneTimeKey } from './ticket.ts';

/** Length in bytes of every cast: the network sees no difference between one ballot and another. */
export const CAST_BYTES = 2048;

/**
 * The body of a cast: JSON, all ASCII, exactly 2,048 bytes. Sent again unchanged until there is a definite
 * answer. `random` is 32 fresh bytes of the tablet's own generator; they hide the marks in the leaf, so they
 * live in memory only and are forgotten with the answer.
 */
export function buildCast(ballot: {
	tokenSecret: Uint8Array;
	roundId: string;
	/** One per issuer, in manifest order. */
	tickets: readonly Uint8Array[];
	/** The marks as `encodeMask` of the domain packs them. */
	mask: Uint8Array;
	random: Uint8Array;
}): { body: string; key: Uint8Array; leaf: Uint8Array } {
	const { tokenSecret, roundId, tickets, mask, random } = ballot;
	const { secret, publicKey: key } = oneTimeKey(tokenSecret, roundId);
	const leaf = leafOf({ roundId, key, mask, random });
	const cast = {
		v: 1,
		key: toBase64url(key),
		tickets: tickets.map(toBase64url),
		mask: toBase64url(mask),
		random: toBase64url(random),
		signature: toBase64url(ed25519Sign(secret, castMessage(roundId, leaf)))
	};
	const missing = CAST_BYTES - JSON.stringify({ ...cast, pad: '' }).length;
	if (missing < 0) throw new Error(`${tickets.length} tickets do not fit a cast of ${CAST_BYTES} bytes`);
	return { body: JSON.stringify({ ...cast, pad: '0'.repeat(missing) }), key, leaf };
}

/** The commitment to one ballot: SHA-256(0x00 ‖ round id ‖ key ‖ mask ‖ random). */
export function leafOf(ballot: {
	roundId: string;
	key: Uint8Array;
	mask: Uint8Array;
	random: Uint8Array;
}): Uint8Array {
	const { roundId, key, mask, random } = ballot;
	// Joined without lengths, so the mask may only be bound where the other parts have their fixed size.
	if (key.length !== 32 || random.length !== 32) throw new Error('a key and a random value have 32 bytes');
	return sha256(Uint8Array.of(0x00), uuidBytes(roundId), key, mask, random);
}

/** What the one-time key signs to cast. */
export const castMessage = (roundId: string, leaf: Uint8Array): Uint8Array =>
	concat(utf8('piaojue/v1/cast\0'), uuidBytes(roundId), leaf);

export const verifyCastSignature = (
	key: Uint8Array,
	roundId: string,
	leaf: Uint8Array,
	signature: Uint8Array
): boolean => ed25519Verify(key, castMessage(roundId, leaf), signature);

/** What the box signs once the ballot is durable. */
export const ackMessage = (roundId: string, leaf: Uint8Array): Uint8Array =>
	concat(utf8('piaojue/v1/ack\0'), uuidBytes(roundId), leaf);

export const signAck = (ackSecret: Uint8Array, roundId: string, leaf: Uint8Array): Uint8Array =>
	ed25519Sign(ackSecret, ackMessage(roundId, leaf));

/** `ackKey` is the manifest's. A valid ack of another leaf means: this key's ballot was in the box before. */
export const verifyAck = (ackKey: Uint8Array, roundId: string, leaf: Uint8Array, ack: Uint8Array): boolean =>
	ed25519Verify(ackKey, ackMessage(roundId, leaf), ack);

/** The receipt's number (回执编号): the first 10 base32 symbols of the leaf. */
export const trackerOf = (leaf: Uint8Array): string => toBase32(leaf).slice(0, 10);
