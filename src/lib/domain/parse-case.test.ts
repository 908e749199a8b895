import { describe, expect, test } from 'vitest';
import { parseCase } from './parse-case.ts';
import { defaultRules } from './rule-set.ts';

const lawful = {
	rules: { seats: 2 },
	kind: 'first',
	electorate: 12,
	present: 10,
	issued: 9,
	candidates: ['road', 'bridge', 'school'],
	ballots: [{ approve: ['road'] }]
};
const withBallot = (ballot: unknown) => ({ ...lawful, ballots: [{ approve: [] }, ballot] });
const withRules = (rules: object) => ({ ...lawful, rules: { seats: 2, ...rules } });

describe('case file', () => {
	test('missing rules, counts and marks take their defaults', () => {
		expect(parseCase({ ...lawful, ballots: [{ approve: ['road'] }, { count: 3 }] })).toEqual({
			ok: true,
			value: {
				...lawful,
				rules: defaultRules(2),
				ballots: [
					{ count: 1, approve: ['road'], against: [] },
					{ count: 3, approve: [], against: [] }
				],
				unreadable: 0
			}
		});
	});

	test.each([
		['every rule may be given', withRules({ ...defaultRules(3), tallyDisplay: 'after-close' })],
		['more returned than issued is for the count to say', withBallot({ count: 99 })],
		['a mark on an unknown project is for the count to judge', withBallot({ approve: ['dam'] })],
		['an empty list of objections stands beside approvals', withBallot({ approve: ['road'], against: [] })],
		['a full house', { ...lawful, present: 12, issued: 12 }]
	])('%s', (_, json) => {
		expect(parseCase(json)).toMatchObject({ ok: true });
	});

	test.each([
		['a list', [lawful], 'case', 'must be an object'],
		['nothing', null, 'case', 'must be an object, not null'],
		['a misspelt field', { ...lawful, unreadble: 2 }, 'case', 'unknown field "unreadble"'],
		['a misspelt rule', withRules({ quorom: 'none' }), 'rules', 'unknown field "quorom"'],
		['no rules', { ...lawful, rules: undefined }, 'rules', 'not missing'],
		['no seats', { ...lawful, rules: {} }, 'rules.seats', 'not missing'],
		['no seat', withRules({ seats: 0 }), 'rules.seats', 'at least 1'],
		['half a seat', withRules({ seats: 0.5 }), 'rules.seats', 'integer'],
		['an unknown tie rule', withRules({ tie: 'duel' }), 'rules.tie', 'revote, presidium, expand, lot'],
		['a rule set to null', withRules({ tie: null }), 'rules.tie', 'not null'],
		['an unknown kind', { ...lawful, kind: 'third' }, 'kind', 'not "third"'],
		['no kind', { ...lawful, kind: undefined }, 'kind', 'not missing'],
		['a number as text', { ...lawful, electorate: '12' }, 'electorate', 'integer'],
		['no deputies', { ...lawful, electorate: 0 }, 'electorate', 'at least 1'],
		['present below zero', { ...lawful, present: -1 }, 'present', 'at least 0'],
		['no issued', { ...lawful, issued: undefined }, 'issued', 'not missing'],
		['unreadable below zero', { ...lawful, unreadable: -1 }, 'unreadable', 'at least 0'],
		['more present than deputies', { ...lawful, present: 13 }, 'present', '13 exceeds the electorate of 12'],
		['more issued than present', { ...lawful, issued: 11 }, 'issued', '11 exceeds the 10 present'],
		['no candidates', { ...lawful, candidates: [] }, 'candidates', 'at least one'],
		['candidates as text', { ...lawful, candidates: 'road' }, 'candidates', 'must be a list'],
		['a nameless candidate', { ...lawful, candidates: ['road', ''] }, 'candidates[1]', 'name'],
		['a candidate listed twice', { ...lawful, candidates: ['a', 'b', 'a'] }, 'candidates[2]', '"a" twice'],
		['exactly four of three', withRules({ seats: 4, cap: 'exactly' }), 'rules.cap', 'by 3 candidates'],
		['ballots as an object', { ...lawful, ballots: {} }, 'ballots', 'must be a list'],
		['a ballot as a list', withBallot(['road']), 'ballots[1]', 'must be an object'],
		['a misspelt ballot field', withBallot({ aprove: ['road'] }), 'ballots[1]', 'unknown field "aprove"'],
		['zero ballots', withBallot({ count: 0 }), 'ballots[1].count', 'at least 1'],
		['half a ballot', withBallot({ count: 1.5 }), 'ballots[1].count', 'integer'],
		['a name that is a number', withBallot({ approve: [1] }), 'ballots[1].approve[0]', 'not 1'],
		['a name twice', withBallot({ approve: ['road', 'road'] }), 'ballots[1].approve[1]', '"road" twice'],
		[
			'a name in both lists',
			{
				...withBallot({ approve: ['road'], against: ['road'] }),
				rules: { seats: 2, marks: 'approve-against-abstain' }
			},
			'ballots[1]',
			'"road" in both lists'
		],
		[
			'a third grade in a vote',
			withBallot({ approve: ['road'], basic: ['road'] }),
			'ballots[1].basic',
			'only offered where marks is "three-grades"'
		],
		['a survey of fewer seats', withRules({ marks: 'three-grades', seats: 2 }), 'rules', 'of a survey'],
		['a vote with a grading', withRules({ grading: 'majority' }), 'rules', 'of a survey'],
		[
			'an unknown grading',
			withRules({ marks: 'three-grades', seats: 3, grading: 'best' }),
			'rules.grading',
			'majority, joint-rate'
		],
		[
			'against where it is not offered',
			withBallot({ against: ['road'] }),
			'ballots[1].against',
			'not offered'
		]
	])('%s is refused where it stands', (_, json, where, what) => {
		expect(parseCase(json)).toEqual({
			ok: false,
			code: 'bad-case',
			detail: { where, what: expect.stringContaining(what) }
		});
	});

	test('the first of several faults is the answer, in one short line', () => {
		const json = { ...lawful, kind: 'x'.repeat(1000), electorate: -1 };
		const refused = parseCase(json);
		expect(refused).toMatchObject({ ok: false, detail: { where: 'kind' } });
		if (!refused.ok) expect(String(refused.detail?.what).length).toBeLessThan(120);
	});
});
