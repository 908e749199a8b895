import { expect, test } from 'vitest';
import { attendanceState, isLateCheckIn, recordedMoment } from './attendance.ts';

const at = (time: string) => new Date(`2024-04-12T${time}:00+08:00`);
const now = at('10:00');

test('who came is in the hall or left, whatever was said beforehand; who did not is absent or on leave', () => {
	const row = { checkedInAt: null, leftAt: null, leave: null };
	expect(attendanceState(row)).toBe('absent');
	expect(attendanceState({ ...row, leave: '因病' })).toBe('on-leave');
	expect(attendanceState({ ...row, leave: '因病', checkedInAt: 'x' })).toBe('in-hall');
	expect(attendanceState({ ...row, checkedInAt: 'x', leftAt: 'y' })).toBe('left');
});

test('a check-in is late from the opening of a round to its close, and on time before and after', () => {
	const rounds = [
		{ openedAt: at('09:00'), closedAt: at('09:20') },
		{ openedAt: at('09:40'), closedAt: null },
		{ openedAt: null, closedAt: null }
	];
	expect(isLateCheckIn(at('08:59'), rounds)).toBe(false);
	expect(isLateCheckIn(at('09:00'), rounds)).toBe(false);
	expect(isLateCheckIn(at('09:10'), rounds)).toBe(true);
	expect(isLateCheckIn(at('09:20'), rounds)).toBe(false);
	expect(isLateCheckIn(at('09:30'), rounds)).toBe(false);
	expect(isLateCheckIn(at('09:50'), rounds)).toBe(true);
});

test('a record keeps its own moment, but never lies in the future or on another day', () => {
	expect(recordedMoment(null, now)).toEqual({ ok: true, value: now });
	expect(recordedMoment(at('09:12'), now)).toEqual({ ok: true, value: at('09:12') });
	expect(recordedMoment(at('10:01'), now)).toEqual({ ok: true, value: now });
	expect(recordedMoment(at('10:02'), now)).toMatchObject({ code: 'recorded-in-future' });
	expect(recordedMoment(new Date(now.getTime() - 12 * 3600_000), now).ok).toBe(true);
	expect(recordedMoment(new Date(now.getTime() - 12 * 3600_000 - 1), now)).toMatchObject({
		code: 'recorded-too-long-ago'
	});
});
