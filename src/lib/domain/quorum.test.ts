import { describe, expect, test } from 'vitest';
import { leastMajority, quorumHolds, quorumNeeded } from './quorum.ts';

describe('quorum', () => {
	test.each([
		['two-thirds', 75, 50],
		['two-thirds', 76, 51],
		['two-thirds', 77, 52],
		['two-thirds', 1, 1],
		['majority', 75, 38],
		['majority', 76, 39],
		['none', 76, 0]
	] as const)('%s of %d deputies is %d', (rule, electorate, needed) => {
		expect(quorumNeeded(rule, electorate)).toBe(needed);
		expect(quorumHolds(rule, electorate, needed)).toBe(true);
		expect(quorumHolds(rule, electorate, needed - 1)).toBe(false);
	});

	test.each([
		[76, 39],
		[75, 38],
		[2, 2],
		[1, 1],
		[0, 1]
	])('more than half of %d is %d', (base, least) => {
		expect(leastMajority(base)).toBe(least);
	});
});
