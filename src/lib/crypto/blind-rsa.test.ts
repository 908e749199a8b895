import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/cases/protocol-vectors.json' with { type: 'json' };
import rfc9474 from '../../../tests/cases/rfc9474.json' with { type: 'json' };
import { blindSign } from '../server/issuer.ts';
import {
	blind,
	blindingFactor,
	unblind,
	verifyPss,
	verifyPssZeroWithBigint,
	verifyPssZeroWithOpenssl
} from './blind-rsa.ts';
import { fromBase64url, fromHex, toHex, utf8 } from './bytes.ts';
import { emsaPssEncode, emsaPssVerify } from './emsa-pss.ts';
import { parseIssuerKey, type IssuerKey } from './issuer-key.ts';
import { modInverse, modPow, toBytes, toInteger } from './modular.ts';

const NO_SALT = new Uint8Array(0);
const message = utf8('a ticket message');

describe('RFC 9474 appendix A', () => {
	test('there are the four variants', () => {
		expect(rfc9474.vectors.map(({ name }) => name)).toHaveLength(4);
	});

	test.each(rfc9474.vectors)('$name', (vector) => {
		const key = { n: BigInt(vector.n), e: BigInt(vector.e) };
		const input = fromHex(vector.input_msg);
		const salt = fromHex(vector.salt);
		const r = modInverse(BigInt(vector.inv), key.n)!;
		const blinded = blind(key, input, r, salt);
		const blindSignature = toBytes(modPow(toInteger(blinded), BigInt(vector.d), key.n), 512);
		const signature = unblind(key, blindSignature, r);

		expect(BigInt(vector.p) * BigInt(vector.q)).toBe(key.n);
		if ('encoded_msg' in vector) {
			expect(toHex(emsaPssEncode(input, 4095, salt))).toBe(vector.encoded_msg);
		}
		expect(toHex(blinded)).toBe(vector.blinded_msg);
		expect(toHex(blindSignature)).toBe(vector.blind_sig);
		expect(toHex(signature)).toBe(vector.sig);
		expect(verifyPss(key, input, signature, salt.length)).toBe(true);
		expect(verifyPss(key, input, signature, 48 - salt.length)).toBe(false);
		expect(verifyPss(key, input.subarray(1), signature, salt.length)).toBe(false);
	});
});

describe.each([
	['BigInt', verifyPssZeroWithBigint],
	['OpenSSL', verifyPssZeroWithOpenssl]
])('a ticket by %s', (_, verify) => {
	const signature = sign(emsaPssEncode(message, 3071, NO_SALT));

	test('is valid for its message and issuer alone', () => {
		expect(verify(issuer(), message, signature)).toBe(true);
		expect(verify(issuer(), utf8('another message'), signature)).toBe(false);
		expect(verify(issuer(vectors.secondIssuer.publicKey), message, signature)).toBe(false);
	});

	test('with a salt, however long, is refused: it could carry the number of a seat', () => {
		for (const length of [1, 32, 48]) {
			const salted = sign(emsaPssEncode(message, 3071, new Uint8Array(length).fill(7)));
			expect(verifyPss(issuer(), message, salted, length)).toBe(true);
			expect(verify(issuer(), message, salted), `${length} bytes`).toBe(false);
		}
	});

	test('that is no integer in (0, n), or not 384 bytes, is refused', () => {
		const { n } = issuer();
		for (const value of [0n, 1n, n - 1n, n, n + 1n]) {
			expect(verify(issuer(), message, toBytes(value, 384))).toBe(false);
		}
		// The same residue, and a leading zero: what a lenient reader would take for the signature.
		const shifted = toInteger(signature) + n;
		if (shifted < 1n << 3072n) expect(verify(issuer(), message, toBytes(shifted, 384))).toBe(false);
		expect(verify(issuer(), message, new Uint8Array([0, ...signature]))).toBe(false);
		expect(verify(issuer(), message, NO_SALT)).toBe(false);
	});

	test('with any one byte changed is refused', () => {
		for (const at of [0, 100, 383]) {
			const changed = Uint8Array.from(signature);
			changed[at]! ^= 0x01;
			expect(verify(issuer(), message, changed)).toBe(false);
		}
	});
});

