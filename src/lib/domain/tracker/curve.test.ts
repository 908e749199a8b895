import { expect, test } from 'vitest';
import { newestOfDays } from './curve.ts';

test('of a day that was corrected only the newest measure is drawn', () => {
	const measures = [
		{ asOf: '2026-03-31', percent: 5 },
		{ asOf: '2026-04-30', percent: 20 },
		{ asOf: '2026-04-30', percent: 20 },
		{ asOf: '2026-04-30', percent: 18 },
		{ asOf: '2026-05-31', percent: 18 }
	];
	expect(newestOfDays(measures)).toEqual([measures[0], measures[3], measures[4]]);
	expect(newestOfDays([])).toEqual([]);
});
