import { expect, test } from 'vitest';
import { decide, type CandidateSums } from './decide.ts';
import { defaultRules } from './rule-set.ts';

/** What follows where `approvals` of 76 valid ballots are given and five may be chosen. */
const after = (approvals: Record<string, number>) =>
	decide({
		rules: { ...defaultRules(5), shortfall: 'second-round' },
		kind: 'first',
		electorate: 76,
		present: 76,
		issued: 76,
		returned: 76,
		invalid: 0,
		sums: Object.entries(approvals).map(([candidate, approve]): CandidateSums => ({
			candidate,
			approve,
			against: 0,
			abstain: 76 - approve
		}))
	}).next;

test('a second round lists one more than there are seats, and whoever is level with the last', () => {
	expect(after({ A: 60, B: 50, C: 45, D: 40, E: 30, F: 20, G: 20, H: 10 })).toEqual({
		kind: 'second-round',
		candidates: ['E', 'F', 'G'],
		seats: 1
	});
});

test('with no more candidates left than seats, it lists all that are left', () => {
	expect(after({ A: 60, B: 50, C: 45, D: 30, E: 20 })).toEqual({
		kind: 'second-round',
		candidates: ['D', 'E'],
		seats: 2
	});
});
