import { expect, test } from 'vitest';
import { cameraDayOf } from './camera-day.ts';

test.each([
	['2026-05-20', '2026-05-20'],
	['2024-01-01', '2024-01-01'],
	// Ahead, reset, and none at all.
	['2026-05-21', null],
	['2023-12-31', null],
	['2000-01-01', null],
	['', null],
	[null, null]
])('a camera that says %s is believed as %s', (day, believed) => {
	expect(cameraDayOf(day, { year: 2026, today: '2026-05-20' })).toBe(believed);
});