test('an encoded message is refused after any change', () => {
	const salt = new Uint8Array(20).fill(9);
	const encoded = emsaPssEncode(message, 3071, salt);
	expect(emsaPssVerify(message, encoded, 3071, 20)).toBe(true);
	expect(emsaPssVerify(message, encoded, 3071, 19)).toBe(false);
	expect(emsaPssVerify(message, encoded, 3070, 20)).toBe(false);
	expect(emsaPssVerify(message, encoded.subarray(1), 3071, 20)).toBe(false);
	for (let at = 0; at < encoded.length; at++) {
		const changed = Uint8Array.from(encoded);
		changed[at]! ^= at === 0 ? 0x80 : 0x01;
		expect(emsaPssVerify(message, changed, 3071, 20), `byte ${at}`).toBe(false);
	}
});

test('the round and the issuer both change the blinding factor', () => {
	const tokenSecret = new Uint8Array(32).fill(1);
	const factors = [
		blindingFactor(tokenSecret, vectors.roundId, issuer()),
		blindingFactor(tokenSecret, vectors.manifest.meeting.id, issuer()),
		blindingFactor(tokenSecret, vectors.roundId, issuer(vectors.secondIssuer.publicKey)),
		blindingFactor(new Uint8Array(32), vectors.roundId, issuer())
	];
	expect(new Set(factors).size).toBe(4);
});

test('a key that shares a factor with a value is given nothing', () => {
	const key = issuer();
	expect(() => blind(key, message, 0n)).toThrow('shares a factor');
	expect(() => unblind(key, message, 0n)).toThrow('shares a factor');
	// Divisible by small primes, so that blinded values would tell which of them divide the encoded message.
	const smooth = { n: 3n * 5n * 7n * (key.n / 105n), e: key.e };
	const factors = Array.from({ length: 20 }, (_, at) => BigInt(at) * 210n + 11n);
	expect(() => factors.forEach((r, at) => blind(smooth, utf8(`message ${at}`), r))).toThrow(
		'shares a factor'
	);
});

describe('the reference implementation', () => {
	const suite = RSABSSA.SHA384.PSSZero.Deterministic();

	test('finalizes what our issuer signed, into the ticket we accept', async () => {
		const publicKey = await referenceKey();
		const { blindedMsg, inv } = await suite.blind(publicKey, message);
		const blindSignature = blindSign(fromBase64url(vectors.issuerPrivateKey), blindedMsg);
		const signature = await suite.finalize(publicKey, message, blindSignature, inv);
		expect(verifyPssZeroWithBigint(issuer(), message, signature)).toBe(true);
		expect(verifyPssZeroWithOpenssl(issuer(), message, signature)).toBe(true);
	});

	test('accepts what we blinded, signed and unblinded', async () => {
		const publicKey = await referenceKey();
		const r = blindingFactor(new Uint8Array(32).fill(5), vectors.roundId, issuer());
		const blindSignature = blindSign(fromBase64url(vectors.issuerPrivateKey), blind(issuer(), message, r));
		const signature = unblind(issuer(), blindSignature, r);
		expect(await suite.verify(publicKey, signature, message)).toBe(true);
		expect(await suite.finalize(publicKey, message, blindSignature, inverse(r))).toEqual(signature);
	});

	const inverse = (r: bigint) => toBytes(modInverse(r, issuer().n)!, 384);

	const referenceKey = () =>
		crypto.subtle.importKey(
			'spki',
			fromBase64url(vectors.issuerPublicKey),
			{ name: 'RSA-PSS', hash: 'SHA-384' },
			true,
			['verify']
		);
});

function issuer(spki = vectors.issuerPublicKey): IssuerKey {
	const key = parseIssuerKey(fromBase64url(spki));
	if (!key.ok) throw new Error(key.code);
	return key.value;
}

/** The bare private operation on an encoded message. */
function sign(encoded: Uint8Array): Uint8Array {
	return blindSign(fromBase64url(vectors.issuerPrivateKey), encoded);
}
