import type { RuleSet } from './rule-set.ts';

/** 过半数: the least whole number strictly above half of `base`. 38 of 76 fails, 39 passes. */
export const leastMajority = (base: number): number => Math.floor(base / 2) + 1;

/** 三分之二以上, inclusive: the least whole number that is two thirds of `base` or more. 50 of 75 is enough. */
export const leastTwoThirds = (base: number): number => Math.ceil((2 * base) / 3);

/**
 * How many of `electorate` delegates must be present for the round to open.
 *
 * @source 地方组织法 第十四条: 三分之二以上的代表出席，始得举行
 */
export function quorumNeeded(rule: RuleSet['quorum'], electorate: number): number {
	switch (rule) {
		case 'two-thirds':
			return leastTwoThirds(electorate);
		case 'majority':
			return leastMajority(electorate);
		case 'none':
			return 0;
		default: {
			const impossible: never = rule;
			throw new Error(`no such quorum rule: ${String(impossible)}`);
		}
	}
}

export const quorumHolds = (rule: RuleSet['quorum'], electorate: number, present: number): boolean =>
	present >= quorumNeeded(rule, electorate);
