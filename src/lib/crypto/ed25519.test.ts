import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import {
	ed25519PublicKey,
	ed25519Sign,
	ed25519Verify,
	isUsablePublicKey,
	verifyWithNoble,
	verifyWithOpenssl
} from './ed25519.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

// RFC 8032 section 7.1.
test.each([
	{
		name: 'test 1',
		secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
		publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
		message: '',
		signature:
			'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
			'5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
	},
	{
		name: 'test 2',
		secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
		publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
		message: '72',
		signature:
			'92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
			'085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
	},
	{
		name: 'test 3',
		secret: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
		publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
		message: 'af82',
		signature:
			'6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
			'18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'
	}
])('RFC 8032, $name', ({ secret, publicKey, message, signature }) => {
	expect(toHex(ed25519PublicKey(fromHex(secret)))).toBe(publicKey);
	expect(toHex(ed25519Sign(fromHex(secret), fromHex(message)))).toBe(signature);
	expect(ed25519Verify(fromHex(publicKey), fromHex(message), fromHex(signature))).toBe(true);
});

test('OpenSSL and the portable library make the same keys and signatures', () => {
	fc.assert(
		fc.property(bytes32, fc.uint8Array({ maxLength: 80 }), (secret, message) => {
			expect(ed25519PublicKey(secret)).toEqual(ed25519.getPublicKey(secret));
			expect(ed25519Sign(secret, message)).toEqual(ed25519.sign(message, secret));
		})
	);
});

test('both verifications judge alike after any one bit is turned', () => {
	fc.assert(
		fc.property(
			bytes32,
			fc.uint8Array({ minLength: 1, maxLength: 40 }),
			fc.nat(),
			(secret, message, where) => {
				const parts = [ed25519PublicKey(secret), message, ed25519Sign(secret, message)] as const;
				expect([verifyWithNoble(...parts), verifyWithOpenssl(...parts)]).toEqual([true, true]);
				const part = parts[where % 3]!;
				const bit = Math.floor(where / 3) % (part.length * 8);
				part[bit >> 3]! ^= 1 << (bit & 7);
				expect([verifyWithNoble(...parts), verifyWithOpenssl(...parts)]).toEqual([false, false]);
			}
		)
	);
});

test('both verifications judge alike where key, R or S is nothing a signer makes', () => {
	const point = fc.oneof(
		bytes32,
		fc.constantFrom(...ED25519_TORSION_SUBGROUP).map(fromHex),
		bytes32.map(ed25519PublicKey)
	);
	const scalar = fc.oneof(bytes32, fc.constant(new Uint8Array(32)));
	fc.assert(
		fc.property(point, point, scalar, (publicKey, R, S) => {
			const signature = new Uint8Array([...R, ...S]);
			const judged = [verifyWithNoble, verifyWithOpenssl].map((verify) => verify(publicKey, R, signature));
			expect(judged[0]).toBe(judged[1]);
		})
	);
});

test('exactly the eight points of small order are not usable, nor their other spellings', () => {
	expect(ED25519_TORSION_SUBGROUP).toHaveLength(8);
	for (const hex of ED25519_TORSION_SUBGROUP) {
		const key = fromHex(hex);
		expect(isUsablePublicKey(key), hex).toBe(false);
		key[31]! ^= 0x80;
		expect(isUsablePublicKey(key), hex).toBe(false);
	}
});

test('a usable key is what the library calls a strictly encoded point of large order', () => {
	const strict = (key: Uint8Array): boolean => {
		try {
			return !ed25519.Point.fromBytes(key, false).isSmallOrder();
		} catch {
			return false;
		}
	};
	const nearP = fc.nat(20).map((step) => {
		const key = new Uint8Array(32).fill(0xff);
		key[0] = 0xff - step;
		key[31] = 0x7f;
		return key;
	});
	fc.assert(
		fc.property(fc.oneof(bytes32, nearP), (key) => {
			expect(isUsablePublicKey(key)).toBe(strict(key));
		})
	);
});

test('wrong lengths are invalid, not an error', () => {
	const key = ed25519PublicKey(new Uint8Array(32));
	const signature = ed25519Sign(new Uint8Array(32), key);
	for (const verify of [ed25519Verify, verifyWithNoble, verifyWithOpenssl]) {
		expect(verify(key.subarray(1), key, signature)).toBe(false);
		expect(verify(key, key, signature.subarray(1))).toBe(false);
		expect(verify(new Uint8Array(0), key, new Uint8Array(0))).toBe(false);
	}
	expect(isUsablePublicKey(new Uint8Array(33))).toBe(false);
});
