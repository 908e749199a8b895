import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grades } from './satisfaction.ts';
import { isFollowedOn, owedOf, type YearEnd } from './year-end.ts';

test.each<[YearEnd, string[], boolean]>([
	[{ replaced: false, accepted: true, grade: 'satisfied' }, [], false],
	[{ replaced: false, accepted: true, grade: 'basic' }, [], false],
	[{ replaced: false, accepted: true, grade: 'dissatisfied' }, ['not-satisfied'], true],
	[{ replaced: false, accepted: false, grade: 'satisfied' }, ['not-accepted'], true],
	[{ replaced: false, accepted: false, grade: 'dissatisfied' }, ['not-satisfied', 'not-accepted'], true],
	[{ replaced: false, accepted: true, grade: null }, ['not-graded'], false],
	[{ replaced: true, accepted: false, grade: 'dissatisfied' }, [], false]
])('%j owes %j', (one, owed, followed) => {
	expect(owedOf(one)).toEqual(owed);
	expect(isFollowedOn(one)).toBe(followed);
});

test('nothing unfinished or 不满意 is let go, unless the congress replaced it', () => {
	fc.assert(
		fc.property(fc.boolean(), fc.option(fc.constantFrom(...grades)), (accepted, grade) => {
			const followed = isFollowedOn({ replaced: false, accepted, grade });
			return followed === (!accepted || grade === 'dissatisfied');
		})
	);
});
