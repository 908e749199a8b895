import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerRow } from '#lib/i18n/zh-CN/follow-ledger.ts';
import { lightWords } from '#lib/i18n/zh-CN/lights.ts';
import { acceptance, reminder, standing } from '#lib/server/db/tracker-schema.ts';
import { ledgerSheet } from '#lib/server/papers/ledger-table.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { lightMonths } from '#lib/server/queries/light-months.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { readReminders } from '#lib/server/tracker/read-reminders.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { writeReminders } from '#lib/server/tracker/write-reminders.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** What a list counts is what it shows. */

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
	await handedOver(town);
	await town.read((tx) => refreshStanding(tx, null, noon('2026-03-10')));
});
afterEach(() => town.leave());

test('a unit’s lights of the months are those of its own projects, as the counts above them', async () => {
	const sums = async (who: 'water' | 'roads' | 'supervision') => {
		const months = await lightMonths(town.desk, town.person(who), 2026, '2026-03-10');
		return Object.values(months.at(-1)?.lights ?? {}).reduce((sum, n) => sum + n, 0);
	};
	expect([await sums('supervision'), await sums('water'), await sums('roads')]).toEqual([2, 1, 1]);
});

/** What the database lets nobody do beside the acts that belong to it. */
async function asIfDone(write: (sql: postgres.TransactionSql) => Promise<unknown>) {
	const root = postgres(town.database.superuserUrl, { max: 1 });
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await write(sql);
	});
	await root.end();
}

/** The second project is the congress's to replace; its money and its last light stay in the tables. */
const replaceRoads = () =>
	asIfDone(
		(sql) =>
			sql`update tracker.project set replaced_at = ${noon('2026-06-01')} where id = ${town.projects[1]!.id}`
	);

test('beside a new year stands what the years before have left open, for whom it is', async () => {
	const [first, second] = town.projects;
	await asIfDone((sql) => sql`update tracker.project set year = 2027 where id = ${second!.id}`);
	const earlier = async (who: 'water' | 'roads' | 'supervision', query = '') =>
		(await followPage(town.desk, town.person(who), followFilter(new URLSearchParams(query)))).earlier;
	expect(await earlier('supervision')).toEqual([{ year: 2026, open: 1 }]);
	expect(await earlier('supervision', 'year=2027&unit=镇村镇建设办')).toEqual([{ year: 2026, open: 1 }]);
	expect(await earlier('supervision', 'year=2026')).toEqual([]);
	expect(await earlier('roads')).toEqual([]);
	await asIfDone((sql) => sql`update tracker.project set replaced_at = now() where id = ${first!.id}`);
	expect(await earlier('supervision')).toEqual([]);
	await asIfDone((sql) => sql`update tracker.project set replaced_at = null where id = ${first!.id}`);
	const sheet = { acceptedOn: '2026-11-26', people: '验收组', text: '合格', finalFen: null };
	for (const [version, conclusion, open] of [
		[1, 'rectify', 1],
		[2, 'pass', 0]
	] as const) {
		await town.read((tx) =>
			tx.insert(acceptance).values({
				...{ ...sheet, version, conclusion, congressId: town.congressId, projectId: first!.id },
				...{ state: 'approved', submittedAt: noon('2026-11-26'), submittedBy: '镇水务站' }
			})
		);
		expect(await earlier('supervision')).toEqual(open ? [{ year: 2026, open }] : []);
	}
});

test('a replaced project counts among the lights of the months before it was replaced', async () => {
	const sums = async () =>
		(await lightMonths(town.desk, town.person('supervision'), 2026, '2026-07-10')).map(
			({ month, lights }) => [month, Object.values(lights).reduce((sum, n) => sum + n, 0)]
		);
	const all = (counts: number[]) => counts.map((n, i) => [`2026-0${i + 2}`, n]);
	expect(await sums()).toEqual(all([1, 2, 2, 2, 2, 2]));
	await replaceRoads();
	expect(await sums()).toEqual(all([1, 2, 2, 2, 1, 1]));
});

test('the money of a list is that of all its pages, without what was replaced', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02');
	const page = (query = '') =>
		followPage(town.desk, town.person('supervision'), followFilter(new URLSearchParams(query)), 'weight', 1);
	const both = await page();
	expect(both.rows).toHaveLength(1);
	expect(both.money).toEqual({ totalFen: 710_000_000, arrivedFen: 100_000_000, paidFen: 60_000_000 });
	expect((await page('unit=镇村镇建设办')).money.totalFen).toBe(230_000_000);
	await replaceRoads();
	const after = await page('page=2');
	expect(after.total).toBe(2);
	expect(after.money.totalFen).toBe(480_000_000);
});

test('the ledger says 已更换 of what was replaced, and no light of today', async () => {
	await replaceRoads();
	await town.read((tx) =>
		tx.update(standing).set({ light: 'red' }).where(eq(standing.projectId, town.projects[1]!.id))
	);
	const ledger = await ledgerOfYear(town.desk, town.person('supervision'), 2026);
	const row = ledger.rows.find(({ id }) => id === town.projects[1]!.id)!;
	expect(row).toMatchObject({ replaced: true, inOrder: null, remark: '' });
	const cells = ledgerRow(row);
	expect(cells.filter((cell) => cell === '已更换')).toHaveLength(2);
	expect(cells).not.toContain(lightWords.red.word);
});

