import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grouped, parseBase32, toBase32 } from './base32.ts';

test('bytes survive base32', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
			expect(parseBase32(toBase32(bytes))).toEqual(bytes);
		})
	);
});

test('every accepted text is the only one of its bytes', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{0,16}$/), (text) => {
			const bytes = parseBase32(text);
			if (bytes) expect(toBase32(bytes)).toBe(text);
		})
	);
	for (const text of ['I0', 'l0', 'O0', 'U0', '0', '000', '01', 'a0'])
		expect(parseBase32(text), text).toBeNull();
});

test('people read groups of four', () => {
	expect(grouped('0123456789')).toBe('0123-4567-89');
	expect(grouped('')).toBe('');
});
