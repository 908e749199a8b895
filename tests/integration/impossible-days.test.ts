import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { milestone, report, supervisionAct } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { actions as actsPage } from '../../src/routes/tracker/[projectId]/acts/+page.server.ts';
import { load as reportPage } from '../../src/routes/tracker/[projectId]/reports/[month]/+page.server.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver, reportDraft } from '../support/tracker-steps.ts';

/** Days beyond what a calendar counts on from, centuries past, and what is no id: refused, and harmless where they stand. */

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

/** A day that the database has always taken, past the guards of the acts. */
async function ofOldBuild(query: string): Promise<void> {
	const root = postgres(town.database.superuserUrl, { max: 1 });
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql.unsafe(query);
	});
	await root.end();
}

/** A page's action as its form sends it. */
async function sent(action: unknown, actor: StaffActor, projectId: string, fields: Record<string, string>) {
	const body = new FormData();
	for (const [name, text] of Object.entries(fields)) body.set(name, text);
	const request = new Request('http://localhost/', { method: 'POST', body });
	const event = { request, locals: { desk: town.desk, actor }, params: { projectId } };
	return (action as (event: unknown) => Promise<unknown>)(event);
}

test.each([
	['heldOn', '0000-01-01', '请填写日期（2000 年至 2199 年）。'],
	['dueOn', '9999-12-31', '答复期限不正确，没有办理。请按年-月-日填写（2000 年至 2199 年）。']
])('督办通知: %s of %s is refused in words', async (field, day, message) => {
	const projectId = await handedOver(town);
	const notice = {
		kind: 'notice',
		reference: '督〔2026〕1号',
		heldOn: '2026-03-02',
		text: '请答复',
		people: ''
	};
	const fields = { ...notice, dueOn: '2026-12-31', [field]: day };
	expect(await sent(actsPage.issue, town.person('supervision'), projectId, fields)).toMatchObject({
		status: 400,
		data: { message }
	});
	expect(await town.read((tx) => tx.select().from(supervisionAct))).toEqual([]);
});

test('the night and the pages outlive terms at the end of the calendar that an older build has taken', async () => {
	const projectId = await handedOver(town);
	const { desk, congressId } = town;
	await town.read(async (tx) => {
		await tx.insert(supervisionAct).values({
			...{ congressId, projectId, kind: 'notice', reference: '督〔2026〕1号', heldOn: '2026-03-02' },
			...{
				text: '请答复',
				people: '',
				dueOn: '9999-12-31',
				state: 'open',
				at: noon('2026-03-02'),
				by: '人大办'
			}
		});
		await tx.update(milestone).set({ plannedOn: '9999-12-31' }).where(eq(milestone.stage, 'acceptance'));
	});
	await ofOldBuild("update tracker.project set ends_on = '9999-12-31'");
	const water = town.person('water');
	expect((await nightOf(desk, congressId, noon('2026-04-08'))).reminders).toBeGreaterThan(0);
	const texts = (await inboxOf(desk, water)).rows.map(({ text }) => text);
	expect(texts.filter((text) => text.includes('9999'))).toEqual([]);
	const calendar = await makeCalendar(desk, water, noon('2026-04-08'));
	if (!calendar.ok) throw new Error(calendar.code);
	expect((await unitTerms(desk, calendar.value.token, noon('2026-04-08')))!.terms).not.toEqual([]);
	expect(await followedProject(desk, congressId, projectId, noon('2026-04-08'))).not.toBeNull();
});

test('a start of the first century is nobody’s thousand reports', async () => {
	await handedOver(town);
	await ofOldBuild('update tracker.project set starts_on = null');
	await ofOldBuild("update tracker.assignment set starts_on = '0026-03-01'");
	const { desk, congressId } = town;
	await nightOf(desk, congressId, noon('2026-04-08'));
	const [sums] = await town.read((tx) =>
		tx.execute<{ n: number; first: string }>(sql`select count(distinct split_part(kind, ' ', 2))::int as n,
			min(split_part(kind, ' ', 2)) as first from tracker.reminder where kind like 'report %'`)
	);
	expect(sums).toEqual({ n: 315, first: '2000-01' });
});

test('where no first day was voted on, the 交办单 begins at most three years ahead of the project’s', async () => {
	const projectId = town.projects[0]!.id;
	await ofOldBuild('update tracker.project set starts_on = null');
	const issue = (startsOn: string) =>
		issueAssignment(
			town.desk,
			town.person('supervision'),
			{
				...{ projectId, reference: '涌人办〔2026〕1号', unit: '镇水务站', leader: '张三', contact: '' },
				...{ cooperating: [], target: '', startsOn, endsOn: '2026-12-20', requirement: '' }
			},
			noon('2026-02-15')
		);
	expect(await issue('2022-12-31')).toMatchObject({
		code: 'before-project-year',
		detail: { earliest: '2023-01-01' }
	});
	expect(await issue('2023-01-01')).toMatchObject({ ok: true });
	// A sheet that stands from an older build keeps its day, and moves to no other such day.
	await ofOldBuild("update tracker.assignment set starts_on = '2020-03-01'");
	expect(await issue('2020-03-01')).toMatchObject({ ok: true });
	expect(await issue('2021-04-01')).toMatchObject({ code: 'before-project-year' });
});

