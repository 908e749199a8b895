import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	cameFrom,
	lengthOf,
	messageTerms,
	moveFeedback,
	plainWords,
	type FeedbackAct,
	type FeedbackFacts
} from './feedback.ts';
import { everyWeek } from './workdays.ts';

const at = (changed: Partial<FeedbackFacts> = {}): FeedbackFacts => ({
	state: 'waiting',
	forwarded: false,
	answered: false,
	noReply: false,
	...changed
});

describe('先审后登', () => {
	test.each<[string, FeedbackFacts, FeedbackAct, string]>([
		['a waiting message is shown', at(), 'show', 'shown'],
		['or kept back', at(), 'keep-back', 'kept-back'],
		['a shown one is taken back', at({ state: 'shown' }), 'keep-back', 'kept-back'],
		['also after its reply', at({ state: 'shown', answered: true }), 'keep-back', 'kept-back'],
		['a kept one is shown after all', at({ state: 'kept-back' }), 'show', 'shown'],
		['a shown one is not shown again', at({ state: 'shown' }), 'show', 'feedback-decided'],
		['nobody is asked before it was looked at', at(), 'forward', 'feedback-not-decided'],
		['nothing is answered before it was looked at', at(), 'reply', 'feedback-not-decided'],
		['a kept one is answered to its writer', at({ state: 'kept-back' }), 'reply', 'kept-back'],
		['a reply comes once', at({ state: 'shown', answered: true }), 'reply', 'feedback-answered'],
		[
			'nobody is asked after the reply',
			at({ state: 'shown', answered: true }),
			'forward',
			'feedback-answered'
		],
		['a unit that was not asked drafts nothing', at({ state: 'shown' }), 'draft', 'not-forwarded'],
		['what needs no reply is looked at first', at(), 'no-reply', 'feedback-not-decided'],
		['a thank-you is closed', at({ state: 'shown', forwarded: true }), 'no-reply', 'shown'],
		['once', at({ state: 'shown', noReply: true }), 'no-reply', 'feedback-no-reply'],
		['and not after its reply', at({ state: 'shown', answered: true }), 'no-reply', 'feedback-answered'],
		[
			'the unit drafts no more then',
			at({ state: 'shown', forwarded: true, noReply: true }),
			'draft',
			'feedback-no-reply'
		],
		['it is answered after all', at({ state: 'shown', noReply: true }), 'reply', 'shown'],
		['or passed on', at({ state: 'shown', noReply: true }), 'forward', 'shown'],
		['one that was asked does', at({ state: 'shown', forwarded: true }), 'draft', 'shown']
	])('%s', (_, facts, act, outcome) => {
		const moved = moveFeedback(facts, act);
		expect(moved.ok ? moved.value : moved.code).toBe(outcome);
	});

	test('no act makes a message wait again', () => {
		const states = fc.constantFrom('waiting' as const, 'shown' as const, 'kept-back' as const);
		const acts = fc.constantFrom<FeedbackAct>('show', 'keep-back', 'reply', 'no-reply');
		fc.assert(
			fc.property(states, fc.boolean(), fc.boolean(), acts, (state, forwarded, answered, act) => {
				const moved = moveFeedback({ state, forwarded, answered, noReply: false }, act);
				return !moved.ok || moved.value !== 'waiting';
			})
		);
	});
});

describe('what a resident wrote', () => {
	test('keeps its lines and its emoji, and counts them as people do', () => {
		expect(plainWords(' 路灯\r\n不亮\r\r\r\r了 👨‍👩‍👧 ')).toBe('路灯\n不亮\n\n了 👨‍👩‍👧');
		expect(lengthOf('路灯👍')).toBe(3);
	});

	test('loses what nobody types and what turns the line around', () => {
		expect(plainWords('好\u0000\u0007\u202E评\u2066\uFEFF')).toBe('好评');
		expect(plainWords('=1+1 <b>粗</b>')).toBe('=1+1 <b>粗</b>');
	});

	test('is the same however often it is cleaned', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', maxLength: 40 }),
				(text) => plainWords(plainWords(text)) === plainWords(text)
			)
		);
	});
});

test('a message is looked at and answered within working days of the day it was written', () => {
	const calendar = { holidays: ['2026-10-01', '2026-10-02', '2026-10-05'], workdays: ['2026-10-10'] };
	const terms = { messageReviewDays: 3, messageReplyDays: 7 };
	expect(messageTerms('2026-09-30', terms, calendar)).toEqual({
		reviewDueOn: '2026-10-08',
		replyDueOn: '2026-10-13'
	});
	expect(messageTerms('2026-05-23', terms, everyWeek)).toEqual({
		reviewDueOn: '2026-05-27',
		replyDueOn: '2026-06-02'
	});
});

test.each([
	['六月底前装好', '护栏六月底前装好。', true],
	['您好。护栏六月底前装好，已备料。谢谢！', '护栏六月底前装好，已备料。', true],
	['已办', '已办', true],
	['您好。护栏六月底前装好。', '您好。经核实，护栏已经装好。', false],
	['', '护栏已经装好。', false],
	['护栏六月底前装好。感谢您的关心和支持。', '经核实，护栏不在本项目范围内。感谢您的关心和支持。', false],
	['护栏六月底前装好，请您放心。谢谢关心。', '您好：护栏六月底前装好，请您放心。', true]
])('of the draft %j the reply %j came from it: %s', (draft, reply, came) => {
	expect(cameFrom(draft, reply)).toBe(came);
});
