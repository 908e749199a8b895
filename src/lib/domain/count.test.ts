import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countRound, type CountResult } from './count.ts';
import { decide } from './decide.ts';
import { parseCase } from './parse-case.ts';
import { defaultRules, type RuleSet } from './rule-set.ts';

type AcceptanceCase = { name: string; case: unknown; expect: CountResult | { error: string } };
const acceptance: AcceptanceCase[] = JSON.parse(
	readFileSync(new URL('../../../tests/cases/count.json', import.meta.url), 'utf8')
);

/** What the command would print, or the code it would refuse with. */
function count(json: unknown): CountResult | { error: string } {
	const round = parseCase(json);
	const result = round.ok ? countRound(round.value) : round;
	return result.ok ? result.value : { error: result.code };
}

/** A small town: 12 deputies, all present and given a ballot, three candidates. */
const town = (rules: Partial<RuleSet>, ballots: unknown[], more: object = {}) => ({
	rules: { seats: 1, ...rules },
	kind: 'first',
	electorate: 12,
	present: 12,
	issued: 12,
	candidates: ['road', 'bridge', 'school'],
	ballots,
	...more
});

describe('acceptance cases', () => {
	test('there are cases to count', () => expect(acceptance.length).toBeGreaterThan(40));

	test.each(acceptance)('$name', ({ case: json, expect: expected }) => {
		expect(count(json)).toEqual(expected);
	});
});

describe('beyond the acceptance cases', () => {
	test('a second round asks for a third of the valid ballots even where the first asked for no majority', () => {
		const rules = { majorityBase: 'none', secondRoundPass: 'one-third' } as const;
		const ballots = [
			{ count: 3, approve: ['road'] },
			{ count: 7, approve: [] }
		];
		const result = count(town(rules, ballots, { kind: 'second-round' }));
		expect(result).toMatchObject({ status: 'pending', reason: 'shortfall', threshold: 4, elected: [] });
	});

	test('a third is inclusive', () => {
		const ballots = [
			{ count: 4, approve: ['road'] },
			{ count: 8, approve: [] }
		];
		const result = count(town({ secondRoundPass: 'one-third' }, ballots, { kind: 'second-round' }));
		expect(result).toMatchObject({ status: 'decided', threshold: 4, elected: ['road'] });
	});

	test('with no valid ballot nobody passes under any base', () => {
		for (const majorityBase of ['all', 'present', 'valid', 'none'] as const)
			for (const kind of ['first', 'tie-revote', 'second-round'])
				expect(count(town({ majorityBase, secondRoundPass: 'one-third' }, [], { kind }))).toMatchObject({
					status: 'pending',
					elected: [],
					valid: 0,
					notReturned: 12
				});
	});

	test('a second round is not called for when everybody on the list has passed', () => {
		const ballots = [{ count: 12, approve: ['road', 'bridge', 'school'] }];
		const result = count(town({ seats: 4, shortfall: 'second-round' }, ballots));
		expect(result).toMatchObject({ status: 'pending', reason: 'shortfall', seatsLeft: 1, next: null });
	});

	test('a ballot naming a project that is not on the list is invalid as a whole', () => {
		const ballots = [
			{ count: 7, approve: ['road'] },
			{ count: 5, approve: ['road', 'dam'] }
		];
		expect(count(town({ seats: 2 }, ballots))).toMatchObject({ valid: 7, invalid: 5 });
	});

	test('rows of zero approvals do not tie', () => {
		const ballots = [{ count: 12, approve: ['school'] }];
		const result = count(town({ seats: 2, majorityBase: 'none', shortfall: 'vacant' }, ballots));
		expect(result).toMatchObject({
			status: 'decided',
			reason: 'shortfall',
			elected: ['school'],
			seatsLeft: 1
		});
	});

	test('a void round is not told apart from any other by the ballots it holds', () => {
		const round = (approve: string[]) => count(town({}, [{ count: 13, approve }]));
		expect(round(['road'])).toEqual(round(['bridge']));
		expect(round(['road'])).toMatchObject({
			status: 'void',
			reason: 'returned-exceeds-issued',
			returned: 13
		});
	});

	test('sums that do not add up to the valid ballots are never decided upon', () => {
		const sums = [{ candidate: 'road', approve: 7, against: 0, abstain: 4 }];
		const round = {
			kind: 'first',
			electorate: 12,
			present: 12,
			issued: 12,
			returned: 12,
			invalid: 0
		} as const;
		expect(() => decide({ ...round, rules: defaultRules(1), sums })).toThrow(
			'the marks of road do not add up'
		);
	});

	test('one ballot more than issued decides nothing, whoever sums the ballots', () => {
		const sums = [{ candidate: 'road', approve: 13, against: 0, abstain: 0 }];
		const round = {
			kind: 'first',
			electorate: 13,
			present: 13,
			issued: 12,
			returned: 13,
			invalid: 0
		} as const;
		const result = decide({ ...round, rules: defaultRules(1), sums });
		expect(result).toMatchObject({ status: 'void', valid: null, standings: [], elected: [] });
	});
});
