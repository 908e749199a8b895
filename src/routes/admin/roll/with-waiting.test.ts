import { expect, test } from 'vitest';
import { sampleRollRow } from '../../../../tests/support/sample-views.ts';
import { withWaiting } from './with-waiting.ts';

const record = (
	delegateNumber: number,
	act: 'checkIn' | 'leaveEarly' | 'returnToHall',
	recordedAt: string
) => ({
	...{ act, delegateNumber, recordedAt },
	meetingId: 'm'
});

test('a desk without network shows what it recorded, in order, and the server’s own time where it has one', () => {
	const roll = [sampleRollRow(1), sampleRollRow(2, { checkedInAt: '08:00' }), sampleRollRow(3)];
	const shown = withWaiting(roll, [
		record(1, 'checkIn', '09:00'),
		record(1, 'leaveEarly', '09:05'),
		record(2, 'checkIn', '09:01'),
		record(2, 'leaveEarly', '09:02'),
		record(2, 'returnToHall', '09:03'),
		record(99, 'checkIn', '09:04')
	]);
	expect(shown.map(({ checkedInAt, leftAt }) => [checkedInAt, leftAt])).toEqual([
		['09:00', '09:05'],
		['08:00', null],
		[null, null]
	]);
	expect(withWaiting(roll, [])).toBe(roll);
});
