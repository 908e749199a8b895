import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What a stored ballot holds besides its one-time key. Lengths are constant within a round. */
export type OpenBallot = {
	mask: Uint8Array;
	random: Uint8Array;
	signature: Uint8Array;
	tickets: Uint8Array[];
};

const RANDOM = 32;
const SIGNATURE = 64;
const TICKET = 384;

/**
 * Seals a ballot for storage: AES-256-GCM under the round's storage key, bound to round and one-time key,
 * so a row can neither be read nor moved. Without the key file a row is noise of constant length.
 */
export function sealRow(
	storageKey: Uint8Array,
	roundId: string,
	key: Uint8Array,
	ballot: OpenBallot
): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', storageKey, nonce);
	cipher.setAAD(boundTo(roundId, key));
	const open = Buffer.concat([ballot.mask, ballot.random, ballot.signature, ...ballot.tickets]);
	return Buffer.concat([nonce, cipher.update(open), cipher.final(), cipher.getAuthTag()]);
}

/** @throws where the row was altered, moved or sealed under another key: an integrity alarm, never skipped */
export function openRow(
	storageKey: Uint8Array,
	roundId: string,
	key: Uint8Array,
	sealed: Uint8Array,
	issuers: number
): OpenBallot {
	const decipher = createDecipheriv('aes-256-gcm', storageKey, sealed.subarray(0, 12));
	decipher.setAAD(boundTo(roundId, key));
	decipher.setAuthTag(sealed.subarray(-16));
	const open = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
	const maskBytes = open.length - RANDOM - SIGNATURE - TICKET * issuers;
	const take = (from: number, length: number) => new Uint8Array(open.subarray(from, from + length));
	return {
		mask: take(0, maskBytes),
		random: take(maskBytes, RANDOM),
		signature: take(maskBytes + RANDOM, SIGNATURE),
		tickets: Array.from({ length: issuers }, (_, i) =>
			take(maskBytes + RANDOM + SIGNATURE + i * TICKET, TICKET)
		)
	};
}

const boundTo = (roundId: string, key: Uint8Array) => Buffer.concat([Buffer.from(roundId), key]);
