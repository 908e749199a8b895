import { describe, expect, test } from 'vitest';
import {
	defaultRules,
	isNoncompetitive,
	ruleSetProblems,
	ruleValues,
	surveyRules,
	type RuleSet
} from './rule-set.ts';

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

	const survey = surveyRules(6, { base: 'all', rule: 'majority' });
	test.each<[string, RuleSet, number, string[]]>([
		['as made', survey, 6, []],
		['of those present', { ...survey, majorityBase: 'present' }, 6, []],
		['with a project added afterwards', survey, 7, ['bad-grading']],
		['of the valid ballots', { ...survey, majorityBase: 'valid' }, 6, ['bad-grading']],
		['with an exact number of 满意', { ...survey, cap: 'exactly' }, 6, ['bad-grading']],
		['without its rule', { ...survey, grading: undefined }, 6, ['bad-grading']],
		['that is a vote with a grading', { ...defaultRules(5), grading: 'majority' }, 6, ['bad-grading']]
	])('a survey %s', (_, rules, projects, problems) => {
		expect(ruleSetProblems(rules, projects)).toEqual(problems);
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
