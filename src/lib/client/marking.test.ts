import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	approvals,
	blankChoices,
	choose,
	marksOf,
	readyForReview,
	unmarked,
	type BallotRules,
	type Choice,
	type Choices
} from './marking.ts';

const fiveOfEight: BallotRules = { seats: 5, marks: 'approve', cap: 'at-most' };
const threeMarks: BallotRules = { seats: 2, marks: 'approve-against-abstain', cap: 'at-most' };

/** Taps in order; a refused tap leaves the ballot as it was. */
const taps = (rules: BallotRules, count: number, taps: [number, Choice][]): Choices =>
	taps.reduce<Choices>((choices, [index, choice]) => {
		const after = choose(choices, index, choice, rules);
		return after.ok ? after.value : choices;
	}, blankChoices(count));

describe('a ballot paper', () => {
	it('starts blank: nobody is chosen for the delegate', () => {
		expect(blankChoices(3)).toEqual([null, null, null]);
		expect(unmarked(blankChoices(3))).toBe(3);
	});

	it('takes a choice back by the same tap, whichever choice it was', () => {
		for (const choice of ['approve', 'against', 'abstain'] as const) {
			expect(
				taps(threeMarks, 3, [
					[1, choice],
					[1, choice]
				])
			).toEqual(blankChoices(3));
		}
	});

	it('changes from one choice to another with one tap', () => {
		expect(
			taps(threeMarks, 2, [
				[0, 'approve'],
				[0, 'against']
			])
		).toEqual(['against', null]);
	});

	it('of a survey takes a grade for every project, and leaves what is untouched open', () => {
		const survey: BallotRules = { seats: 4, marks: 'three-grades', cap: 'at-most' };
		const graded = taps(survey, 4, [
			[0, 'approve'],
			[1, 'approve'],
			[1, 'basic'],
			[2, 'against'],
			[3, 'basic'],
			[3, 'basic']
		]);
		expect(graded).toEqual(['approve', 'basic', 'against', null]);
		expect(marksOf(graded)).toEqual([1, 3, 2, 0]);
		expect(unmarked(graded)).toBe(1);
		expect(readyForReview(blankChoices(4), survey)).toEqual({ ok: true, value: null });
		expect(() => choose(graded, 0, 'abstain', survey)).toThrow();
		expect(() => choose(blankChoices(3), 0, 'basic', threeMarks)).toThrow();
	});

	it('refuses the approval beyond the number of seats and says how many there are', () => {
		const full = taps(threeMarks, 3, [
			[0, 'approve'],
			[1, 'approve']
		]);
		expect(choose(full, 2, 'approve', threeMarks)).toEqual({
			ok: false,
			code: 'too-many-approvals',
			detail: { max: 2 }
		});
		expect(choose(full, 2, 'against', threeMarks).ok).toBe(true);
		expect(choose(full, 1, 'approve', threeMarks).ok).toBe(true);
	});

	it('may be blank or short of approvals where the rule says at most', () => {
		expect(readyForReview(blankChoices(8), fiveOfEight).ok).toBe(true);
	});

	it('must carry exactly the number of approvals where the rule says so', () => {
		const rules: BallotRules = { ...fiveOfEight, seats: 2, cap: 'exactly' };
		const one = taps(rules, 3, [[0, 'approve']]);
		expect(readyForReview(one, rules)).toEqual({
			ok: false,
			code: 'too-few-approvals',
			detail: { min: 2, n: 1 }
		});
		expect(
			readyForReview(
				taps(rules, 3, [
					[0, 'approve'],
					[2, 'approve']
				]),
				rules
			).ok
		).toBe(true);
	});

	it('counts an untouched candidate as an abstention', () => {
		expect(marksOf(['approve', 'against', 'abstain', null])).toEqual([1, 2, 0, 0]);
	});

	it('offers no 反对 where the rules know approval only', () => {
		expect(() => choose(blankChoices(2), 0, 'against', fiveOfEight)).toThrow('against');
	});

	it('never carries more approvals than seats, whatever is tapped', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 20 }),
				fc.array(fc.tuple(fc.nat(19), fc.constantFrom<Choice>('approve', 'against', 'abstain'))),
				(count, seats, tapped) => {
					const rules: BallotRules = { ...threeMarks, seats };
					const choices = taps(
						rules,
						count,
						tapped.filter(([index]) => index < count)
					);
					expect(approvals(choices)).toBeLessThanOrEqual(seats);
					expect(choices).toHaveLength(count);
				}
			)
		);
	});
});
