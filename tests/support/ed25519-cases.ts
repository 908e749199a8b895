import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, fromBase64url, toBase64url, utf8 } from '#lib/crypto/bytes.ts';
import { ed25519PublicKey, ed25519Sign } from '#lib/crypto/ed25519.ts';
import { toBytes, toInteger } from '#lib/crypto/modular.ts';
import { sha256 } from '#lib/crypto/sha256.ts';

const L = ed25519.Point.Fn.ORDER;

/** The cases in which libraries differ. */
export function ed25519Cases() {
	const secret = sha256(utf8('piaojue test vector: ed25519'));
	const message = utf8('ballot');
	const key = ed25519PublicKey(secret);
	const signature = ed25519Sign(secret, message);
	const [R, S] = [signature.subarray(0, 32), signature.subarray(32)];
	const identity = ed25519.Point.ZERO.toBytes();
	const zero = new Uint8Array(32);
	// R = identity with an honest key: S = k·a makes the equation true.
	const a = leInteger(clamped(sha512(secret).subarray(0, 32)));
	const k = leInteger(sha512(concat(identity, key, message)));
	const plusL = leBytes(leInteger(S) + L);
	// R with a part of order 8: true after multiplying by the cofactor, and only then.
	const torsion = ed25519.Point.fromHex(ED25519_TORSION_SUBGROUP[1]!);
	const mixed = ed25519.Point.BASE.multiply(7n).add(torsion).toBytes();
	const mixedS = leBytes((7n + leInteger(sha512(concat(mixed, key, message))) * a) % L);
	const cases: [string, Uint8Array, Uint8Array, Uint8Array, boolean][] = [
		['an honest signature', key, R, S, true],
		['S + L', key, R, plusL, false],
		['R = identity, S = k·a: nothing is asked of R but equality', key, identity, leBytes((k * a) % L), true],
		['R with a part of order 8', key, mixed, mixedS, false],
		['small-order key, R = identity, S = 0', identity, identity, zero, false],
		[
			'non-canonical key p + 1',
			fromBase64url('7v_______________________________________38'),
			identity,
			zero,
			false
		]
	];
	return cases.map(([name, publicKey, r, s, valid]) => ({
		name,
		publicKey: toBase64url(publicKey),
		message: toBase64url(message),
		signature: toBase64url(concat(r, s)),
		valid
	}));
}

const leInteger = (bytes: Uint8Array): bigint => toInteger(Uint8Array.from(bytes).reverse());
const leBytes = (value: bigint): Uint8Array => toBytes(value, 32).reverse();

function clamped(half: Uint8Array): Uint8Array {
	const scalar = Uint8Array.from(half);
	scalar[0]! &= 0xf8;
	scalar[31] = (scalar[31]! & 0x7f) | 0x40;
	return scalar;
}
