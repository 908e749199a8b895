import { afterEach, beforeEach, expect, test } from 'vitest';
import { lightMonths } from '#lib/server/queries/light-months.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver } from '../support/tracker-steps.ts';

/** What a list counts is what it shows. */

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
	await handedOver(town);
	await town.read((tx) => refreshStanding(tx, null, noon('2026-03-10')));
});
afterEach(() => town.leave());

test('a unit’s lights of the months are those of its own projects, as the counts above them', async () => {
	const sums = async (who: 'water' | 'roads' | 'supervision') => {
		const months = await lightMonths(town.desk, town.person(who), 2026, '2026-03-10');
		return Object.values(months.at(-1)?.lights ?? {}).reduce((sum, n) => sum + n, 0);
	};
	expect([await sums('supervision'), await sums('water'), await sums('roads')]).toEqual([2, 1, 1]);
});