test('the ledger says of each month without an approved report how it stands', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02');
	await reportedMonth(town, '2026-04', '2026-05-06', { percent: '8' });
	const [river, road] = town.projects.map(({ id }) => id);
	const cells = async () => {
		const on = noon('2026-05-20');
		const ledger = await ledgerOfYear(town.desk, town.person('supervision'), 2026, on);
		expect(ledger.months).toEqual(['2026-03', '2026-04']);
		const { rows } = ledgerSheet(ledger, '涌山镇', '2026-05-20');
		expect(rows.map((row) => row.slice(6, 8))).toEqual(ledger.rows.map(({ reported }) => reported));
		return ledger.rows.find(({ id }) => id === road)!.reported;
	};
	// Without a plan nothing of a report can be written.
	expect(await cells()).toEqual(['—', '—']);
	// The second project has the plan and the reports of the first.
	await asIfDone(async (sql) => {
		await sql`update tracker.project set starts_on = '2026-03-01' where id = ${road!}`;
		await sql`insert into tracker.plan select (jsonb_populate_record(l, jsonb_build_object('project_id', ${road!}::text))).*
			from tracker.plan l where l.project_id = ${river!}`;
	});
	expect(await cells()).toEqual(['未填报', '未填报']);
	const submit = (month: string) =>
		submitReport(
			town.desk,
			town.person('roads'),
			{ projectId: road!, month, revision: 0, draft: reportDraft() },
			noon('2026-05-05')
		);
	for (const month of ['2026-03', '2026-04'])
		expect(await submit(month)).toMatchObject({ value: { version: 1 } });
	expect(await cells()).toEqual(['已报送，待审定', '已报送，待审定']);
	const back = {
		projectId: road!,
		month: '2026-04',
		version: 1,
		verdict: 'return' as const,
		reason: '请核对'
	};
	await decideReport(town.desk, town.person('supervision'), back, noon('2026-05-10'));
	expect(await cells()).toEqual(['已报送，待审定', '已退回']);
	await asIfDone((sql) => sql`update tracker.project set starts_on = '2026-04-01' where id = ${road!}`);
	expect(await cells()).toEqual(['—', '已退回']);
	// Accepted it owes nothing any more; what waits is decided on all the same.
	await asIfDone((sql) => sql`update tracker.project set starts_on = '2026-03-01' where id = ${road!}`);
	await town.read((tx) =>
		tx.insert(acceptance).values({
			...{ congressId: town.congressId, projectId: road!, version: 1, conclusion: 'pass', state: 'approved' },
			...{ acceptedOn: '2026-05-15', people: '验收组', text: '合格', finalFen: null },
			...{ submittedAt: noon('2026-05-15'), submittedBy: '镇村镇建设办' }
		})
	);
	expect(await cells()).toEqual(['已报送，待审定', '—']);
	await replaceRoads();
	expect(await cells()).toEqual(['—', '—']);
});

test('the inbox is paged, unread messages first, and 全部标为已阅 reaches those of every page', async () => {
	const [water, roads] = [town.person('water'), town.person('roads')];
	const write = (from: number, to: number, unit: string) => {
		const { id: projectId } = town.projects.find((one) => one.unit === unit)!;
		return town.read((tx) =>
			tx.insert(reminder).values(
				Array.from({ length: to - from }, (_, i) => ({
					...{ congressId: town.congressId, projectId, subjectId: projectId },
					...{
						kind: `report 2026-04 ${from + i}`,
						stage: 1,
						text: `消息${from + i}`,
						dueOn: '2026-04-05',
						unit
					},
					...{ escalated: false, at: new Date(noon('2026-04-06').getTime() + (from + i) * 60_000) }
				}))
			)
		);
	};
	await write(0, 35, '镇水务站');
	await write(100, 103, '镇村镇建设办');
	const seen = noon('2026-04-06').getTime() + 34 * 60_000;
	await write(35, 36, '镇水务站');
	const first = await inboxOf(town.desk, water);
	// With the line that its plan was approved.
	expect(first).toMatchObject({ unread: 37, total: 37, filter: { page: 1 } });
	expect(first.rows).toHaveLength(30);
	expect((await inboxOf(town.desk, water, 2)).rows.map(({ text }) => text)).toContain('消息0');

	expect(await readReminders(town.desk, water, { upTo: new Date(seen) })).toMatchObject({
		value: { read: 36 }
	});
	const after = await inboxOf(town.desk, water);
	expect(after.unread).toBe(1);
	expect(after.rows[0]).toMatchObject({ text: '消息35', read: false });
	expect((await inboxOf(town.desk, roads)).unread).toBe(3);
	await write(-1, 0, '镇水务站');
	expect((await inboxOf(town.desk, water)).rows.slice(0, 2).map(({ text }) => text)).toEqual([
		'消息35',
		'消息-1'
	]);
});

