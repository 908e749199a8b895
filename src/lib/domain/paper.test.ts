import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	BATCH_SIZE,
	batchCount,
	batchSize,
	compareBatch,
	hasSurplus,
	invalidByRule,
	offeredMarks,
	sheetsLeft,
	wellMarked,
	type PaperBallot
} from './paper.ts';

const approving = (...numbers: number[]): PaperBallot => ({ approve: numbers, against: [] });
const unclear: PaperBallot = { unclear: true };

describe('batches', () => {
	test('twenty-three ballots are two full batches and one of three', () => {
		expect(batchCount(23)).toBe(3);
		expect([1, 2, 3, 4].map((batch) => batchSize(23, batch))).toEqual([10, 10, 3, 0]);
		expect(batchCount(0)).toBe(0);
	});

	test('the batches of any number of ballots hold exactly that number', () => {
		fc.assert(
			fc.property(fc.nat(5000), (returned) => {
				const sizes = Array.from({ length: batchCount(returned) }, (_, i) => batchSize(returned, i + 1));
				expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(returned);
				expect(sizes.every((size) => size >= 1 && size <= BATCH_SIZE)).toBe(true);
			})
		);
	});
});

describe('two readings of one batch', () => {
	test('the same ballots in another order agree', () => {
		const first = [approving(1, 2), approving(3), unclear];
		expect(compareBatch(first, [unclear, approving(3), approving(1, 2)], 3)).toEqual({ same: true });
	});

	test('a mark that only one of them saw is named, with both counts', () => {
		const first = [approving(1, 2), approving(1)];
		const second = [approving(1, 2), approving(1, 3)];
		expect(compareBatch(first, second, 3)).toEqual({
			same: false,
			differences: [{ number: 3, mark: 'approve', first: 0, second: 1 }],
			unclear: { first: 0, second: 0 }
		});
	});

	test('two wrongs that cancel out in the sums still differ', () => {
		const compared = compareBatch([approving(1, 2), approving(3)], [approving(1), approving(2, 3)], 3);
		expect(compared).toMatchObject({ same: false, differences: [] });
	});

	test('a blank ballot is not an unclear one', () => {
		expect(compareBatch([approving()], [unclear], 3)).toMatchObject({
			same: false,
			unclear: { first: 0, second: 1 }
		});
	});

	test('基本满意 is told apart from 满意', () => {
		const compared = compareBatch(
			[{ approve: [1], basic: [2], against: [] }],
			[{ approve: [1, 2], basic: [], against: [] }],
			2
		);
		expect(compared).toMatchObject({
			differences: [
				{ number: 2, mark: 'approve', first: 0, second: 1 },
				{ number: 2, mark: 'basic', first: 1, second: 0 }
			]
		});
	});

	test('against is told apart from approval', () => {
		const compared = compareBatch([approving(1)], [{ approve: [], against: [1] }], 1);
		expect(compared).toMatchObject({
			differences: [
				{ number: 1, mark: 'approve', first: 1, second: 0 },
				{ number: 1, mark: 'against', first: 0, second: 1 }
			]
		});
	});

	const candidateCount = 12;
	const ballot = fc.oneof(
		{ weight: 1, arbitrary: fc.constant(unclear) },
		{
			weight: 6,
			arbitrary: fc
				.tuple(
					fc.uniqueArray(fc.integer({ min: 1, max: candidateCount })),
					fc.uniqueArray(fc.integer({ min: 1, max: candidateCount }))
				)
				.map(([approve, against]): PaperBallot => ({
					approve,
					against: against.filter((number) => !approve.includes(number))
				}))
		}
	);
	const batch = fc.array(ballot, { minLength: 1, maxLength: BATCH_SIZE });

	test('any batch agrees with itself, however ballots and marks are ordered', () => {
		fc.assert(
			fc.property(batch, fc.infiniteStream(fc.nat()), (ballots, chance) => {
				const keys = ballots.map(() => chance.next().value as number);
				const shuffled = ballots
					.map((entry, i) => ({ entry, key: keys[i]! }))
					.sort((a, b) => a.key - b.key)
					.map(({ entry }) =>
						'unclear' in entry
							? entry
							: { approve: [...entry.approve].reverse(), against: [...entry.against].reverse() }
					);
				expect(compareBatch(ballots, shuffled, candidateCount)).toEqual({ same: true });
			})
		);
	});

	test('one ballot read differently is always noticed', () => {
		fc.assert(
			fc.property(batch, fc.nat(), fc.integer({ min: 1, max: candidateCount }), (ballots, at, number) => {
				const place = at % ballots.length;
				const other = ballots.map((entry, i): PaperBallot => {
					if (i !== place) return entry;
					if ('unclear' in entry) return approving(number);
					return entry.approve.includes(number)
						? { ...entry, approve: entry.approve.filter((one) => one !== number) }
						: {
								approve: [...entry.approve, number],
								against: entry.against.filter((one) => one !== number)
							};
				});
				expect(compareBatch(ballots, other, candidateCount).same).toBe(false);
			})
		);
	});

	test('who is called first and second only swaps the sides', () => {
		fc.assert(
			fc.property(batch, batch, (one, other) => {
				const there = compareBatch(one, other, candidateCount);
				const back = compareBatch(other, one, candidateCount);
				expect(back.same).toBe(there.same);
				if (there.same || back.same) return;
				expect(back.differences.map(({ first, second }) => [second, first])).toEqual(
					there.differences.map(({ first, second }) => [first, second])
				);
			})
		);
	});
});

