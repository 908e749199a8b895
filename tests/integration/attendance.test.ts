import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { leaveEarly } from '#lib/server/desk/leave-early.ts';
import { noteLeave } from '#lib/server/desk/note-leave.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { returnToHall } from '#lib/server/desk/return-to-hall.ts';
import { undoCheckIn } from '#lib/server/desk/undo-check-in.ts';
import { withdrawLeave } from '#lib/server/desk/withdraw-leave.ts';
import { attendanceOfDelegate } from '#lib/server/queries/attendance-of-delegate.ts';
import { rollView } from '#lib/server/queries/roll-view.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
beforeAll(async () => {
	hall = await openHall({ delegates: 13 });
});
afterAll(() => hall.leave());

const desk = () => hall.person('office-1');
const otherDesk = () => hall.person('office-2');
const voter = (number: number) => hall.voters[number - 1]!;
const arrive = (delegateNumber: number, recordedAt?: Date) =>
	checkIn(hall.desk, desk(), { delegateNumber, recordedAt });
const goOut = (delegateNumber: number, recordedAt?: Date) =>
	leaveEarly(hall.desk, desk(), { delegateNumber, recordedAt });
const comeBack = (delegateNumber: number, recordedAt?: Date) =>
	returnToHall(hall.desk, desk(), { delegateNumber, recordedAt });
const undo = (delegateNumber: number) => undoCheckIn(hall.desk, desk(), { delegateNumber, reason: '认错人' });
const draw = async (number: number, request?: Awaited<ReturnType<Hall['drawRequest']>>) =>
	drawBallot(hall.desk, voter(number).actor, request ?? (await hall.drawRequest(voter(number))));
const onRoll = async (number: number) => {
	const [row] = await hall.database.sql<{ id: string }[]>`select meeting_id as id from desk.round limit 1`;
	return (await rollView(hall.desk, hall.congressId, row!.id)).find((entry) => entry.number === number)!;
};
const audited = (number: number) =>
	hall.database.sql<{ act: string; actor: string; detail: Record<string, unknown> }[]>`
		select act, actor, detail from desk.audit where detail->>'number' = ${String(number)} order by seq`;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('two desks', () => {
	test('checking the same deputy in at once makes one row and one line; the other desk hears of it', async () => {
		const answers = await Promise.all([
			checkIn(hall.desk, desk(), { delegateNumber: 1 }),
			checkIn(hall.desk, otherDesk(), { delegateNumber: 1 }),
			checkIn(hall.desk, desk(), { delegateNumber: 1 })
		]);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		expect(answers.filter((answer) => !answer.ok && answer.code === 'already-checked-in')).toHaveLength(2);
		expect(await audited(1)).toHaveLength(1);
	});

	test('only the office keeps the roll', async () => {
		const chair = hall.person('chair');
		expect(await checkIn(hall.desk, chair, { delegateNumber: 2 })).toMatchObject({ code: 'forbidden' });
		expect(await undoCheckIn(hall.desk, chair, { delegateNumber: 1, reason: '误' })).toMatchObject({
			code: 'forbidden'
		});
	});
});

describe('请假', () => {
	test('is noted for who has not come, stands on the roll, and is no bar to coming', async () => {
		const leave = (reason: string) => noteLeave(hall.desk, desk(), { delegateNumber: 2, reason });
		expect(await leave('因公出差')).toMatchObject({ ok: true });
		expect(await leave('因病')).toMatchObject({ ok: true });
		expect((await onRoll(2)).leave).toBe('因病');
		expect(await arrive(2)).toMatchObject({ ok: true });
		expect(await leave('因病')).toMatchObject({ code: 'leave-after-check-in' });
	});

	test('may be withdrawn once; its reason stays out of the published chain', async () => {
		await noteLeave(hall.desk, desk(), { delegateNumber: 3, reason: '因病住院' });
		expect(await withdrawLeave(hall.desk, desk(), { delegateNumber: 3 })).toMatchObject({ ok: true });
		expect(await withdrawLeave(hall.desk, desk(), { delegateNumber: 3 })).toMatchObject({
			code: 'no-leave-noted'
		});
		expect(JSON.stringify(await audited(3))).not.toContain('住院');
	});
});

describe('a desk that was cut off', () => {
	test('uploads what it recorded, in order, with its own times; the chain has both', async () => {
		const at = [ago(9), ago(8), ago(7)] as const;
		expect(await arrive(4, at[0])).toMatchObject({ ok: true });
		expect(await goOut(4, at[1])).toMatchObject({ ok: true });
		expect((await onRoll(4)).leftAt).toBe(at[1].toISOString());
		expect(await comeBack(4, at[2])).toMatchObject({ ok: true });
		expect(await onRoll(4)).toMatchObject({ checkedInAt: at[0].toISOString(), leftAt: null });
		const lines = await audited(4);
		expect(lines.map(({ act }) => act)).toEqual(['checked-in', 'left-early', 'returned']);
		expect(lines.every(({ detail }) => typeof detail.recordedAt === 'string')).toBe(true);
	});

	test('uploading the whole batch twice changes nothing more', async () => {
		const at = [ago(9), ago(8), ago(7)] as const;
		const upload = async () => [await arrive(5, at[0]), await goOut(5, at[1]), await comeBack(5, at[2])];
		const first = await upload();
		const again = await upload();
		expect([...first, ...again].every(({ ok }) => ok)).toBe(true);
		expect(await onRoll(5)).toMatchObject({ checkedInAt: at[0].toISOString(), leftAt: null });
		expect(await audited(5)).toHaveLength(3);
	});

	test('two windows uploading one queue at once record it once', async () => {
		const at = ago(3);
		const answers = await Promise.all([arrive(6, at), arrive(6, at), arrive(6, at)]);
		expect(answers.every(({ ok }) => ok)).toBe(true);
		expect(await audited(6)).toHaveLength(1);
	});

	test('is told where another desk was first, and where its record is out of date', async () => {
		expect(await arrive(1, ago(2))).toMatchObject({ code: 'already-checked-in' });
		await goOut(1);
		await comeBack(1);
		expect(await goOut(1, ago(2))).toMatchObject({ code: 'superseded' });
		expect((await onRoll(1)).leftAt).toBeNull();
	});

	test('cannot record the future, another day or another meeting', async () => {
		expect(await arrive(7, ago(-5))).toMatchObject({ code: 'recorded-in-future' });
		expect(await arrive(7, ago(13 * 60))).toMatchObject({ code: 'recorded-too-long-ago' });
		const meetingId = crypto.randomUUID();
		expect(await checkIn(hall.desk, desk(), { delegateNumber: 7, meetingId })).toMatchObject({
			code: 'another-meeting'
		});
		expect((await onRoll(7)).checkedInAt).toBeNull();
	});
});

