import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import vectors from '../../../tests/cases/protocol-vectors.json' with { type: 'json' };
import { fromBase64url, fromHex, toBase64url } from './bytes.ts';
import { inIssuerRange, parseIssuerKey } from './issuer-key.ts';
import { toBytes, toInteger } from './modular.ts';

const spki = fromBase64url(vectors.issuerPublicKey);

test('an issuer key is read as OpenSSL reads it', () => {
	const key = parseIssuerKey(spki);
	if (!key.ok) throw new Error(key.code);
	const { n } = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
		format: 'jwk'
	});
	expect(toBase64url(toBytes(key.value.n, 384))).toBe(n);
	expect(key.value.e).toBe(65537n);
});

const refused: [string, () => Uint8Array][] = [
	['2,048 bits', () => rsa('rsa', 2048, 65537)],
	['3,071 bits', () => rsa('rsa', 3071, 65537)],
	['4,096 bits', () => rsa('rsa', 4096, 65537)],
	['e = 3', () => rsa('rsa', 3072, 3)],
	['id-RSASSA-PSS', () => rsa('rsa-pss', 3072, 65537)],
	['an even modulus', () => changed(416, 0x01)],
	['a modulus without its top bit', () => changed(33, 0x80)],
	['a byte too many', () => new Uint8Array([...spki, 0])],
	['a byte too few', () => spki.subarray(0, -1)],
	['nothing', () => new Uint8Array(0)],
	['an Ed25519 key', () => fromHex('302a300506032b6570032100' + '00'.repeat(32))]
];

test.each(refused)('%s is no issuer key', (_, make) => {
	expect(parseIssuerKey(make())).toEqual({ ok: false, code: 'bad-issuer-key' });
});

test('a value to sign is an integer in (0, n) of 384 bytes', () => {
	const key = parseIssuerKey(spki);
	if (!key.ok) throw new Error(key.code);
	const { n } = key.value;
	const judged = [0n, 1n, n - 1n, n, (1n << 3072n) - 1n].map((z) =>
		inIssuerRange(key.value, toBytes(z, 384))
	);
	expect(judged).toEqual([false, true, true, false, false]);
	expect(inIssuerRange(key.value, toBytes(1n, 383))).toBe(false);
	expect(inIssuerRange(key.value, toBytes(1n, 385))).toBe(false);
});

test('integers keep their leading zeros and refuse to be cut', () => {
	expect(toInteger(toBytes(258n, 4))).toBe(258n);
	expect(toInteger(new Uint8Array(0))).toBe(0n);
	expect(() => toBytes(256n, 1)).toThrow('256');
	expect(() => toBytes(-1n, 1)).toThrow('-1');
});

function rsa(type: 'rsa' | 'rsa-pss', modulusLength: number, publicExponent: number): Uint8Array {
	const options = { modulusLength, publicExponent, hashAlgorithm: 'sha384', mgf1HashAlgorithm: 'sha384' };
	const { publicKey } = generateKeyPairSync(
		type as 'rsa',
		type === 'rsa' ? { modulusLength, publicExponent } : options
	);
	return publicKey.export({ format: 'der', type: 'spki' });
}

function changed(at: number, bits: number): Uint8Array {
	const copy = Uint8Array.from(spki);
	copy[at]! ^= bits;
	return copy;
}
