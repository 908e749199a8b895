import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseIssuerKey } from '../crypto/issuer-key.ts';
import { modPow, toBytes, toInteger } from '../crypto/modular.ts';
import { blindSign, generateIssuer, openIssuer } from './issuer.ts';

const pair = await generateIssuer();
const issuer = openIssuer(pair.privateKey);
const key = parseIssuerKey(pair.spki);
if (!key.ok) throw new Error(key.code);
const { n, e } = key.value;

test('a new issuer has the key that manifests accept', () => {
	expect(issuer.spki).toEqual(pair.spki);
	expect(n >> 3071n).toBe(1n);
});

test('a blind signature raised to e is the blinded value', () => {
	for (const blinded of [1n, 2n, n - 1n, n / 3n]) {
		const signature = issuer.blindSign(toBytes(blinded, 384));
		expect(signature).toHaveLength(384);
		expect(modPow(toInteger(signature), e, n)).toBe(blinded);
	}
});

test('only integers in (0, n) of 384 bytes are signed', () => {
	const outside = [
		toBytes(0n, 384),
		toBytes(n, 384),
		toBytes((1n << 3072n) - 1n, 384),
		toBytes(1n, 385),
		toBytes(1n, 383)
	];
	for (const blinded of outside) {
		expect(issuer.accepts(blinded)).toBe(false);
		expect(() => issuer.blindSign(blinded)).toThrow('(0, n)');
		expect(() => blindSign(pair.privateKey, blinded)).toThrow('(0, n)');
	}
	expect(issuer.accepts(toBytes(n - 1n, 384))).toBe(true);
});

test('another kind of key is not opened as an issuer', () => {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	expect(() => openIssuer(privateKey.export({ format: 'der', type: 'pkcs8' }))).toThrow('RSA-3072');
});
