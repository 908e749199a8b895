import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	releaseRow,
	releasesAreLawful,
	releaseSize,
	releaseTable,
	shownTally,
	type ShownTally,
	type ReleaseRow
} from './release.ts';

const row = releaseTable[0]!;
const final = { released: 60, approve: [50, 20] };

describe('release rule', () => {
	test.each([
		[0, null],
		[39, null],
		[40, 40],
		[99, 40],
		[100, 100],
		[299, 100],
		[300, 300],
		[999, 300],
		[1000, 1000],
		[3000, 1000]
	])('%d drawn at the opening choose the row from %s', (drawn, from) => {
		expect(releaseRow(drawn)?.from ?? null).toBe(from);
	});

	test.each([
		[24, 0],
		[25, 10],
		[26, 11],
		[0, 0]
	])('a pool of %d releases %d, and the reserve stays', (pool, size) => {
		expect(releaseSize(pool, row)).toBe(size);
	});

	test('approvals are rounded down, the number released is exact', () => {
		expect(shownTally({ released: 23, approve: [0, 4, 5, 19] }, row)).toEqual({
			released: 23,
			approve: [0, 0, 5, 15]
		});
	});

	test.each([
		[
			'lawful',
			row,
			[
				{ released: 10, approve: [5, 0] },
				{ released: 45, approve: [35, 15] }
			],
			true
		],
		['everybody approves', row, [{ released: 10, approve: [10, 0] }], true],
		[
			'a step of as many approvals as rounding can have hidden',
			row,
			[
				{ released: 20, approve: [10, 0] },
				{ released: 31, approve: [25, 0] }
			],
			true
		],
		['nothing shown', row, [], true],
		['nothing shown below the first row', null, [], true],
		['below the first row', null, [{ released: 40, approve: [0, 0] }], false],
		['one candidate too few', row, [{ released: 10, approve: [5] }], false],
		['first batch below k', row, [{ released: 9, approve: [5, 0] }], false],
		[
			'second batch below k',
			row,
			[
				{ released: 10, approve: [5, 0] },
				{ released: 19, approve: [5, 0] }
			],
			false
		],
		[
			'fewer than before',
			row,
			[
				{ released: 30, approve: [5, 0] },
				{ released: 20, approve: [5, 0] }
			],
			false
		],
		['into the reserve', row, [{ released: 46, approve: [5, 0] }], false],
		[
			'into the reserve by one, and else as the end allows',
			row,
			[{ released: 46, approve: [40, 15] }],
			false
		],
		['finer than the floor', row, [{ released: 20, approve: [6, 0] }], false],
		[
			'a candidate loses approvals',
			row,
			[
				{ released: 20, approve: [15, 5] },
				{ released: 40, approve: [15, 0] }
			],
			false
		],
		['more approvals than ballots', row, [{ released: 12, approve: [15, 0] }], false],
		[
			'more approvals in a step than ballots',
			row,
			[
				{ released: 20, approve: [5, 0] },
				{ released: 30, approve: [20, 0] }
			],
			false
		],
		['fewer than the rest could bring to the end', row, [{ released: 45, approve: [30, 0] }], false],
		['half a ballot', row, [{ released: 44.5, approve: [35, 15] }], false],
		['more than in the end', row, [{ released: 40, approve: [30, 25] }], false]
	] as const)('shown tallies, %s', (_, chosen, shown, lawful) => {
		const releases = shown.map(({ released, approve }) => ({ released, approve: [...approve] }));
		expect(releasesAreLawful(releases, chosen, final)).toBe(lawful);
	});

	test('whoever arrives when, no batch is below k, the last one holds the reserve, and the verifier agrees', () => {
		let released = 0;
		fc.assert(
			fc.property(fc.constantFrom(...releaseTable), arrivals, (row, ticks) => {
				const { shown, final, finalBatch } = vote(row, ticks);
				released += shown.length;
				const batches = shown.map((now, i) => now.released - (shown[i - 1]?.released ?? 0));
				expect(batches.filter((size) => size < row.k)).toEqual([]);
				if (shown.length > 0) expect(finalBatch).toBeGreaterThanOrEqual(row.reserve);
				expect(releasesAreLawful(shown, row, final)).toBe(true);
			})
		);
		expect(released, 'some round released something').toBeGreaterThan(0);
	});
});

/** Ballots arriving between ticks; each says for which of three candidates it approves. */
const arrivals = fc.array(
	fc.array(fc.array(fc.nat({ max: 1 }), { minLength: 3, maxLength: 3 }), { maxLength: 80 }),
	{ maxLength: 12 }
);

/** Plays a round; which ballots of the pool go first is the box's secret and does not matter here. */
function vote(row: ReleaseRow, ticks: number[][][]) {
	const shown: ShownTally[] = [];
	let sums: ShownTally = { released: 0, approve: [0, 0, 0] };
	let pool: number[][] = [];
	for (const arrived of ticks) {
		pool = [...pool, ...arrived];
		const size = releaseSize(pool.length, row);
		if (size === 0) continue;
		sums = add(sums, pool.slice(0, size));
		pool = pool.slice(size);
		shown.push(shownTally(sums, row));
	}
	const final = add(sums, pool);
	return { shown, final, finalBatch: pool.length };
}

const add = (sums: ShownTally, ballots: number[][]): ShownTally => ({
	released: sums.released + ballots.length,
	approve: sums.approve.map((n, i) => n + ballots.filter((marks) => marks[i] === 1).length)
});
