import { utf8, concat, uuidBytes } from './bytes.ts';
import { emsaPssEncode, emsaPssVerify } from './emsa-pss.ts';
import { hkdf } from './hkdf.ts';
import { inIssuerRange, type IssuerKey, type RsaPublicKey } from './issuer-key.ts';
import { areCoprime, modInverse, modPow, toBytes, toInteger } from './modular.ts';
import { nodeCrypto } from './node-crypto.ts';

const NO_SALT = new Uint8Array(0);

/**
 * Blind of RFC 9474 section 4.2: EMSA-PSS(message) · r^e mod n, as long as the modulus. Throws where r or the
 * encoded message shares a factor with n: no honest key does that, and with one that does the blinded value
 * would tell something of the message.
 */
export function blind(
	key: RsaPublicKey,
	message: Uint8Array,
	r: bigint,
	salt: Uint8Array = NO_SALT
): Uint8Array {
	const encoded = toInteger(emsaPssEncode(message, bitLength(key.n) - 1, salt));
	if (!areCoprime((encoded * r) % key.n, key.n))
		throw new Error('the issuer key shares a factor with a value');
	return toBytes((encoded * modPow(r, key.e, key.n)) % key.n, modulusBytes(key));
}

/** The signature that was blinded: blindSignature · r⁻¹ mod n. It still has to be verified. */
export function unblind(key: RsaPublicKey, blindSignature: Uint8Array, r: bigint): Uint8Array {
	const inverse = modInverse(r, key.n);
	if (inverse === null) throw new Error('the issuer key shares a factor with the blinding factor');
	return toBytes((toInteger(blindSignature) * inverse) % key.n, modulusBytes(key));
}

/**
 * r of one round and issuer: HKDF of the token secret, 400 bytes as a big-endian integer mod n. 128 bits more
 * than n has, so that the remainder is as good as uniform. The same seed gives the same r on every tablet, and
 * with it the same draw. Zero, which has no inverse, throws in `blind`.
 */
export function blindingFactor(tokenSecret: Uint8Array, roundId: string, issuer: IssuerKey): bigint {
	const info = concat(utf8('blind|'), uuidBytes(roundId), issuer.keyId);
	return toInteger(hkdf(tokenSecret, info, 400)) % issuer.n;
}

/**
 * RSASSA-PSS verification (RFC 8017 section 8.1.2) with SHA-384, the signature an integer in (0, n) of exactly
 * 384 bytes and the salt exactly empty, as RSABSSA-SHA384-PSSZERO (RFC 9474 section 5) has it.
 */
export const verifyPssZero = (issuer: IssuerKey, message: Uint8Array, signature: Uint8Array): boolean =>
	nodeCrypto
		? verifyPssZeroWithOpenssl(issuer, message, signature)
		: verifyPssZeroWithBigint(issuer, message, signature);

export function verifyPssZeroWithBigint(
	issuer: IssuerKey,
	message: Uint8Array,
	signature: Uint8Array
): boolean {
	return inIssuerRange(issuer, signature) && verifyPss(issuer, message, signature, 0);
}

export function verifyPssZeroWithOpenssl(
	issuer: IssuerKey,
	message: Uint8Array,
	signature: Uint8Array
): boolean {
	if (!nodeCrypto) throw new Error('OpenSSL is not at hand here');
	if (!inIssuerRange(issuer, signature)) return false;
	const key = opensslKeys.get(issuer) ?? readOpensslKey(issuer);
	const padding = nodeCrypto.constants.RSA_PKCS1_PSS_PADDING;
	return nodeCrypto.verify('sha384', message, { key, padding, saltLength: 0 }, signature);
}

/** The same for any modulus and salt length: what RFC 9474's test vectors need. `signature` below n. */
export function verifyPss(
	key: RsaPublicKey,
	message: Uint8Array,
	signature: Uint8Array,
	saltLength: number
): boolean {
	const bits = bitLength(key.n) - 1;
	const encoded = modPow(toInteger(signature), key.e, key.n);
	if (encoded >> BigInt(bits) !== 0n) return false;
	return emsaPssVerify(message, toBytes(encoded, Math.ceil(bits / 8)), bits, saltLength);
}

const bitLength = (n: bigint): number => n.toString(2).length;
const modulusBytes = (key: RsaPublicKey): number => Math.ceil(bitLength(key.n) / 8);

/** Parsing a key costs OpenSSL more than verifying with it, and a round has one key for all its tickets. */
const opensslKeys = new WeakMap<IssuerKey, ReturnType<typeof readOpensslKey>>();

function readOpensslKey(issuer: IssuerKey) {
	const key = nodeCrypto!.createPublicKey({ key: Buffer.from(issuer.spki), format: 'der', type: 'spki' });
	opensslKeys.set(issuer, key);
	return key;
}
