import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	emptyEntry,
	isFull,
	pressKey,
	replayKeys,
	undoKey,
	type Entry,
	type EntryKey,
	type EntryTerms
} from './paper-entry.ts';
import { wellMarked } from './paper.ts';

const eight: EntryTerms = { candidateCount: 8, marks: 'approve', size: 3 };
const fifteen: EntryTerms = { candidateCount: 15, marks: 'approve', size: 10 };
const threeMarks: EntryTerms = { candidateCount: 8, marks: 'approve-against-abstain', size: 3 };
const survey: EntryTerms = { candidateCount: 8, marks: 'three-grades', size: 3 };

/** `12E0E`: digits, E for Enter, X, + and -. */
const keysOf = (typed: string): EntryKey[] =>
	[...typed].map((sign) => (sign === 'E' ? 'enter' : sign === 'X' ? 'x' : sign) as EntryKey);
const keyed = (typed: string, terms: EntryTerms): Entry =>
	keysOf(typed).reduce((entry, key) => pressKey(entry, key, terms), emptyEntry);

describe('up to nine candidates', () => {
	test('each digit marks a candidate and Enter ends the ballot', () => {
		expect(keyed('135E2', eight)).toMatchObject({
			ballots: [{ approve: [1, 3, 5], against: [] }],
			approve: [2]
		});
	});

	test('the same digit again takes the mark away', () => {
		expect(keyed('1351', eight).approve).toEqual([3, 5]);
	});

	test('marks stand in list order, whichever was keyed first, and the last candidate is one', () => {
		expect(keyed('853', eight).approve).toEqual([3, 5, 8]);
	});

	test('as many against as for is a ballot, and no blank one', () => {
		expect(keyed('1-2E', threeMarks).ballots).toEqual([{ approve: [1], against: [2] }]);
	});

	test('0 is a blank ballot, and Enter alone is none', () => {
		expect(keyed('0E', eight).ballots).toEqual([{ approve: [], against: [] }]);
		expect(keyed('1EE', eight)).toMatchObject({
			ballots: [{ approve: [1], against: [] }],
			notice: { code: 'nothing-marked' }
		});
		expect(keyed('10', eight)).toMatchObject({ approve: [1], notice: { code: 'blank-has-marks' } });
		expect(keyed('03', eight)).toMatchObject({ approve: [3], blank: false });
	});

	test('9 is nobody where eight stand on the ballot', () => {
		expect(keyed('19', eight)).toMatchObject({ approve: [1], notice: { code: 'no-such-number', number: 9 } });
	});

	test('X lays the ballot aside as unclear, whatever was keyed of it', () => {
		expect(keyed('12XE', eight).ballots).toEqual([{ unclear: true }]);
		expect(keyed('X1', eight)).toMatchObject({ unclear: true, approve: [], notice: { code: 'is-unclear' } });
	});

	test('a full batch takes no further key', () => {
		const full = keyed('1E2E3E', eight);
		expect(isFull(full, eight)).toBe(true);
		expect(pressKey(full, '4', eight)).toMatchObject({ approve: [], notice: { code: 'batch-full' } });
	});
});

describe('ten candidates and more', () => {
	test('every number takes two digits, the first in sight until the second comes', () => {
		expect(keyed('0712', fifteen).approve).toEqual([7, 12]);
		expect(keyed('071', fifteen)).toMatchObject({ approve: [7], pending: '1' });
	});

	test('half a number is not guessed', () => {
		expect(keyed('071E', fifteen)).toMatchObject({ ballots: [], notice: { code: 'one-more-digit' } });
	});

	test('0 and 00 are both a blank ballot', () => {
		expect(keyed('0E00E', fifteen).ballots).toEqual([
			{ approve: [], against: [] },
			{ approve: [], against: [] }
		]);
		expect(keyed('070E', fifteen)).toMatchObject({ ballots: [], notice: { code: 'one-more-digit' } });
	});

	test('16 is nobody where fifteen stand on the ballot', () => {
		expect(keyed('16', fifteen)).toMatchObject({
			pending: '1',
			notice: { code: 'no-such-number', number: 16 }
		});
	});
});

