import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRules } from '../../../tests/support/any-rules.ts';
import { ballotsOf, countTrial, exampleTrial, trialExamples } from './trial-count.ts';
import { defaultRules, type RuleSet } from './rule-set.ts';

const eight = Array.from({ length: 8 }, (_, i) => `c${i + 1}`);
const count = (approvals: number[], rules: Partial<RuleSet> = {}, over: object = {}) =>
	countTrial({ ...defaultRules(5), ...rules }, 76, eight, {
		...{ present: 70, returned: 70, invalid: 0, approvals },
		...over
	});

describe('a trial', () => {
	test('is counted as the real ballots would be', () => {
		expect(count([66, 60, 55, 50, 45, 38, 20, 10])).toMatchObject({
			value: { status: 'decided', threshold: 39, elected: ['c1', 'c2', 'c3', 'c4', 'c5'], seatsLeft: 0 }
		});
	});

	test('shows the tie and the round that follows it', () => {
		expect(count([60, 58, 56, 54, 45, 45, 10, 10])).toMatchObject({
			value: {
				status: 'pending',
				reason: 'tie',
				next: { kind: 'tie-revote', candidates: ['c5', 'c6'], seats: 1 }
			}
		});
	});

	test('shows a void round where more came back than was given out', () => {
		expect(count([10, 0, 0, 0, 0, 0, 0, 0], {}, { returned: 71 })).toMatchObject({
			value: { status: 'void', reason: 'returned-exceeds-issued' }
		});
	});

	test.each([
		['more present than there are deputies', [0], { present: 77 }, {}, 'trial-more-than-roll'],
		['a quorum that is not met', [0], { present: 50, returned: 50 }, {}, 'quorum'],
		['more invalid than returned', [0], { invalid: 71 }, {}, 'trial-invalid-beyond-returned'],
		['more approvals than ballots', [71], {}, {}, 'trial-approvals-beyond-valid'],
		['more approvals than the ballots hold', [70, 70, 70, 70, 70, 1], {}, {}, 'trial-approvals-beyond-cap'],
		['ballots that are not full', [70, 70], {}, { cap: 'exactly' }, 'trial-approvals-not-exact']
	] as const)('%s is refused', (_, approvals, over, rules, code) => {
		expect(count([...approvals], rules, over)).toMatchObject({ ok: false, code });
	});
});

test('ballots add up to the approvals, and none has more than its share', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 90 }), fc.array(fc.nat(90), { maxLength: 12 }), (valid, wanted) => {
			const approvals = wanted.map((count) => Math.min(count, valid));
			const names = approvals.map((_, i) => String(i));
			const ballots = ballotsOf(names, approvals, valid);
			const most = Math.ceil(approvals.reduce((sum, count) => sum + count, 0) / valid);
			expect(ballots).toHaveLength(valid);
			for (const { approve } of ballots) {
				expect(new Set(approve).size).toBe(approve.length);
				expect(approve.length).toBeLessThanOrEqual(most);
			}
			names.forEach((name, i) =>
				expect(ballots.filter(({ approve }) => approve.includes(name))).toHaveLength(approvals[i]!)
			);
		})
	);
});

describe('an example', () => {
	test.each(['at-most', 'exactly'] as const)('of each kind exists for a town with the cap %s', (cap) => {
		for (const example of trialExamples)
			expect(exampleTrial(example, { ...defaultRules(5), cap }, 76, 8), example).not.toBeNull();
	});

	test('of a tie does not exist where one place needs a majority of all', () => {
		expect(exampleTrial('tie', defaultRules(1), 76, 8)).toBeNull();
		expect(exampleTrial('tie', { ...defaultRules(1), majorityBase: 'none' }, 76, 8)).not.toBeNull();
	});

	test('is always one that the count accepts', () => {
		fc.assert(
			fc.property(
				anyRules,
				fc.constantFrom(...trialExamples),
				fc.integer({ min: 1, max: 300 }),
				fc.integer({ min: 1, max: 25 }),
				(rules, example, electorate, candidates) => {
					const trial = exampleTrial(example, rules, electorate, candidates);
					if (!trial) return;
					const names = Array.from({ length: candidates }, (_, i) => String(i));
					expect(countTrial(rules, electorate, names, trial).ok).toBe(true);
				}
			)
		);
	});
});
