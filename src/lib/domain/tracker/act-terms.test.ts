import { expect, test } from 'vitest';
import { termsOfReplies } from './act-terms.ts';

const at = (day: number) => new Date(Date.UTC(2026, 6, day, 4));

test('a reply answers the term that held when it was given, not the one that a return has set since', () => {
	const returns = [
		{ at: at(12), before: '2026-07-10' },
		{ at: at(22), before: '2026-07-20' }
	];
	expect(termsOfReplies({ dueOn: '2026-07-30', replies: [at(11), at(21), at(29)], returns })).toEqual([
		'2026-07-10',
		'2026-07-20',
		'2026-07-30'
	]);
	expect(termsOfReplies({ dueOn: '2026-07-20', replies: [at(11)], returns: returns.slice(0, 1) })).toEqual([
		'2026-07-10'
	]);
});

test('what is added to a reply unasked is owed by no day', () => {
	const replies = [at(9), at(25), at(29)];
	expect(termsOfReplies({ dueOn: '2026-07-10', replies, returns: [] })).toEqual(['2026-07-10', null, null]);
	const returns = [{ at: at(26), before: '2026-07-10' }];
	expect(termsOfReplies({ dueOn: '2026-07-30', replies, returns })).toEqual([
		'2026-07-10',
		null,
		'2026-07-30'
	]);
});

test('a return that has left the term, and an act without one', () => {
	const replies = [at(9), at(15)];
	expect(termsOfReplies({ dueOn: '2026-07-10', replies, returns: [{ at: at(10) }] })).toEqual([
		'2026-07-10',
		'2026-07-10'
	]);
	expect(termsOfReplies({ dueOn: null, replies, returns: [{ at: at(10), before: null }] })).toEqual([
		null,
		null
	]);
	expect(termsOfReplies({ dueOn: '2026-07-20', replies, returns: [{ at: at(10), before: null }] })).toEqual([
		null,
		'2026-07-20'
	]);
	expect(termsOfReplies({ dueOn: '2026-07-10', replies: [], returns: [] })).toEqual([]);
});
