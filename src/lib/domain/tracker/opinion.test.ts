import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canHaveVisited, isOwed, opinionStanding } from './opinion.ts';
import { deputyMay } from './powers.ts';
import { grades } from './satisfaction.ts';

describe('an opinion', () => {
	const due = '2026-06-22';
	const again = '2026-07-13';
	const rated = (number: number, grade: (typeof grades)[number]) => ({
		number,
		grade,
		replyDueOn: grade === 'dissatisfied' ? again : null
	});

	it.each([
		['nothing asked', null, 0, [], 'nothing-asked', null],
		['before the reply', due, 0, [], 'waiting', due],
		['with a reply nobody judged', due, 1, [], 'answered', null],
		['found 满意', due, 1, [rated(1, 'satisfied')], 'settled', null],
		['found 基本满意', due, 1, [rated(1, 'basic')], 'settled', null],
		['found 不满意', due, 1, [rated(1, 'dissatisfied')], 'asked-again', again],
		['answered again', due, 2, [rated(1, 'dissatisfied')], 'answered', null],
		['settled by the second reply', due, 2, [rated(1, 'dissatisfied'), rated(2, 'basic')], 'settled', null]
	] as const)('%s', (_name, replyDueOn, replies, ratings, stage, dueOn) => {
		expect(opinionStanding({ replyDueOn, replies, ratings })).toEqual({ stage, dueOn });
	});

	test('has a term exactly while a reply is owed, whatever was said before', () => {
		const history = fc.array(fc.constantFrom(...grades), { maxLength: 6 });
		fc.assert(
			fc.property(history, fc.boolean(), (said, oneMore) => {
				const ratings = said.map((grade, i) => rated(i + 1, grade));
				const { stage, dueOn } = opinionStanding({
					replyDueOn: due,
					replies: said.length + (oneMore ? 1 : 0),
					ratings
				});
				expect(isOwed(stage)).toBe(dueOn !== null);
			})
		);
	});
});

test('a visit was today or within the last year', () => {
	expect(canHaveVisited('2026-06-01', '2026-06-01')).toBe(true);
	expect(canHaveVisited('2026-06-02', '2026-06-01')).toBe(false);
	expect(canHaveVisited('2025-06-01', '2026-06-01')).toBe(true);
	expect(canHaveVisited('2024-12-31', '2026-06-01')).toBe(false);
});

describe('a deputy', () => {
	const outside = { inGroup: false, isAuthor: false };
	const inside = { inGroup: true, isAuthor: false };
	const leftAfterAsking = { inGroup: false, isAuthor: true };

	it.each([
		['follow', [true, true, true]],
		['record', [false, true, false]],
		['read-visits', [false, true, false]],
		['rate', [false, false, true]]
	] as const)('%s: outside of the group, in it, and its author after leaving it', (power, allowed) => {
		expect([outside, inside, leftAfterAsking].map((who) => deputyMay(power, who))).toEqual(allowed);
	});
});
