import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advisoryLocks } from '#lib/server/db/advisory-locks.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { leaveEarly } from '#lib/server/desk/leave-early.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { pauseRound } from '#lib/server/desk/pause-round.ts';
import { resumeRound } from '#lib/server/desk/resume-round.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { saveScriptLine } from '#lib/server/desk/save-script-line.ts';
import { setStage } from '#lib/server/desk/set-stage.ts';
import { setTimer } from '#lib/server/desk/set-timer.ts';
import { takeControl } from '#lib/server/desk/take-control.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { scriptLines } from '#lib/server/queries/script-lines.ts';
import { CONSOLE, fiveApprovals, openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
beforeAll(async () => {
	hall = await openHall({ rules: { tallyDisplay: 'after-close' } });
	await hall.checkIn();
	await hall.makeReady();
});
afterAll(() => hall.leave());

const view = () => consoleView(hall.desk, hall.congressId, hall.credentials.meetingId);
const at = (consoleId: string | undefined) => ({ ...hall.person('chair'), consoleId });
const audited = async (act: string) =>
	hall.database.sql<{ actor: string; detail: unknown }[]>`
		select actor, detail from desk.audit where act = ${act} order by seq`;

describe('the console in control', () => {
	test('is the first one, which every view names, and nobody takes it unasked', async () => {
		expect((await view()).control).toMatchObject({ consoleId: CONSOLE });
		const second = await takeControl(hall.desk, at('second'), { consoleId: 'second', over: false });
		expect(second).toMatchObject({ code: 'console-not-in-control' });
		expect((await view()).control).toMatchObject({ consoleId: CONSOLE });
	});

	test('is changed without stopping an act that writes its line at that moment', async () => {
		const meetingId = hall.credentials.meetingId;
		let taking: ReturnType<typeof takeControl>;
		await hall.database.sql.begin(async (held) => {
			await held`select pg_advisory_xact_lock(${advisoryLocks.audit}, hashtext(${meetingId}))`;
			taking = takeControl(hall.desk, at('third'), { consoleId: 'third', over: true });
			for (let waiting = 0; waiting === 0;) {
				const [row] = await held<{ n: number }[]>`
					select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
						and database = (select oid from pg_database where datname = current_database())`;
				waiting = row!.n;
			}
			// What the line's foreign key asks for: were the row held, each of the two would wait for the other.
			await held`select from desk.meeting where id = ${meetingId} for key share nowait`;
		});
		expect(await taking!).toMatchObject({ ok: true, value: { taken: true } });
		await takeControl(hall.desk, at(CONSOLE), { consoleId: CONSOLE, over: true });
	});

	test.each(['second', undefined, ''])('is the only one that acts; console %j is refused', async (id) => {
		const { desk, roundId } = hall;
		const input = { roundId };
		const refused = { ok: false, code: 'console-not-in-control' };
		expect(await openRound(desk, at(id), input)).toMatchObject(refused);
		expect(await pauseRound(desk, at(id), input)).toMatchObject(refused);
		expect(await resumeRound(desk, at(id), input)).toMatchObject(refused);
		expect(await closeRound(desk, at(id), input)).toMatchObject(refused);
		expect(await announceResult(desk, at(id), input)).toMatchObject(refused);
		expect(await abortRound(desk, at(id), { ...input, reason: '停电' })).toMatchObject(refused);
		expect(await setStage(desk, at(id), { mode: 'blank' })).toMatchObject(refused);
		expect(await setTimer(desk, at(id), { seconds: 60 })).toMatchObject(refused);
		expect((await view()).pending).toBeNull();
		expect((await view()).stage.mode).toBe('auto');
	});

	test('is taken over by a chair who was asked, on the record; the first one acts no more', async () => {
		const taken = await takeControl(hall.desk, at('second'), { consoleId: 'second', over: true });
		expect(taken).toMatchObject({ value: { taken: true } });
		expect((await audited('control-taken')).at(-1)).toMatchObject({
			actor: 'chair',
			detail: { from: 'chair' }
		});
		expect(await setStage(hall.desk, at(CONSOLE), { mode: 'title' })).toMatchObject({
			code: 'console-not-in-control'
		});
		const back = await takeControl(hall.desk, at(CONSOLE), { consoleId: CONSOLE, over: true });
		expect(back.ok).toBe(true);
	});

	test('taken again by itself, after a reload, leaves no line', async () => {
		const before = (await audited('control-taken')).length;
		const again = await takeControl(hall.desk, at(CONSOLE), { consoleId: CONSOLE, over: false });
		expect(again).toMatchObject({ value: { taken: false } });
		expect(await audited('control-taken')).toHaveLength(before);
	});

	test('belongs to the chair alone', async () => {
		const office = { ...hall.person('office-1'), consoleId: 'x' };
		expect(await takeControl(hall.desk, office, { consoleId: 'x', over: true })).toMatchObject({
			code: 'forbidden'
		});
	});

	test('is one of ten that reach for it at once', async () => {
		await hall.database.sql`update desk.meeting set console_id = null, console_by = null`;
		const ids = Array.from({ length: 10 }, (_, i) => `tab-${i}`);
		const answers = await Promise.all(
			ids.map((consoleId) => takeControl(hall.desk, at(consoleId), { consoleId, over: false }))
		);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		const back = await takeControl(hall.desk, at(CONSOLE), { consoleId: CONSOLE, over: true });
		expect(back.ok).toBe(true);
	});
});

describe('two people clicking at once', () => {
	const input = () => ({ roundId: hall.roundId });
	const codes = (answers: ({ ok: true } | { ok: false; code: string })[]) =>
		answers.map((answer) => (answer.ok ? 'ok' : answer.code)).sort();

	test('leave a line for the first half of the act, and one where it is taken back', async () => {
		expect(await openRound(hall.desk, at(CONSOLE), input())).toMatchObject({ value: { pending: true } });
		expect(await withdrawAct(hall.desk, at(CONSOLE), input())).toMatchObject({ ok: true });
		expect(await audited('open-requested')).toEqual([{ actor: 'chair', detail: { round: 1 } }]);
		expect(await audited('act-withdrawn')).toEqual([
			{ actor: 'chair', detail: { round: 1, withdrawn: 'open' } }
		]);
	});

	test('do not open on a roll that has changed since they looked', async () => {
		const { rollVersion } = await view();
		await leaveEarly(hall.desk, hall.person('office-1'), { delegateNumber: 12 });
		const old = { ...input(), rollVersion };
		const refused = { ok: false, code: 'roll-changed', detail: { present: 11 } };
		expect(await openRound(hall.desk, at(CONSOLE), old)).toMatchObject(refused);
		const now = { ...input(), rollVersion: (await view()).rollVersion };
		expect(await openRound(hall.desk, at(CONSOLE), now)).toMatchObject({ value: { pending: true } });
		expect(await openRound(hall.desk, hall.person('chief'), old)).toMatchObject(refused);
	});

	test('open once: one opens, the others hear that the state has changed', async () => {
		await openRound(hall.desk, at(CONSOLE), input());
		const answers = await Promise.all(
			['chief', 'scrutineer'].map((name) => openRound(hall.desk, hall.person(name), input()))
		);
		expect(codes(answers)).toEqual(['ok', 'wrong-state']);
		expect(await audited('round-opened')).toHaveLength(1);
	});

	test('pause once, and resume once', async () => {
		const both = (act: typeof pauseRound) =>
			Promise.all([act(hall.desk, at(CONSOLE), input()), act(hall.desk, at(CONSOLE), input())]);
		expect(codes(await both(pauseRound))).toEqual(['ok', 'wrong-state']);
		expect(codes(await both(resumeRound))).toEqual(['ok', 'wrong-state']);
		expect(await audited('round-paused')).toHaveLength(1);
	});

	test('see nobody’s choice before the close, whoever looks', async () => {
		const tickets = await hall.draw(hall.voters[0]!);
		const { body } = hall.fill(hall.voters[0]!, tickets, fiveApprovals);
		await expect.poll(async () => (await hall.cast(body)).status, { timeout: 20_000 }).toBe(200);
		const { tally, result, turnout } = await view();
		expect(turnout.cast).toBe(1);
		expect(result).toBeNull();
		expect(tally?.candidates ?? null).toBeNull();
	});

	test('close once, and an act beside a take-over is whole or refused', async () => {
		const [closed, taken, again] = await Promise.all([
			closeRound(hall.desk, at(CONSOLE), input()),
			takeControl(hall.desk, at('second'), { consoleId: 'second', over: true }),
			closeRound(hall.desk, at(CONSOLE), input())
		]);
		expect(taken.ok).toBe(true);
		const answers = codes([closed, again]);
		expect([
			'ok,wrong-state',
			'console-not-in-control,ok',
			'console-not-in-control,console-not-in-control'
		]).toContain(answers.join());
		expect(await audited('round-closing')).toHaveLength(answers.includes('ok') ? 1 : 0);
	});
});

describe('主持词', () => {
	const save = (text: string) => saveScriptLine(hall.desk, hall.person('chair'), { step: 'open', text });
	const lines = () => scriptLines(hall.desk, hall.congressId, hall.credentials.meetingId);

	test('is worded for this meeting, and an empty text brings the default back', async () => {
		expect((await save('现在开始，实到 {实到} 人。')).ok).toBe(true);
		expect((await save('现在开始投票。')).ok).toBe(true);
		expect(await lines()).toEqual({ open: '现在开始投票。' });
		expect((await save('  ')).ok).toBe(true);
		expect(await lines()).toEqual({});
	});

	test('with a figure that there is not is refused by its name and changes nothing', async () => {
		expect(await save('到会 {到会} 人')).toMatchObject({
			code: 'unknown-placeholder',
			detail: { name: '{到会}' }
		});
		expect(await lines()).toEqual({});
	});
});