test('a plan prepared in another century, and a change to such a day, are told before anybody decides', async () => {
	const projectId = town.projects[0]!.id;
	const { desk } = town;
	const water = town.person('water');
	const sheet = { projectId, reference: '涌人办〔2026〕1号', unit: '镇水务站', leader: '张三', contact: '' };
	const term = { cooperating: [], target: '', startsOn: '2026-03-01', endsOn: '2026-12-20', requirement: '' };
	const on = noon('2026-02-15');
	await issueAssignment(desk, town.person('supervision'), { ...sheet, ...term }, on);
	let revision = 0;
	const hand = (preparedOn: string) => {
		const draft = { ...goodPlan, 'preparation-name': '立项', 'preparation-on': preparedOn };
		return submitPlan(desk, water, { projectId, revision: revision++, draft }, noon('2026-02-20'));
	};
	expect(await hand('0000-01-01')).toMatchObject({
		value: { faults: [{ field: 'preparation-on', code: 'bad-date' }] }
	});
	expect(await hand('2022-12-31')).toMatchObject({
		value: { faults: [{ code: 'milestone-too-early', about: '立项' }] }
	});
	expect(await hand('2025-06-01')).toMatchObject({ value: { version: 1 } });
	const asked = await askChange(desk, water, {
		...{ projectId, kind: 'date', after: { startsOn: '2001-01-01' } },
		reason: '施工图审查提前，须提前开工'
	});
	expect(asked).toMatchObject({ code: 'change-too-early' });
});

test('a request for such a day that an older build has taken is refused in words, and can be turned down', async () => {
	const projectId = await handedOver(town);
	const { desk } = town;
	const asked = await askChange(
		desk,
		town.person('water'),
		{
			...{ projectId, kind: 'date', after: { endsOn: '9999-12-31' } },
			reason: '施工图审查延后，须顺延两个月'
		},
		noon('2026-03-05')
	);
	if (!asked.ok) throw new Error(asked.code);
	const decide = (verdict: 'approved' | 'refused') =>
		decideChange(
			desk,
			town.person('chair'),
			{
				...{ projectId, id: asked.value.id, verdict, by: 'presidium', reference: '涌人主〔2026〕3号' },
				...{ decidedOn: '2026-03-06', note: '' }
			},
			noon('2026-03-06')
		);
	expect(await decide('approved')).toMatchObject({ code: 'change-day', detail: { day: '9999-12-31' } });
	await ofOldBuild(`update tracker.change_request set after = '{"startsOn":"2006-03-01"}'`);
	expect(await decide('approved')).toMatchObject({ code: 'change-day', detail: { day: '2006-03-01' } });
	expect(await decide('refused')).toMatchObject({ ok: true });
});

test('a draft that names what is no milestone is saved, and told when it is handed in', async () => {
	const projectId = await handedOver(town);
	const { desk } = town;
	const water = town.person('water');
	const draft = reportDraft({ 'reached-foo': '2026-03-20' });
	const month = { projectId, month: '2026-03' };
	expect(await saveReport(desk, water, { ...month, revision: 0, draft }, noon('2026-04-02'))).toMatchObject({
		value: { revision: 1 }
	});
	expect(await submitReport(desk, water, { ...month, revision: 1, draft }, noon('2026-04-02'))).toMatchObject(
		{
			value: { faults: [{ field: 'reached-foo', code: 'unknown-milestone' }] }
		}
	);
	const [kept] = await town.read((tx) => tx.select().from(report));
	expect(kept).toMatchObject({ state: 'draft', draft: { 'reached-foo': '2026-03-20' } });
	expect(await reportView(desk, town.congressId, projectId, '2026-03', noon('2026-04-02'))).toMatchObject({
		state: 'draft'
	});
});

test.each([
	['9999-12', 404],
	['2026-13', 404],
	['2026-05', 404],
	['2026-04', null]
])('the page of the month %s on 8 April 2026: %s', async (month, status) => {
	const projectId = await handedOver(town);
	const { desk } = town;
	const parent = () =>
		Promise.resolve({ project: { row: { id: projectId } }, own: true, today: '2026-04-08' });
	const event = { locals: { desk, actor: town.person('water') }, params: { projectId, month }, parent };
	const page = (async () => reportPage(event as never))();
	if (status) await expect(page).rejects.toMatchObject({ status });
	else expect(await page).toMatchObject({ report: { month } });
});
