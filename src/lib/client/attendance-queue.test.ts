import { expect, test } from 'vitest';
import type { WaitingRecord } from '../wire/roll.ts';
import { AttendanceQueue, type RecordAnswer } from './attendance-queue.ts';

const storage = () => {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
};
const record = (delegateNumber: number, act: WaitingRecord['act'] = 'checkIn'): WaitingRecord => ({
	act,
	delegateNumber,
	meetingId: 'm',
	recordedAt: `2024-04-12T01:00:0${delegateNumber}.000Z`
});
const filled = (kept = storage()) => {
	const queue = new AttendanceQueue(kept);
	for (const number of [1, 2, 3]) queue.add(record(number));
	return queue;
};
const done: RecordAnswer = { kind: 'done', missedClose: false };

test('what waits survives a reload and is uploaded in the order in which it was recorded', async () => {
	const kept = storage();
	filled(kept);
	const sent: number[] = [];
	const queue = new AttendanceQueue(kept);
	const told = await queue.upload(async ({ delegateNumber }) => {
		sent.push(delegateNumber);
		return done;
	});
	expect(sent).toEqual([1, 2, 3]);
	expect(told).toMatchObject({ uploaded: 3, conflicts: [], stopped: null });
	expect(new AttendanceQueue(kept).waiting).toEqual([]);
});

test.each(['none', 'sign-in'] as const)(
	'without an answer (%s) nothing more is sent and nothing is lost',
	async (kind) => {
		const queue = filled();
		let sent = 0;
		const told = await queue.upload(async () => (++sent === 2 ? { kind } : done));
		expect(told).toMatchObject({ uploaded: 1, stopped: kind });
		expect(queue.waiting.map(({ delegateNumber }) => delegateNumber)).toEqual([2, 3]);
	}
);

test('another desk having done the same is no conflict; anything else is told in words', async () => {
	const queue = filled();
	const codes = ['already-checked-in', 'superseded', 'try-later'];
	const told = await queue.upload(async () => ({
		kind: 'refused',
		code: codes.shift()!,
		message: '已有更新的记录'
	}));
	expect(told).toMatchObject({ uploaded: 1, stopped: 'none' });
	expect(told.conflicts).toEqual([{ record: record(2), message: '已有更新的记录' }]);
	expect(queue.waiting).toEqual([record(3)]);
});

test('one upload at a time; a record added meanwhile goes with it', async () => {
	const queue = filled();
	const sent: number[] = [];
	const send = async ({ delegateNumber }: WaitingRecord) => {
		sent.push(delegateNumber);
		if (delegateNumber === 1) queue.add(record(4));
		return done;
	};
	await Promise.all([queue.upload(send), queue.upload(send)]);
	expect(sent).toEqual([1, 2, 3, 4]);
});

test('what somebody else wrote into the storage is not uploaded', () => {
	const queue = new AttendanceQueue({ getItem: () => '[{"act":"announce"}]', setItem: () => {} });
	expect(queue.waiting).toEqual([]);
});
