import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	compareBytes,
	concat,
	fromBase64url,
	isUuid,
	parseBase64url,
	toBase64url,
	uuidBytes,
	uuidFromBytes
} from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 100 });

test('bytes survive base64url, and agree with Node', () => {
	fc.assert(
		fc.property(bytes, (value) => {
			expect(toBase64url(value)).toBe(Buffer.from(value).toString('base64url'));
			expect(fromBase64url(toBase64url(value))).toEqual(value);
		})
	);
});

test('no two texts are the same bytes', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,12}$/), (text) => {
			const read = parseBase64url(text);
			if (read) expect(toBase64url(read)).toBe(text);
		})
	);
	for (const text of ['AA==', 'AA=', 'A', 'AB', 'AAB', 'A+AA', 'A/AA', ' AAAA', 'AAAA\n', 'AÄAA', 'AAAAA']) {
		expect(parseBase64url(text), text).toBeNull();
	}
});

test('a length is exact', () => {
	expect(parseBase64url('AAAA', 3)).toEqual(new Uint8Array(3));
	expect(parseBase64url('AAAA', 4)).toBeNull();
	expect(() => fromBase64url('AAAA', 2)).toThrow('AAAA');
});

test('ids are their 16 bytes, in lower case only', () => {
	fc.assert(
		fc.property(fc.uuid(), (id) => {
			expect(uuidFromBytes(uuidBytes(id))).toBe(id);
		})
	);
	expect(isUuid('6F1D2C3B-4A59-4687-9786-A5B4C3D2E1F0')).toBe(false);
	expect(isUuid('6f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0\n')).toBe(false);
	expect(() => uuidBytes('6f1d2c3b4a5946879786a5b4c3d2e1f0')).toThrow('6f1d2c3b4a59');
});

test('byte strings are ordered as Buffer.compare orders them', () => {
	fc.assert(
		fc.property(bytes, bytes, (a, b) => {
			expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
			expect(concat(a, b)).toEqual(new Uint8Array([...a, ...b]));
		})
	);
});
