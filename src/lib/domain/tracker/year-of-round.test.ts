import { expect, test } from 'vitest';
import { yearOfRound } from './year-of-round.ts';

test.each([
	['one over two years goes with the others', ['2026-11-30', '2027-06-30', '2026-12-20'], 2026],
	['of two years as many the earlier', ['2027-06-30', '2026-12-20'], 2026],
	['a meeting in December votes on the next year', ['2027-11-30', '2027-10-31', null], 2027],
	['without an end the meeting’s year', [null, null], 2025],
	['nothing chosen', [], 2025]
])('%s', (_what, ends, year) => {
	expect(yearOfRound(ends, '2025-12-28')).toBe(year);
});