test('the chair’s list holds the changes that the chair can decide, and nothing that hides them', async () => {
	const projectId = town.projects[0]!.id;
	const water = town.person('water');
	const handed = await submitReport(
		town.desk,
		water,
		{ projectId, month: '2026-03', revision: 0, draft: reportDraft() },
		noon('2026-04-02')
	);
	expect(handed.ok).toBe(true);
	const reason = '汛期连续降雨，工期顺延一个月';
	for (const change of [
		{ kind: 'date', after: { endsOn: '2026-12-30' } },
		{ kind: 'content', after: { place: '锦溪村上游' } }
	] as const)
		expect(
			await askChange(town.desk, water, { projectId, ...change, reason }, noon('2026-04-03'))
		).toMatchObject({
			ok: true
		});
	const kinds = async (who: 'chair' | 'supervision' | 'office') =>
		(await reviewsFor(town.desk, town.person(who))).map(({ kind }) => kind).sort();
	expect(await kinds('chair')).toEqual(['change', 'change']);
	expect(await kinds('supervision')).toEqual(['assignment', 'report']);
	expect(await kinds('office')).toEqual(['assignment', 'change', 'change', 'report']);
});

test('a talk without a term is on the unit’s list until it is answered, and on the office’s until it is closed', async () => {
	const [office, water] = [town.person('supervision'), town.person('water')];
	const projectId = town.projects[0]!.id;
	const issued = await issueSupervision(
		town.desk,
		office,
		{
			...{ projectId, kind: 'talk', reference: '谈1号', heldOn: '2026-07-01', text: '请加快进度' },
			...{ people: '张三', dueOn: null }
		},
		noon('2026-07-01')
	);
	if (!issued.ok) throw new Error(issued.code);
	const { id } = issued.value;
	const unitHas = async () =>
		(await todoOf(town.desk, water, '2026-03-10')).filter(({ about }) => about === '谈1号');
	const officeHas = async () =>
		(await reviewsFor(town.desk, office)).filter(({ about }) => about === '谈1号');
	expect(await unitHas()).toMatchObject([{ kind: 'talk', dueOn: null, href: `/tracker/${projectId}/acts` }]);
	expect(await officeHas()).toMatchObject([
		{ kind: 'act-open', act: 'talk', since: noon('2026-07-01').toISOString() }
	]);
	for (const number of [1, 2])
		await replySupervision(
			town.desk,
			water,
			{ projectId, id, number, text: '已增加班组' },
			noon(`2026-07-0${number + 2}`)
		);
	expect(await unitHas()).toEqual([]);
	expect(await officeHas()).toMatchObject([
		{ kind: 'reply', act: 'talk', since: noon('2026-07-04').toISOString() }
	]);
	const settled = await settleSupervision(
		town.desk,
		office,
		{ projectId, id, over: 'replied-2', verdict: 'closed', words: '同意', dueOn: null },
		noon('2026-07-05')
	);
	expect(settled.ok).toBe(true);
	expect(await officeHas()).toEqual([]);
});

test('a reply that went back is reminded of by its new term, and a talk is called a talk', async () => {
	const [office, water] = [town.person('supervision'), town.person('water')];
	const projectId = town.projects[0]!.id;
	const sheet = { projectId, heldOn: '2026-07-01', text: '请说明', people: '' };
	const issue = async (kind: 'notice' | 'talk', reference: string, dueOn: string | null) => {
		const issued = await issueSupervision(
			town.desk,
			office,
			{ ...sheet, kind, reference, dueOn },
			noon('2026-07-01')
		);
		if (!issued.ok) throw new Error(issued.code);
		return issued.value.id;
	};
	const id = await issue('notice', '督1号', '2026-07-15');
	await issue('talk', '谈2号', '2026-07-15');
	await issue('talk', '谈3号', null);
	const texts = async () =>
		(await town.read((tx) => tx.select().from(reminder)))
			.filter(({ text, unit }) => /[督谈]\d号/.test(text) && unit)
			.map(({ text }) => text)
			.sort();
	await town.read((tx) => writeReminders(tx, town.congressId, noon('2026-07-14')));
	expect(await texts()).toEqual([
		'督办通知 督1号 的答复将于 2026年7月15日 到期，请按时办理。',
		'约谈 谈2号 的答复将于 2026年7月15日 到期，请按时办理。'
	]);
	await replySupervision(town.desk, water, { projectId, id, number: 1, text: '因降雨' }, noon('2026-07-14'));
	const settled = await settleSupervision(
		town.desk,
		office,
		{ projectId, id, over: 'replied-1', verdict: 'open', words: '还差时限', dueOn: '2026-07-29' },
		noon('2026-07-14')
	);
	expect(settled.ok).toBe(true);
	await town.read((tx) => writeReminders(tx, town.congressId, noon('2026-07-28')));
	expect(await texts()).toContain('督办通知 督1号 的答复将于 2026年7月29日 到期，请按时办理。');
});
