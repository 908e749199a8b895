import { expect, test } from 'vitest';
import { playDates } from './play-date.ts';

test.each([
	// On the day of the data everything stays as it is.
	['2024-04-12', 2024, '2024-05', '2024-12'],
	['2026-01-20', 2026, '2026-02', '2026-09'],
	['2026-11-28', 2027, '2026-12', '2027-07']
])('a session on %s is about the projects of %s, from %s to %s', (heldOn, year, from, to) => {
	const dates = playDates(heldOn);
	expect(dates.year).toBe(year);
	expect(dates.monthOf('2024-05')).toBe(from);
	expect(dates.monthOf('2024-12')).toBe(to);
});
