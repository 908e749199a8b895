import { hkdf as nobleHkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { hkdf } from './hkdf.ts';

const range = (from: number, to: number) => Uint8Array.from({ length: to - from }, (_, at) => from + at);

// RFC 5869 appendix A, the cases with SHA-256.
test.each([
	{
		name: 'test case 1',
		secret: new Uint8Array(22).fill(0x0b),
		salt: range(0x00, 0x0d),
		info: range(0xf0, 0xfa),
		output: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865'
	},
	{
		name: 'test case 2',
		secret: range(0x00, 0x50),
		salt: range(0x60, 0xb0),
		info: range(0xb0, 0x100),
		output:
			'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09' +
			'da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87'
	},
	{
		name: 'test case 3',
		secret: new Uint8Array(22).fill(0x0b),
		salt: new Uint8Array(0),
		info: new Uint8Array(0),
		output: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8'
	}
])('RFC 5869, $name', ({ secret, salt, info, output }) => {
	expect(toHex(nobleHkdf(sha256, secret, salt, info, output.length / 2))).toBe(output);
});

test('the protocol’s salt is used, at every length it asks for', () => {
	const secret = fromHex('000102030405060708090a0b0c0d0e0f');
	for (const length of [32, 400]) {
		const expected = hkdfSync('sha256', secret, 'piaojue/v1', 'auth', length);
		expect(hkdf(secret, utf8('auth'), length)).toEqual(new Uint8Array(expected));
	}
});
