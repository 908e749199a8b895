import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grades, satisfactionGrade, satisfactionRates } from './satisfaction.ts';

describe('the result of a satisfaction vote', () => {
	it('depends on whose half it is: 17, 11 and 1 of 29 present, 35 members', () => {
		const counts = { satisfied: 17, basic: 11, dissatisfied: 1 };
		expect(satisfactionGrade(counts, 35)).toBe('basic');
		expect(satisfactionGrade(counts, 29)).toBe('satisfied');
	});

	it('is 不满意 with exactly half, 17 of 34', () => {
		expect(satisfactionGrade({ satisfied: 17, basic: 0, dissatisfied: 12 }, 34)).toBe('dissatisfied');
		expect(satisfactionGrade({ satisfied: 16, basic: 1, dissatisfied: 12 }, 34)).toBe('dissatisfied');
		expect(satisfactionGrade({ satisfied: 17, basic: 1, dissatisfied: 12 }, 34)).toBe('basic');
		expect(satisfactionGrade({ satisfied: 18, basic: 0, dissatisfied: 12 }, 34)).toBe('satisfied');
	});

	it('has no middle grade where one joint rate is published', () => {
		expect(satisfactionGrade({ satisfied: 10, basic: 8, dissatisfied: 1 }, 35, 'joint-rate')).toBe(
			'satisfied'
		);
		expect(satisfactionGrade({ satisfied: 17, basic: 0, dissatisfied: 1 }, 34, 'joint-rate')).toBe(
			'dissatisfied'
		);
	});

	it('never rounds a rate up: 98.566 % is 98.56 %', () => {
		expect(satisfactionRates({ satisfied: 275, basic: 0, dissatisfied: 4 }, 279)).toEqual({
			satisfied: 9856,
			joint: 9856
		});
		expect(satisfactionRates({ satisfied: 17, basic: 11, dissatisfied: 1 }, 35)).toEqual({
			satisfied: 4857,
			joint: 8000
		});
		expect(satisfactionRates({ satisfied: 0, basic: 0, dissatisfied: 0 }, 0)).toEqual({
			satisfied: 0,
			joint: 0
		});
	});
});

const vote = fc
	.tuple(fc.nat(650), fc.nat(650), fc.nat(650), fc.nat(650))
	.map(([satisfied, basic, dissatisfied, silent]) => ({
		counts: { satisfied, basic, dissatisfied },
		base: satisfied + basic + dissatisfied + silent
	}));

describe('for any vote', () => {
	it('one more 满意 instead of 基本满意, or 基本满意 instead of 不满意, is never worse', () => {
		fc.assert(
			fc.property(vote, fc.boolean(), ({ counts, base }, upper) => {
				const [from, to] = upper ? (['basic', 'satisfied'] as const) : (['dissatisfied', 'basic'] as const);
				fc.pre(counts[from] > 0);
				const better = { ...counts, [from]: counts[from] - 1, [to]: counts[to] + 1 };
				const rank = (one: typeof counts) => grades.indexOf(satisfactionGrade(one, base));
				expect(rank(better)).toBeLessThanOrEqual(rank(counts));
			})
		);
	});

	it('exactly half never wins, whatever the rule', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 325 }),
				fc.constantFrom('majority', 'joint-rate'),
				(half, rule) => {
					const counts = { satisfied: half, basic: 0, dissatisfied: half };
					expect(satisfactionGrade(counts, 2 * half, rule as 'majority')).toBe('dissatisfied');
				}
			)
		);
	});

	it('a grade over all members is never better than over those present', () => {
		fc.assert(
			fc.property(vote, fc.nat(100), ({ counts, base }, away) => {
				const rank = (number: number) => grades.indexOf(satisfactionGrade(counts, number));
				expect(rank(base + away)).toBeGreaterThanOrEqual(rank(base));
			})
		);
	});
});
