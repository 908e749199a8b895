import { describe, expect, test } from 'vitest';
import { decide, type CandidateSums } from './decide.ts';
import { defaultRules, type RuleSet } from './rule-set.ts';
import { electedBy, isSettled, settle, settlementsFor } from './settlement.ts';

const counted = (approvals: Record<string, number>, rules: Partial<RuleSet> = {}) => {
	const sums = Object.entries(approvals).map(([candidate, approve]): CandidateSums => ({
		candidate,
		approve,
		against: 0,
		abstain: 76 - approve
	}));
	const all = { ...defaultRules(2), ...rules };
	return {
		rules: all,
		result: decide({
			rules: all,
			kind: 'first',
			electorate: 76,
			present: 76,
			issued: 76,
			returned: 76,
			invalid: 0,
			sums
		})
	};
};
/** A is elected; B and C are level for the one place left. */
const tie = (rule: RuleSet['tie']) => counted({ A: 60, B: 50, C: 50, D: 10 }, { tie: rule });
const short = (rule: RuleSet['shortfall']) => counted({ A: 60, B: 30, C: 20 }, { shortfall: rule });

describe('settling a tie', () => {
	test.each([
		['revote', ['revote']],
		['lot', ['lot']],
		['presidium', ['presidium', 'revote', 'lot']],
		['expand', []]
	] as const)('by the rule %s leaves %j', (rule, ways) => {
		const { rules, result } = tie(rule);
		expect(settlementsFor(rules, result)).toEqual(ways);
	});

	test('by lot chooses exactly the places left, among the tied only', () => {
		const { rules, result } = tie('lot');
		const by = (elected: string[]) => settle(rules, result, { kind: 'lot', elected });
		expect(by(['B']).ok).toBe(true);
		expect(by([])).toMatchObject({ code: 'wrong-number-chosen' });
		expect(by(['B', 'C'])).toMatchObject({ code: 'wrong-number-chosen' });
		expect(by(['D'])).toMatchObject({ code: 'wrong-number-chosen' });
		expect(by(['A'])).toMatchObject({ code: 'wrong-number-chosen' });
	});

	test('by the presidium chooses like a lot, and a re-vote chooses nobody yet', () => {
		const { rules, result } = tie('presidium');
		const by = (kind: 'presidium' | 'revote', elected: string[]) =>
			settle(rules, result, { kind, elected }).ok;
		expect(by('presidium', ['C'])).toBe(true);
		expect(by('presidium', [])).toBe(false);
		expect(by('revote', [])).toBe(true);
		expect(by('revote', ['C'])).toBe(false);
	});

	test('in another way than the rules name is refused', () => {
		const { rules, result } = tie('revote');
		expect(settle(rules, result, { kind: 'lot', elected: ['B'] })).toMatchObject({
			code: 'settlement-not-in-rules'
		});
	});

	test('adds the chosen to the elected, in the order of the count', () => {
		const { result } = tie('lot');
		expect(electedBy(result, { kind: 'lot', elected: ['C'] })).toEqual(['A', 'C']);
		expect(electedBy(result, null)).toEqual(['A']);
	});

	test('is what lets a pending result be signed', () => {
		const { result } = tie('revote');
		expect(isSettled(result, null)).toBe(false);
		expect(isSettled(result, { kind: 'revote', elected: [] })).toBe(true);
	});
});

describe('settling a shortfall', () => {
	test('by the presidium offers a second round, vacant places or the next session', () => {
		const { rules, result } = short('presidium');
		expect(settlementsFor(rules, result)).toEqual(['second-round', 'vacant', 'next-session']);
	});

	test('by rule offers the second round alone', () => {
		const { rules, result } = short('second-round');
		expect(settlementsFor(rules, result)).toEqual(['second-round']);
	});

	test('with vacant places has nothing left to settle', () => {
		const { rules, result } = short('vacant');
		expect(result.status).toBe('decided');
		expect(settle(rules, result, { kind: 'vacant', elected: [] })).toMatchObject({
			code: 'nothing-to-settle'
		});
	});

	test('without anybody left to stand does not offer a second round', () => {
		const { rules, result } = counted({ A: 60 }, { shortfall: 'second-round' });
		expect(settlementsFor(rules, result)).toEqual(['vacant', 'next-session']);
	});

	test('chooses nobody', () => {
		const { rules, result } = short('presidium');
		expect(settle(rules, result, { kind: 'vacant', elected: ['B'] })).toMatchObject({
			code: 'wrong-number-chosen'
		});
	});
});