describe('one ballot', () => {
	const ballot = { candidateCount: 8, marks: 'approve' as const };

	test('a number off the ballot, one twice or against under approval alone can not be marked', () => {
		expect(wellMarked({ approve: [1, 8], against: [] }, ballot)).toBe(true);
		expect(wellMarked({ approve: [0], against: [] }, ballot)).toBe(false);
		expect(wellMarked({ approve: [9], against: [] }, ballot)).toBe(false);
		expect(wellMarked({ approve: [1.5], against: [] }, ballot)).toBe(false);
		expect(wellMarked({ approve: [2, 2], against: [] }, ballot)).toBe(false);
		expect(wellMarked({ approve: [], against: [1] }, ballot)).toBe(false);
		const three = { ...ballot, marks: 'approve-against-abstain' as const };
		expect(wellMarked({ approve: [2], against: [1] }, three)).toBe(true);
		expect(wellMarked({ approve: [1], against: [1] }, three)).toBe(false);
	});

	test('基本满意 stands on the ballot of a survey and on no other, and nothing has two grades', () => {
		const survey = { ...ballot, marks: 'three-grades' as const };
		expect(wellMarked({ approve: [1], basic: [2], against: [3] }, survey)).toBe(true);
		expect(wellMarked({ approve: [1], basic: [1], against: [] }, survey)).toBe(false);
		expect(wellMarked({ approve: [], basic: [9], against: [] }, survey)).toBe(false);
		expect(wellMarked({ approve: [1], against: [] }, survey)).toBe(false);
		for (const marks of ['approve', 'approve-against-abstain'] as const)
			expect(wellMarked({ approve: [1], basic: [], against: [] }, { ...ballot, marks })).toBe(false);
		expect(offeredMarks('three-grades')).toEqual(['approve', 'basic', 'against']);
		expect(offeredMarks('approve-against-abstain')).toEqual(['approve', 'against']);
		expect(offeredMarks('approve')).toEqual(['approve']);
	});

	test('one approval too many is invalid by rule, one too few only where the number is exact', () => {
		expect(invalidByRule(approving(1, 2, 3), { seats: 2, cap: 'at-most' })).toBe(true);
		expect(invalidByRule(approving(1), { seats: 2, cap: 'at-most' })).toBe(false);
		expect(invalidByRule(approving(1), { seats: 2, cap: 'exactly' })).toBe(true);
		expect(invalidByRule(unclear, { seats: 2, cap: 'exactly' })).toBe(false);
	});
});

describe('the box', () => {
	test('one sheet more than was handed out is a surplus, as many is none', () => {
		expect(hasSurplus({ issued: 5, returned: 5 })).toBe(false);
		expect(hasSurplus({ issued: 5, returned: 6 })).toBe(true);
	});

	test('what was printed and neither handed out nor spoiled is left', () => {
		expect(sheetsLeft({ printed: 100, issued: 76, spoiled: 3 })).toBe(21);
	});
});
