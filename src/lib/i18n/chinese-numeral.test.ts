import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSeat } from '../domain/seats.ts';
import { chineseNumeral } from './chinese-numeral.ts';

test.each([
	[1, '一'],
	[6, '六'],
	[10, '十'],
	[11, '十一'],
	[20, '二十'],
	[21, '二十一'],
	[100, '一百'],
	[105, '一百零五'],
	[110, '一百一十'],
	[111, '一百一十一'],
	[999, '九百九十九']
])('%d is written %s', (number, written) => {
	expect(chineseNumeral(number)).toBe(written);
});

test.each([0, -1, 1.5, 1000])('%d is left in digits', (number) => {
	expect(chineseNumeral(number)).toBe(String(number));
});

test('what is written is read back by the reader of seats', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (row, seat) => {
			const written = `第${chineseNumeral(row)}排第${chineseNumeral(seat)}座`;
			expect(parseSeat(written)).toEqual({ zone: '', row, seat });
		})
	);
});
