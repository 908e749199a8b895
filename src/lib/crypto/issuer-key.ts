import { ok, refuse, type Result } from '../domain/result.ts';
import { concat, equalBytes, fromHex } from './bytes.ts';
import { toInteger } from './modular.ts';
import { sha256 } from './sha256.ts';

/** An RSA public key as far as the arithmetic needs it. */
export type RsaPublicKey = { n: bigint; e: bigint };

/** The key that blind-signs one round's tickets. */
export type IssuerKey = RsaPublicKey & {
	/** SubjectPublicKeyInfo, DER. */
	spki: Uint8Array;
	/** SHA-256 of `spki`. */
	keyId: Uint8Array;
};

/** Bytes of an issuer's modulus, and so of every blinded value, blind signature and ticket. */
export const TICKET_BYTES = 384;

/**
 * Reads a SubjectPublicKeyInfo. DER leaves no choice: an rsaEncryption key of exactly 3,072 bits with
 * e = 65537 is always these 33 bytes, the modulus, these 5 bytes. Anything else is `bad-issuer-key`, another
 * algorithm identifier (id-RSASSA-PSS), size or exponent included, and so is an even modulus.
 */
export function parseIssuerKey(spki: Uint8Array): Result<IssuerKey, 'bad-issuer-key'> {
	const modulus = spki.subarray(HEAD.length, HEAD.length + TICKET_BYTES);
	const isIssuerKey =
		equalBytes(spki, concat(HEAD, modulus, TAIL)) &&
		modulus.length === TICKET_BYTES &&
		modulus[0]! >= 0x80 &&
		modulus[TICKET_BYTES - 1]! % 2 === 1;
	if (!isIssuerKey) return refuse('bad-issuer-key');
	return ok({ n: toInteger(modulus), e: 65537n, spki, keyId: sha256(spki) });
}

/** Whether `bytes` are one integer in (0, n), the form of a blinded value, a blind signature and a ticket. */
export function inIssuerRange(key: IssuerKey, bytes: Uint8Array): boolean {
	if (bytes.length !== TICKET_BYTES) return false;
	return bytes.some((byte) => byte !== 0) && toInteger(bytes) < key.n;
}

/** SEQUENCE { SEQUENCE { rsaEncryption, NULL }, BIT STRING { SEQUENCE { INTEGER 0x00‖n, INTEGER 65537 } } } */
const HEAD = fromHex('308201a2300d06092a864886f70d01010105000382018f003082018a0282018100');
const TAIL = fromHex('0203010001');
