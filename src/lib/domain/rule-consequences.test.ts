import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRules } from '../../../tests/support/any-rules.ts';
import { decide } from './decide.ts';
import { releaseRow } from './release.ts';
import { ruleConsequences, ruleNotices } from './rule-consequences.ts';
import { defaultRules, ruleSetProblems, type RuleSet } from './rule-set.ts';

const town = { electorate: 76, candidates: 8 };
const notices = (rules: Partial<RuleSet>, ground = town) =>
	ruleNotices({ ...defaultRules(5), ...rules }, ground).map(({ warning }) => warning);

describe('the consequences for a roll', () => {
	test('76 deputies: 51 make the quorum, 39 approvals pass, three of eight fall out', () => {
		expect(ruleConsequences(defaultRules(5), town)).toEqual({
			quorum: 51,
			pass: { least: 39, most: 39 },
			perBallot: { least: 0, most: 5 },
			release: releaseRow(76),
			notChosen: 3
		});
	});

	test.each([
		['all', { least: 39, most: 39 }],
		['present', { least: 26, most: 39 }],
		['valid', null],
		['none', { least: 1, most: 1 }]
	] as const)('with the base %s a project passes with %j', (majorityBase, pass) => {
		expect(ruleConsequences({ ...defaultRules(5), majorityBase }, town).pass).toEqual(pass);
	});

	test('name the very number that the count passes candidates by', () => {
		fc.assert(
			fc.property(anyRules, fc.integer({ min: 1, max: 400 }), (rules, electorate) => {
				const come = ruleConsequences(rules, { electorate, candidates: 1 });
				if (!come.pass) return;
				const passedWith = (approve: number) =>
					decide({
						...{ rules, kind: 'first', electorate, present: electorate, issued: electorate },
						...{ returned: electorate, invalid: 0 },
						sums: [{ candidate: 'one', approve, against: 0, abstain: electorate - approve }]
					}).standings[0]!.passed;
				expect(passedWith(come.pass.most)).toBe(true);
				expect(passedWith(come.pass.most - 1)).toBe(false);
			})
		);
	});
});

describe('the notices', () => {
	test('the usual rules of a town with a contest only tell how the hall is fed', () => {
		expect(notices({})).toEqual(['released-in-batches']);
	});

	test.each([
		[{ seats: 8 }, town, 'noncompetitive'],
		[{ seats: 9 }, town, 'fewer-than-seats'],
		[{ seats: 9, cap: 'exactly' }, town, 'exactly-needs-candidates'],
		[{}, { ...town, candidates: 0 }, 'no-candidates'],
		[{ quorum: 'majority' }, town, 'majority-beyond-quorum'],
		[{ quorum: 'none' }, town, 'majority-beyond-quorum'],
		[{ majorityBase: 'none' }, town, 'base-not-all'],
		[{ quorum: 'majority' }, town, 'quorum-not-two-thirds'],
		[{}, { electorate: 39, candidates: 8 }, 'turnout-only'],
		[{}, { electorate: 76, candidates: 21 }, 'many-candidates']
	] as const)('rules %j on %j: %s', (rules, ground, warning) => {
		expect(notices(rules, ground)).toContain(warning);
	});

	test.each([
		[{ seats: 8, marks: 'approve-against-abstain' }, town, 'noncompetitive'],
		[{ tallyDisplay: 'after-close' }, town, 'released-in-batches'],
		[{}, { electorate: 76, candidates: 20 }, 'many-candidates'],
		[{}, { electorate: 40, candidates: 8 }, 'turnout-only']
	] as const)('rules %j on %j: nothing about %s', (rules, ground, warning) => {
		expect(notices(rules, ground)).not.toContain(warning);
	});

	test('exactly what forbids make-ready blocks', () => {
		fc.assert(
			fc.property(anyRules, fc.nat(60), fc.nat(400), (rules, candidates, electorate) => {
				const blocking = ruleNotices(rules, { electorate, candidates })
					.filter(({ grade }) => grade === 'blocks')
					.map(({ warning }) => warning);
				expect(blocking).toEqual(ruleSetProblems(rules, candidates));
			})
		);
	});

	test('a live hall is told either how it is fed or that it shows the turnout alone', () => {
		fc.assert(
			fc.property(anyRules, fc.integer({ min: 1, max: 2000 }), (rules, electorate) => {
				const told = ruleNotices(rules, { electorate, candidates: 8 })
					.map(({ warning }) => warning)
					.filter((warning) => warning === 'turnout-only' || warning === 'released-in-batches');
				expect(told).toHaveLength(rules.tallyDisplay === 'live' ? 1 : 0);
			})
		);
	});
});
