import { expect, it } from 'vitest';
import { movedDays } from './moved-days.ts';

const term = { startsOn: '2026-03-20', endsOn: '2026-12-15' };

it('names the days of a request that a 交办单 has set anew since', () => {
	const request = { before: { endsOn: '2026-10-31' }, after: { endsOn: '2026-11-30' } };
	expect(movedDays(request, term)).toEqual([{ field: 'endsOn', asked: '2026-10-31', now: '2026-12-15' }]);
	expect(movedDays(request, { ...term, endsOn: '2026-10-31' })).toEqual([]);
});

it('leaves alone a day that is not asked for or only repeated, and takes one that was not named yet', () => {
	const before = { startsOn: '2026-03-01', endsOn: '2026-10-31' };
	expect(movedDays({ before, after: { startsOn: '2026-03-01', milestones: [] } }, term)).toEqual([]);
	expect(
		movedDays({ before: {}, after: { endsOn: '2026-12-20' } }, { startsOn: null, endsOn: null })
	).toEqual([]);
	expect(movedDays({ before: {}, after: { endsOn: '2026-12-20' } }, term)).toEqual([
		{ field: 'endsOn', asked: null, now: '2026-12-15' }
	]);
});
