import { expect, test } from 'vitest';
import { actReplyInTime, opinionStages, replyInTime } from './opinions.ts';

test('a reply is in time up to the end of its day in Beijing, and late by whole days after it', () => {
	const at = (instant: string) => replyInTime({ at: instant, dueOn: '2026-06-22' });
	expect(at('2026-06-01T08:00:00+08:00')).toBe('按期答复');
	expect(at('2026-06-22T23:59:00+08:00')).toBe('按期答复');
	expect(at('2026-06-23T00:01:00+08:00')).toBe('逾期 1 天答复');
	expect(at('2026-07-02T09:00:00+08:00')).toBe('逾期 10 天答复');
});

test('a reply to a 督办 names its own term where another one holds by now, and none where it had none', () => {
	const reply = { at: '2026-07-17T09:00:00+08:00', dueOn: '2026-07-15' };
	expect(actReplyInTime(reply, '2026-07-15')).toBe(' · 逾期 2 天答复');
	expect(actReplyInTime(reply, '2026-07-29')).toBe(' · 逾期 2 天答复（当时的期限为 2026年7月15日）');
	expect(actReplyInTime({ ...reply, dueOn: null }, '2026-07-29')).toBe('');
});

test('no word of a stage tells what the deputy thought of a reply', () => {
	const words = Object.values(opinionStages).map(({ word }) => word);
	expect(words.join()).not.toMatch(/满意/);
	expect(new Set(words).size).toBe(words.length);
});
