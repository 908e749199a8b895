import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { type Tx } from '#lib/server/db/client.ts';
import { changeRequest, measure, plan, report } from '#lib/server/db/tracker-schema.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { refusedBy } from '../support/refused-by.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';

/** What the database itself keeps of the follow-up, whatever a command forgets. */

let town: TrackedTown;

beforeAll(async () => {
	town = await trackedTown();
});
afterAll(() => town.leave());

const refused = (command: (tx: Tx) => Promise<unknown>) => refusedBy(town.read, command);

const measured = (changed: Partial<typeof measure.$inferInsert> = {}) => ({
	congressId: town.congressId,
	projectId: town.projects[0]!.id,
	asOf: '2026-05-31',
	percent: 40,
	plannedFen: 100,
	arrivedFen: 80,
	paidFen: 60,
	at: noon('2026-06-02'),
	by: '水务站',
	...changed
});

test('progress does not fall and nobody pays what has not arrived, without a word about it', async () => {
	await town.read((tx) => tx.insert(measure).values(measured()));
	const later = { asOf: '2026-06-30', at: noon('2026-07-02') };
	const insert = (changed: object) =>
		refused((tx) => tx.insert(measure).values(measured({ ...later, ...changed })));
	expect(await insert({ percent: 39 })).toBe('progress_never_falls');
	expect(await insert({ arrivedFen: 79 })).toBe('progress_never_falls');
	expect(await insert({ paidFen: 81 })).toBe('paid_within_arrived');
	expect(await insert({ percent: 101 })).toBe('measure_percent');
	expect(await insert({ percent: 39, correction: '上月误报' })).toBeNull();
});

test('measures, versions and history are never changed nor deleted', async () => {
	for (const table of [
		'measure',
		'plan_version',
		'report_version',
		'history',
		'light_change',
		'visit',
		'visit_rating'
	]) {
		expect(await refused((tx) => tx.execute(sql.raw(`delete from tracker.${table}`)))).toMatch(
			'permission denied'
		);
		expect(
			await refused((tx) => tx.execute(sql.raw(`update tracker.${table} set congress_id = congress_id`)))
		).toMatch('permission denied');
	}
	expect(await refused((tx) => tx.execute(sql`delete from tracker.project`))).toMatch('permission denied');
});

test('what was voted on changes by an approved change alone', async () => {
	const [first, second] = town.projects;
	const move = (changeId: string | null) =>
		refused((tx) =>
			tx.execute(
				sql`update tracker.project set ends_on = '2027-01-31', change_id = ${changeId} where id = ${first!.id}`
			)
		);
	const change = async (projectId: string, state: 'asked' | 'approved') => {
		const [row] = await town.read((tx) =>
			tx
				.insert(changeRequest)
				.values({
					congressId: town.congressId,
					projectId,
					kind: 'date',
					before: { endsOn: '2026-12-20' },
					after: { endsOn: '2027-01-31' },
					reason: '汛期连续降雨，工期顺延',
					authority: 'presidium',
					state,
					askedAt: noon('2026-07-01'),
					askedBy: '水务站',
					...(state === 'approved'
						? { decision: '主席团第3号', decidedOn: '2026-07-05', decidedBy: '主席' }
						: {})
				})
				.returning({ id: changeRequest.id })
		);
		return row!.id;
	};
	expect(await move(null)).toBe('vote_stands');
	expect(await move(await change(first!.id, 'asked'))).toBe('vote_stands');
	expect(await move(await change(second!.id, 'approved'))).toBe('vote_stands');
	expect(await move(await change(first!.id, 'approved'))).toBeNull();
	expect(
		await refused((tx) =>
			tx.execute(sql`update tracker.project set replaced_at = now() where id = ${first!.id}`)
		)
	).toBe('vote_stands');
});

test('a change is approved with its decision only, and a replacement is the congress’s', async () => {
	const values = {
		congressId: town.congressId,
		projectId: town.projects[0]!.id,
		before: {},
		after: {},
		reason: '因规划调整无法实施',
		askedAt: noon('2026-07-01'),
		askedBy: '水务站'
	};
	const insert = (changed: object) =>
		refused((tx) => tx.insert(changeRequest).values({ ...values, ...changed } as never));
	expect(await insert({ kind: 'date', authority: 'presidium', state: 'approved' })).toBe(
		'change_needs_decision'
	);
	expect(await insert({ kind: 'replace', authority: 'presidium', state: 'asked' })).toBe(
		'replacing_needs_congress'
	);
	expect(await insert({ kind: 'date', authority: 'presidium', state: 'asked', reason: '' })).toBe(
		'change_has_reason'
	);
});

test('a submitted report is locked, and an approved one stays approved', async () => {
	const [row] = await town.read((tx) =>
		tx
			.insert(report)
			.values({
				congressId: town.congressId,
				projectId: town.projects[0]!.id,
				month: '2026-05',
				dueOn: '2026-06-05',
				draft: { done: '…' },
				savedAt: noon('2026-06-02'),
				savedBy: '水务站'
			})
			.returning()
	);
	const set = (text: string) =>
		refused((tx) => tx.execute(sql.raw(`update tracker.report set ${text} where id = '${row!.id}'`)));
	expect(await set(`state = 'approved'`)).toBe('paper_moves_one_way');
	expect(await set(`state = 'submitted'`)).toBeNull();
	expect(await set(`draft = '{}'`)).toBe('submitted_is_locked');
	expect(await set(`state = 'returned'`)).toBe('report_return_has_reason');
	expect(await set(`state = 'approved'`)).toBeNull();
	expect(await set(`state = 'draft'`)).toBe('paper_moves_one_way');
	expect(await refused((tx) => tx.insert(report).values({ ...row!, id: undefined }))).toBe('report_of_month');
});

test('one town does not see the other’s follow-up, nor write into it', async () => {
	const other = await insertTown(town.desk, '塔前镇', '-2');
	await town.read((tx) => refreshStanding(tx, null, noon('2026-06-10')));
	for (const table of ['project', 'standing', 'measure', 'light_change']) {
		const seen = await town.read((tx) =>
			tx.execute<{ congress_id: string }>(sql.raw(`select distinct congress_id from tracker.${table}`))
		);
		expect(
			seen.map((row) => row.congress_id),
			table
		).toEqual([town.congressId]);
	}
	expect(
		await refused((tx) =>
			tx.insert(plan).values({
				congressId: other.congressId,
				projectId: other.projects[0]!.id,
				draft: {},
				dueOn: '2026-03-10',
				savedAt: noon('2026-03-01'),
				savedBy: 'x'
			})
		)
	).toMatch('row-level security');
	expect(
		await refused((tx) =>
			tx.insert(measure).values(measured({ projectId: other.projects[0]!.id, percent: 50 }))
		)
	).toBe('measure_of_project');
});

test('the public record shows projects of every congress and no draft, contact or person', async () => {
	const [project] = await town.desk.execute<Record<string, unknown>>(
		sql`select * from record.project where id = ${town.projects[0]!.id}`
	);
	expect(project).toMatchObject({ light: 'grey', percent: 39, year: 2026 });
	const columns = await town.database.sql<{ table_name: string; column_name: string }[]>`
		select table_name, column_name from information_schema.columns where table_schema = 'record'`;
	const personal = columns.filter(({ column_name }) =>
		/contact|draft|delegate|sender|password|(^|_)by$|phone/.test(column_name)
	);
	expect(personal).toEqual([]);
	expect(await town.desk.execute(sql`select * from record.report`)).toEqual([]);
});
