import { describe, expect, test } from 'vitest';
import { defaultRules, ruleValues, ruleSetProblems, isNoncompetitive } from './rule-set.ts';

describe('rule set', () => {
	test('a town that adopts nothing else gets the defaults', () => {
		expect(defaultRules(5)).toEqual({
			seats: 5,
			marks: 'approve',
			cap: 'at-most',
			quorum: 'two-thirds',
			majorityBase: 'all',
			tie: 'revote',
			shortfall: 'presidium',
			secondRoundPass: 'majority',
			tallyDisplay: 'live',
			candidateOrder: 'listed'
		});
	});

	test('every field but the seats has a closed list whose first value is the default', () => {
		const { seats: _, ...defaults } = defaultRules(1);
		const firsts = Object.fromEntries(
			Object.entries(ruleValues).map(([field, values]) => [field, values[0]])
		);
		expect(defaults).toEqual(firsts);
	});

	test.each([
		['at-most', 5, 8, []],
		['at-most', 5, 3, []],
		['exactly', 5, 5, []],
		['exactly', 5, 4, ['exactly-needs-candidates']],
		['at-most', 1, 8, []],
		['at-most', 0, 8, ['bad-seats']],
		['at-most', 1.5, 8, ['bad-seats']],
		['exactly', 5, 0, ['exactly-needs-candidates']]
	] as const)('cap %s, %d seats, %d candidates: problems %j', (cap, seats, candidates, problems) => {
		expect(ruleSetProblems({ ...defaultRules(seats), cap }, candidates)).toEqual(problems);
	});

	test.each([
		['approve', 5, 6, false],
		['approve', 5, 5, true],
		['approve', 5, 4, true],
		['approve-against-abstain', 5, 5, false]
	] as const)(
		'marks %s, %d seats, %d candidates: noncompetitive is %s',
		(marks, seats, candidates, noncompetitive) => {
			expect(isNoncompetitive({ ...defaultRules(seats), marks }, candidates)).toBe(noncompetitive);
		}
	);
});