describe('撤销签到', () => {
	test('takes a mistaken check-in back, with its reason in the chain; the card is only issued again', async () => {
		await arrive(8);
		expect(await undo(8)).toMatchObject({ ok: true });
		expect(await onRoll(8)).toMatchObject({ checkedInAt: null, cardState: 'issued' });
		expect(await undo(8)).toMatchObject({ code: 'nothing-to-undo' });
		expect((await audited(8)).at(-1)).toMatchObject({
			act: 'check-in-undone',
			actor: 'office-1',
			detail: { reason: '认错人' }
		});
		expect(await arrive(8)).toMatchObject({ ok: true });
	});
});

describe('while the round is drawn from', () => {
	test('who left draws nothing and counts as not checked in; who returned draws', async () => {
		await hall.checkIn([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
		await hall.makeReady();
		expect(await goOut(9)).toMatchObject({ ok: true });
		expect(await goOut(9)).toMatchObject({ code: 'already-left' });
		expect(await arrive(9)).toMatchObject({ code: 'checked-in-but-left' });
		expect(await draw(9)).toMatchObject({ code: 'not-checked-in' });
		expect((await attendanceOfDelegate(hall.desk, voter(9).actor)).checkedIn).toBe(false);
		expect(await comeBack(9)).toMatchObject({ ok: true });
		expect(await comeBack(9)).toMatchObject({ code: 'not-left' });
		expect((await attendanceOfDelegate(hall.desk, voter(9).actor)).checkedIn).toBe(true);
		expect(await draw(9)).toMatchObject({ ok: true });
	});

	test('who drew and then left gets the same answer to the same draw, and no undoing', async () => {
		const request = await hall.drawRequest(voter(10));
		const first = await draw(10, request);
		expect(first).toMatchObject({ ok: true });
		await goOut(10);
		expect(await draw(10, request)).toEqual(first);
		expect(await undo(10)).toMatchObject({ code: 'undo-after-draw' });
		await comeBack(10);
	});

	test('a draw and an undoing at once never leave a ballot without a person', async () => {
		const request = await hall.drawRequest(voter(11));
		const [drawn, undone] = await Promise.all([draw(11, request), undo(11)]);
		expect([drawn.ok, undone.ok].filter(Boolean)).toHaveLength(1);
		expect((await onRoll(11)).checkedInAt === null).toBe(undone.ok);
		if (undone.ok) await arrive(11);
	});
});

describe('from the opening to the close', () => {
	test('the quorum at the opening counts those in the hall', async () => {
		for (const number of [1, 2, 3, 4, 5]) await goOut(number);
		expect(await openRound(hall.desk, hall.person('chair'), { roundId: hall.roundId })).toMatchObject({
			code: 'quorum-not-met',
			detail: { present: 7, needed: 9 }
		});
		await comeBack(1);
		await comeBack(2);
		await comeBack(3);
		await undo(12);
		await hall.open();
	});

	test('who comes after the opening is marked 补签; who came before is not', async () => {
		expect(await arrive(12)).toMatchObject({ ok: true });
		expect(await onRoll(12)).toMatchObject({ late: true });
		expect(await onRoll(1)).toMatchObject({ late: false });
	});

	test('who left after drawing still casts, and everybody ever checked in is present at the close', async () => {
		const tickets = await hall.draw(voter(1));
		await goOut(1);
		let answer = await hall.cast(hall.fill(voter(1), tickets, fiveApprovals).body);
		while (answer.status === 409) answer = await hall.cast(hall.fill(voter(1), tickets, fiveApprovals).body);
		expect(answer.status).toBe(200);
		await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
		await hall.until('counted');
		expect((await hall.state()).present).toBe(12);
	});

	test('after the close checking in goes on for the next round; a record from before it says what it missed', async () => {
		const { closedAt } = await hall.state();
		const beforeTheClose = new Date(closedAt!.getTime() - 1000);
		expect(await arrive(13, beforeTheClose)).toMatchObject({ ok: true, value: { missedClose: true } });
		expect(await undo(13)).toMatchObject({ ok: true });
		expect(await arrive(13)).toMatchObject({ ok: true, value: { missedClose: false } });
		expect(await onRoll(13)).toMatchObject({ late: false });
		expect((await hall.state()).present).toBe(12);
	});
});
