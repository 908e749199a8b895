import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { candidate } from '#lib/server/db/schema.ts';
import { congressAudit } from '#lib/server/db/setup-schema.ts';
import { reserve } from '#lib/server/db/tracker-schema.ts';
import { reserveSheet } from '#lib/server/papers/reserve-table.ts';
import { reservePage } from '#lib/server/queries/reserve-page.ts';
import { startPoll } from '#lib/server/desk/start-poll.ts';
import { meetingsView } from '#lib/server/queries/meetings-view.ts';
import { dropReserve } from '#lib/server/tracker/drop-reserve.ts';
import { reserveFilter } from '#lib/wire/tracker.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { withReserve } from '../support/with-reserve.ts';

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

const listed = (query = '', pageSize = 50) =>
	reservePage(town.desk, town.person('supervision'), reserveFilter(new URLSearchParams(query)), pageSize);
const drop = (id: string, reason = '与农村公路规划重复', who: 'office' | 'chair' | 'water' = 'office') =>
	dropReserve(town.desk, town.person(who), { id, reason }, noon('2026-05-01'));
const states = (ids: string[]) =>
	town.read(async (tx) => {
		const rows = await tx.select({ id: reserve.id, state: reserve.state }).from(reserve);
		return ids.map((id) => rows.find((row) => row.id === id)!.state);
	});

test('what was not chosen is listed by year and state, a page at a time, with the vote it comes from', async () => {
	await withReserve(town, town.desk, ['村级停车场', '老年食堂'], 2026);
	await withReserve(town, town.desk, ['村史馆'], 2025);
	const whole = await listed();
	expect(whole.rows.map(({ year, name, approve }) => [year, name, approve])).toEqual([
		[2026, '村级停车场', 30],
		[2026, '老年食堂', 29],
		[2025, '村史馆', 30]
	]);
	expect(whole.rows[0]).toMatchObject({
		meetingName: '第八届人民代表大会第十次会议',
		roundTitle: '民生实事项目票决',
		state: 'kept',
		totalFen: 120_000_000
	});
	expect(whole.years).toEqual([2026, 2025]);
	expect((await listed('year=2025')).rows.map(({ name }) => name)).toEqual(['村史馆']);
	expect((await listed('state=dropped')).rows).toEqual([]);
	expect((await listed('state=kept&year=2026')).total).toBe(2);
	const last = await listed('page=9', 2);
	expect(last.filter.page).toBe(2);
	expect(last.rows.map(({ name }) => name)).toEqual(['村史馆']);
});

test('the office gives one up for good, with a reason and a line in the chain', async () => {
	const [id] = await withReserve(town, town.desk, ['村级停车场'], 2026);
	expect(await drop(id!, '   ')).toEqual({ ok: false, code: 'reason-needed' });
	expect(await drop(id!, '重复', 'chair')).toEqual({ ok: false, code: 'forbidden' });
	expect(await drop(id!, '重复', 'water')).toEqual({ ok: false, code: 'forbidden' });
	expect(await states([id!])).toEqual(['kept']);

	const both = await Promise.all([drop(id!), drop(id!, '另一位的理由')]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(both).toContainEqual({ ok: false, code: 'reserve-dropped' });
	const [row] = (await listed('state=dropped')).rows;
	expect(['与农村公路规划重复', '另一位的理由']).toContain(row!.note);
	const lines = await town.read((tx) =>
		tx.select().from(congressAudit).where(eq(congressAudit.act, 'reserve-dropped'))
	);
	expect(lines.map(({ actor, detail }) => [actor, detail])).toEqual([
		['office', { reserve: id, year: 2026, number: 11 }]
	]);
});

test('one that was chosen later is not given up, and one of another congress is not found', async () => {
	const [id] = await withReserve(town, town.desk, ['村级停车场'], 2026);
	await town.read((tx) => tx.update(reserve).set({ state: 'chosen' }).where(eq(reserve.id, id!)));
	expect(await drop(id!)).toEqual({ ok: false, code: 'reserve-chosen' });

	const other = await insertTown(town.desk, '邻镇', '-b');
	const [theirs] = await withReserve(other, town.desk, ['邻镇停车场'], 2026);
	expect(await drop(theirs!)).toEqual({ ok: false, code: 'not-found' });
	expect((await listed()).rows.map(({ name }) => name)).toEqual(['村级停车场']);
});

test('what was given up goes on no ballot, and what stands on one is not given up', async () => {
	const [onBallot, dropped] = await withReserve(town, town.desk, ['村级停车场', '老年食堂'], 2026);
	expect(await drop(dropped!)).toMatchObject({ ok: true });
	const rows = await town.read((tx) => tx.select().from(reserve));
	const candidateOf = (id: string) => rows.find((row) => row.id === id)!.candidateId;
	const vote = (id: string) =>
		startPoll(town.desk, town.person('office'), {
			...{ meetingId: town.meetingId, title: '补充票决', seats: 1, candidates: [candidateOf(id)] }
		});
	const offered = (await meetingsView(town.desk, town.congressId)).nextPoll!.candidates;
	expect(offered.map(({ id }) => id)).not.toContain(candidateOf(dropped!));
	expect(await vote(dropped!)).toMatchObject({ code: 'candidate-given-up', detail: { name: '老年食堂' } });

	expect(await vote(onBallot!)).toMatchObject({ ok: true });
	expect(await drop(onBallot!)).toMatchObject({ code: 'reserve-on-ballot', detail: { name: '村级停车场' } });
	expect(await states([onBallot!, dropped!])).toEqual(['kept', 'dropped']);
});

test('the spreadsheet has the rows of the page, and a reason only where one was given up', async () => {
	const [kept, dropped] = await withReserve(town, town.desk, ['村级停车场', '老年食堂'], 2026);
	await drop(dropped!);
	const { rows } = reserveSheet(await listed(), '2026-03-01');
	expect(rows.map((row) => [row[4], row[6], row[8], row[9]])).toEqual([
		['村级停车场', 120, '储备中', ''],
		['老年食堂', 120, '已放弃', '与农村公路规划重复']
	]);
	expect(await states([kept!, dropped!])).toEqual(['kept', 'dropped']);
	expect(await town.read((tx) => tx.select().from(candidate))).toHaveLength(4);
});
