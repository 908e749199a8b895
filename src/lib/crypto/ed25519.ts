import './old-browsers.ts';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { compareBytes, concat, equalBytes, fromHex, toHex } from './bytes.ts';
import { nodeCrypto } from './node-crypto.ts';

/** The 32-byte public key of a 32-byte secret (RFC 8032 section 5.1.5). */
export function ed25519PublicKey(secret: Uint8Array): Uint8Array {
	if (!nodeCrypto) return ed25519.getPublicKey(secret);
	const spki = nodeCrypto.createPublicKey(opensslPrivateKey(secret)).export({ format: 'der', type: 'spki' });
	return new Uint8Array(spki.subarray(SPKI_PREFIX.length));
}

/** The 64-byte signature of RFC 8032 section 5.1.6; deterministic. */
export function ed25519Sign(secret: Uint8Array, message: Uint8Array): Uint8Array {
	if (!nodeCrypto) return ed25519.sign(message, secret);
	return new Uint8Array(nodeCrypto.sign(null, message, opensslPrivateKey(secret)));
}

/**
 * The one verification rule of the protocol: the public key is canonical and not of small order, S < L, and
 * the encoding of [S]B − [k]A equals the 32 bytes R, with k = SHA-512(R ‖ A ‖ message) reduced mod L. This is
 * the cofactorless equation; nothing is asked of R but that equality. Never throws, whatever the lengths.
 */
export const ed25519Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
	nodeCrypto
		? verifyWithOpenssl(publicKey, message, signature)
		: verifyWithNoble(publicKey, message, signature);

/** Whether a key may stand on a roll or in a manifest: a canonical point of the curve, not of small order. */
export const isUsablePublicKey = (publicKey: Uint8Array): boolean =>
	isCanonicalLargeOrder(publicKey) && decodePoint(publicKey) !== null;

/**
 * The rule in point arithmetic. The library's own `verify` multiplies by the cofactor, with `zip215` and
 * without, and so accepts signatures that OpenSSL and WebCrypto refuse.
 */
export function verifyWithNoble(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
	if (signature.length !== 64 || !isCanonicalLargeOrder(publicKey)) return false;
	const R = signature.subarray(0, 32);
	const S = littleEndian(signature.subarray(32));
	const A = decodePoint(publicKey);
	if (!A || S >= L) return false;
	const k = littleEndian(sha512(concat(R, publicKey, message))) % L;
	const expected = ed25519.Point.BASE.multiplyUnsafe(S).subtract(A.multiplyUnsafe(k));
	return equalBytes(expected.toBytes(), R);
}

/**
 * The rule by OpenSSL. It has the same equation and bound on S, but asks less of the public key, and Node and
 * WebCrypto in front of it ask more of R: they refuse the eight points of small order whatever the equation
 * says. An R like that is decided in point arithmetic.
 */
export function verifyWithOpenssl(
	publicKey: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array
): boolean {
	if (!nodeCrypto) throw new Error('OpenSSL is not at hand here');
	if (signature.length !== 64 || !isCanonicalLargeOrder(publicKey)) return false;
	if (hasSmallOrderY(signature.subarray(0, 32))) return verifyWithNoble(publicKey, message, signature);
	const key = nodeCrypto.createPublicKey({
		key: Buffer.from(concat(SPKI_PREFIX, publicKey)),
		format: 'der',
		type: 'spki'
	});
	return nodeCrypto.verify(null, message, key, signature);
}

/**
 * Whether y < p and the point is none of the eight of small order. Only y is looked at: the eight have five
 * values of y, each with every x that exists. Two of these, y = ±1, are also the only ones with x = 0, where
 * a set sign bit would make the encoding non-canonical. Whether y is on the curve at all is not decided here.
 */
const isCanonicalLargeOrder = (publicKey: Uint8Array): boolean =>
	publicKey.length === 32 && compareBytes(bigEndianY(publicKey), P) < 0 && !hasSmallOrderY(publicKey);

function hasSmallOrderY(point: Uint8Array): boolean {
	const y = bigEndianY(point);
	return SMALL_ORDER_Y.some((small) => equalBytes(small, y));
}

/** The 255 bits of y without the sign of x (RFC 8032 section 5.1.2). */
function bigEndianY(point: Uint8Array): Uint8Array {
	const y = Uint8Array.from(point).reverse();
	y[0]! &= 0x7f;
	return y;
}

function decodePoint(publicKey: Uint8Array) {
	try {
		return ed25519.Point.fromBytes(publicKey);
	} catch {
		return null; // y is of no point on the curve
	}
}

const littleEndian = (bytes: Uint8Array): bigint => BigInt('0x' + toHex(Uint8Array.from(bytes).reverse()));

/** Order of the base point, 2^252 + 27742317777372353535851937790883648493. */
const L = ed25519.Point.Fn.ORDER;

/** p = 2^255 − 19, and the y of the points of order 4, 1, 2, 8 and 8; big-endian. */
const P = fromHex('7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed');
const SMALL_ORDER_Y = [
	'0000000000000000000000000000000000000000000000000000000000000000',
	'0000000000000000000000000000000000000000000000000000000000000001',
	'7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec',
	'05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
	'7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7'
].map(fromHex);

/** DER up to the 32 bytes of the key (RFC 8410 sections 4 and 7). */
const SPKI_PREFIX = fromHex('302a300506032b6570032100');
const PKCS8_PREFIX = fromHex('302e020100300506032b657004220420');

function opensslPrivateKey(secret: Uint8Array) {
	if (secret.length !== 32) throw new Error(`an Ed25519 secret has 32 bytes, not ${secret.length}`);
	const key = Buffer.from(concat(PKCS8_PREFIX, secret));
	return nodeCrypto!.createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}