describe('approval, against and abstention', () => {
	test('after - numbers are against, after + approved, and every ballot begins with approval', () => {
		expect(keyed('12-34+5E6', threeMarks)).toMatchObject({
			ballots: [{ approve: [1, 2, 5], against: [3, 4] }],
			approve: [6],
			against: []
		});
	});

	test('a candidate never has both marks', () => {
		expect(keyed('1-1', threeMarks)).toMatchObject({ approve: [], against: [1] });
	});

	test('- does nothing where the ballot offers approval alone', () => {
		expect(keyed('1-2', eight)).toMatchObject({ approve: [1, 2], against: [] });
	});
});

describe('满意、基本满意 and 不满意', () => {
	test('/ is for 基本满意, - for 不满意, + for 满意, and every ballot begins with 满意', () => {
		expect(keyed('12/34-5+6E7', survey)).toMatchObject({
			ballots: [{ approve: [1, 2, 6], basic: [3, 4], against: [5] }],
			approve: [7],
			basic: [],
			against: []
		});
	});

	test('a project never has two grades: the last one keyed stands', () => {
		expect(keyed('1/1', survey)).toMatchObject({ approve: [], basic: [1], against: [] });
		expect(keyed('1/1-1', survey)).toMatchObject({ approve: [], basic: [], against: [1] });
		expect(keyed('1/1/1', survey)).toMatchObject({ approve: [], basic: [], against: [] });
	});

	test('only 基本满意 is a ballot too, and a blank one says so of all three', () => {
		expect(keyed('/3E', survey).ballots).toEqual([{ approve: [], basic: [3], against: [] }]);
		expect(keyed('0E', survey).ballots).toEqual([{ approve: [], basic: [], against: [] }]);
		expect(keyed('/30', survey)).toMatchObject({ basic: [3], notice: { code: 'blank-has-marks' } });
		expect(keyed('/E', survey)).toMatchObject({ ballots: [], notice: { code: 'nothing-marked' } });
	});

	test('/ does nothing in a vote, and no ballot of one has a third list', () => {
		expect(keyed('1/', threeMarks)).toMatchObject({ mark: 'approve', notice: { code: 'no-basic' } });
		expect(keyed('1/', eight)).toMatchObject({ notice: { code: 'no-against' } });
		expect(keyed('1E', threeMarks).ballots).toEqual([{ approve: [1], against: [] }]);
	});
});

describe('undo', () => {
	test('takes back key by key, into the ballot before', () => {
		let entry = keyed('12E3', eight);
		entry = undoKey(entry, eight);
		expect(entry).toMatchObject({ approve: [], ballots: [{ approve: [1, 2], against: [] }] });
		entry = undoKey(entry, eight);
		expect(entry).toMatchObject({ approve: [1, 2], ballots: [] });
		expect(undoKey(undoKey(undoKey(entry, eight), eight), eight)).toEqual(emptyEntry);
	});

	test('a key that did nothing is not what is taken back', () => {
		expect(undoKey(keyed('19', eight), eight)).toMatchObject({ approve: [] });
	});

	const anyKey = fc.constantFrom<EntryKey>(...keysOf('0123456789EX+/-'));
	const anyTerms = fc.record({
		candidateCount: fc.integer({ min: 1, max: 30 }),
		marks: fc.constantFrom('approve' as const, 'approve-against-abstain' as const, 'three-grades' as const),
		size: fc.integer({ min: 1, max: 10 })
	});

	test('a reload is replayed to the very same batch, whatever was keyed', () => {
		fc.assert(
			fc.property(fc.array(anyKey, { maxLength: 200 }), anyTerms, (keys, terms) => {
				const entry = keys.reduce((so, key) => pressKey(so, key, terms), emptyEntry);
				expect({ ...replayKeys(entry.keys, terms), notice: null }).toEqual({ ...entry, notice: null });
			})
		);
	});

	test('whatever is keyed, only ballots that can exist come out, and never more than the batch', () => {
		fc.assert(
			fc.property(fc.array(anyKey, { maxLength: 200 }), anyTerms, (keys, terms) => {
				const { ballots } = keys.reduce((so, key) => pressKey(so, key, terms), emptyEntry);
				expect(ballots.length).toBeLessThanOrEqual(terms.size);
				for (const ballot of ballots) {
					if ('unclear' in ballot) continue;
					expect(wellMarked(ballot, terms)).toBe(true);
					const all = [...ballot.approve, ...ballot.against, ...(ballot.basic ?? [])];
					expect(new Set(all).size).toBe(all.length);
					expect(all.every((number) => number >= 1 && number <= terms.candidateCount)).toBe(true);
					if (terms.marks === 'approve') expect(ballot.against).toEqual([]);
				}
			})
		);
	});
});
