import { ok, refuse, type Result } from '../domain/result.ts';
import { BASE32_SYMBOLS, grouped, parseBase32, toBase32 } from './base32.ts';
import { concat, utf8 } from './bytes.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts';
import { hkdf } from './hkdf.ts';
import { sha256 } from './sha256.ts';

/** Everything that follows from a card's seed. `secret` and `tokenSecret` never leave the tablet. */
export type Card = {
	/** Ed25519 secret of the card key: signs in, draws, signs results. 32 bytes. */
	secret: Uint8Array;
	/** What the roll knows of the card. 32 bytes. */
	publicKey: Uint8Array;
	/** Names the card at sign-in. 8 bytes. */
	cardId: Uint8Array;
	/** T, from which the one-time keys and blinding factors of every round come. 32 bytes. */
	tokenSecret: Uint8Array;
};

/** The card of a seed: 16 random bytes, known to the card and to nobody else. */
export function cardFromSeed(seed: Uint8Array): Card {
	assertSeed(seed);
	const secret = hkdf(seed, utf8('auth'), 32);
	const publicKey = ed25519PublicKey(secret);
	return { secret, publicKey, cardId: cardIdOf(publicKey), tokenSecret: hkdf(seed, utf8('token'), 32) };
}

/** First 8 bytes of SHA-256 of the card's public key. */
export const cardIdOf = (cardPublicKey: Uint8Array): Uint8Array => sha256(cardPublicKey).subarray(0, 8);

/** The code printed on the card: 26 symbols of the seed and a check symbol, in groups, the last of three. */
export function typedCode(seed: Uint8Array): string {
	assertSeed(seed);
	return grouped(toBase32(seed) + checkSymbol(seed));
}

/**
 * The seed of a code as a person typed it: any case and width, any grouping by white space or dashes, I and L
 * for 1, O for 0. Refuses any other symbol outside the alphabet (U too), a wrong length, a wrong check symbol
 * and spare bits that are not zero, all as `bad-card-code`.
 */
export function readTypedCode(typed: string): Result<Uint8Array, 'bad-card-code'> {
	const symbols = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(SEPARATORS, '')
		.replace(/[IL]/g, '1')
		.replace(/O/g, '0');
	const seed = symbols.length === 27 ? parseBase32(symbols.slice(0, 26)) : null;
	if (!seed || symbols[26] !== checkSymbol(seed)) return refuse('bad-card-code');
	return ok(seed);
}

/** What the QR code holds. The fragment never reaches the server. */
export const cardUrl = (origin: string, code: string): string => `${origin}/tablet#card=${code}`;

/** `origin` as WHATWG serialises it; `nonce` is the challenge's 32 bytes. */
export const loginMessage = (origin: string, nonce: Uint8Array): Uint8Array =>
	concat(utf8(`piaojue/v1/login\0${origin}\0`), nonce);

export const signLogin = (cardSecret: Uint8Array, origin: string, nonce: Uint8Array): Uint8Array =>
	ed25519Sign(cardSecret, loginMessage(origin, nonce));

export const verifyLogin = (
	cardPublicKey: Uint8Array,
	origin: string,
	nonce: Uint8Array,
	signature: Uint8Array
): boolean => ed25519Verify(cardPublicKey, loginMessage(origin, nonce), signature);

/** Unicode white space, zero width space, byte order mark, dashes of every length, the minus sign. */
const SEPARATORS = /[\p{White_Space}\u200B\uFEFF\p{Pd}\u2212]/gu;

/** Top five bits of SHA-256 of the seed: tells one mistyped symbol with 31 chances in 32. */
const checkSymbol = (seed: Uint8Array): string => BASE32_SYMBOLS[sha256(seed)[0]! >> 3]!;

function assertSeed(seed: Uint8Array): void {
	if (seed.length !== 16) throw new Error(`a card seed has 16 bytes, not ${seed.length}`);
}
