import { expect, test } from 'vitest';
import { ABSTAIN, AGAINST, APPROVE } from './ballot.ts';
import { addMarks, emptySums, mergeSums } from './sums.ts';

test('a candidate whom nobody marked is still in the sums', () => {
	const sums = emptySums(['road', 'bridge', 'school']);
	addMarks(sums, [APPROVE, AGAINST, ABSTAIN]);
	addMarks(sums, [APPROVE, ABSTAIN, ABSTAIN], 3);
	expect(sums).toEqual([
		{ candidate: 'road', approve: 4, against: 0, abstain: 0 },
		{ candidate: 'bridge', approve: 0, against: 1, abstain: 3 },
		{ candidate: 'school', approve: 0, against: 0, abstain: 4 }
	]);
});

test('box and paper are merged candidate by candidate, and neither is changed', () => {
	const box = [{ candidate: 'road', approve: 5, against: 1, abstain: 2 }];
	const paper = [{ candidate: 'road', approve: 1, against: 2, abstain: 1 }];
	expect(mergeSums(box, paper)).toEqual([{ candidate: 'road', approve: 6, against: 3, abstain: 3 }]);
	expect(box[0]!.approve).toBe(5);
});

test.each([
	['one candidate fewer', ['road', 'bridge'], ['road']],
	['one candidate more', ['road'], ['road', 'bridge']],
	['another order', ['road', 'bridge'], ['bridge', 'road']]
])('sums over different lists are never merged: %s', (_, first, second) => {
	expect(() => mergeSums(emptySums(first), emptySums(second))).toThrow('sums of');
});
