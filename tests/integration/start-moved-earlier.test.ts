import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReportState } from '#lib/domain/tracker/report.ts';
import { milestone, report, reminder, standing } from '#lib/server/db/tracker-schema.ts';
import { approvedPlan } from '#lib/server/queries/approved-plan.ts';
import { claimedDay } from '#lib/server/queries/claimed.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { termOf } from '#lib/server/queries/project-term.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { claimMilestone } from '#lib/server/tracker/claim-milestone.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { withdrawReport } from '#lib/server/tracker/withdraw-report.ts';
import { writeReminders } from '#lib/server/tracker/write-reminders.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** The vote says 1 March, the 交办单 said 1 May, and then a revised one or a decision says 1 March. */

let town: TrackedTown;
let projectId: string;
const ok = { ok: true };

const sheet = async (startsOn: string, day: string) => {
	const { unit, leader } = town.projects[0]!;
	const of = { projectId, reference: '涌人办〔2026〕1号', unit, leader, contact: '', cooperating: [] };
	const input = { ...of, target: '', requirement: '', startsOn, endsOn: '2026-12-20' };
	expect(await issueAssignment(town.desk, town.person('supervision'), input, noon(day))).toMatchObject(ok);
};

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
	await sheet('2026-05-01', '2026-02-15');
	const draft = { ...goodPlan, 'start-on': '2026-07-10', 'curve-0-on': '2026-05-01' };
	const [water, office] = [town.person('water'), town.person('supervision')];
	await submitPlan(town.desk, water, { projectId, revision: 0, draft }, noon('2026-02-20'));
	const verdict = { projectId, version: 1, verdict: 'approve' as const, reason: '' };
	expect(await decidePlan(town.desk, office, verdict, noon('2026-03-01'))).toMatchObject(ok);
});
afterEach(() => town.leave());

const standingOn = async (day: string) => {
	await town.read((tx) => refreshStanding(tx, [projectId], noon(day)));
	const [row] = await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId)));
	return row!;
};
const todoOn = async (day: string) =>
	(await todoOf(town.desk, town.person('water'), day))
		.filter(({ kind }) => kind.startsWith('report'))
		.map(({ about, dueOn }) => [about, dueOn]);
const remindedOn = async (day: string) => {
	await town.read((tx) => writeReminders(tx, town.congressId, noon(day)));
	const lines = await town.read((tx) => tx.select().from(reminder));
	return lines.filter(({ kind }) => kind.startsWith('report')).map(({ kind, stage }) => `${kind} ${stage}`);
};
const handIn = (month: string, percent: string, day: string, revision = 0) =>
	submitReport(
		town.desk,
		town.person('water'),
		{ projectId, month, revision, draft: reportDraft({ percent }) },
		noon(day)
	);

test('nothing is owed before the oldest month that was handed in, and the later ones go on from its figures', async () => {
	await reportedMonth(town, '2026-05', '2026-06-03', { percent: '20' });
	await sheet('2026-03-01', '2026-06-10');
	expect(await standingOn('2026-06-10')).toMatchObject({ light: 'green', lateReportDays: 0 });
	expect(await todoOn('2026-06-10')).toEqual([]);
	expect(await remindedOn('2026-06-25')).toEqual([]);
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft() };
	expect(await saveReport(town.desk, town.person('water'), typed, noon('2026-06-11'))).toMatchObject({
		code: 'wrong-month'
	});
	expect(await handIn('2026-06', '19', '2026-07-01')).toMatchObject({ value: { faults: ['progress-fell'] } });
	expect(await handIn('2026-06', '40', '2026-07-01', 1)).toMatchObject({ value: { version: 1 } });
	const verdict = { projectId, month: '2026-06', version: 1, verdict: 'approve' as const, reason: '' };
	const decided = await decideReport(town.desk, town.person('supervision'), verdict, noon('2026-07-02'));
	expect(decided).toMatchObject(ok);
	const ledger = await ledgerOfYear(town.desk, town.person('supervision'), 2026, noon('2026-07-02'));
	expect(ledger.rows.find(({ id }) => id === projectId)?.reported).toEqual(['完成进场准备', '完成进场准备']);
});

test('a month that waits from before stands in no way, and goes back', async () => {
	await sheet('2026-03-01', '2026-03-02');
	expect(await handIn('2026-03', '0', '2026-04-02')).toMatchObject({ value: { version: 1 } });
	await sheet('2026-05-01', '2026-04-03');
	await reportedMonth(town, '2026-05', '2026-06-03', { percent: '20' });
	await sheet('2026-03-01', '2026-06-10');
	expect(await handIn('2026-06', '19', '2026-07-01')).toMatchObject({ value: { faults: ['progress-fell'] } });
	const decide = (verdict: 'approve' | 'return') => {
		const march = { projectId, month: '2026-03', version: 1, verdict, reason: '不再需要' };
		return decideReport(town.desk, town.person('supervision'), march, noon('2026-07-02'));
	};
	expect(await decide('approve')).toMatchObject({ code: 'later-report-approved' });
	expect(await decide('return')).toMatchObject(ok);
	expect(await todoOn('2026-07-02')).toEqual([['2026-06', '2026-07-06']]);
});

test('where nothing was handed in the months are due five working days after the start moved', async () => {
	const made = await makeCalendar(town.desk, town.person('water'), noon('2026-05-20'));
	if (!made.ok) throw new Error(made.code);
	const calendar = async (day: string) =>
		(await unitTerms(town.desk, made.value.token, noon(day)))!.terms
			.filter(({ kind }) => kind === 'report')
			.map(({ about, due_on }) => [about, due_on]);
	await sheet('2026-03-01', '2026-06-03');
	const owed = [
		['2026-03', '2026-06-10'],
		['2026-04', '2026-06-10'],
		// It can be handed in only after the two.
		['2026-05', '2026-06-10']
	];
	expect(await todoOn('2026-06-03')).toEqual(owed);
	expect(await calendar('2026-06-03')).toEqual([...owed, ['2026-06', '2026-07-06']]);
	expect(await standingOn('2026-06-10')).toMatchObject({ lateReportDays: 0 });
	expect(await standingOn('2026-06-11')).toMatchObject({ lateReportDays: 1 });
	expect(await remindedOn('2026-06-09')).toEqual(
		['2026-03', '2026-04', '2026-05'].map((month) => `report ${month} 2026-06-10 -1`)
	);
	const { dueOn } = await reportView(town.desk, town.congressId, projectId, '2026-03', noon('2026-06-03'));
	expect(dueOn).toBe('2026-06-10');
});

test('so it is where the start goes away and comes back, with what was begun meanwhile', async () => {
	await sheet('2026-03-01', '2026-03-02');
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft() };
	expect(await saveReport(town.desk, town.person('water'), typed, noon('2026-03-20'))).toMatchObject(ok);
	expect(await todoOn('2026-04-02')).toEqual([['2026-03', '2026-04-06']]);
	await sheet('2026-05-01', '2026-04-03');
	expect(await todoOn('2026-04-20')).toEqual([]);
	await sheet('2026-03-01', '2026-06-10');
	expect(await todoOn('2026-06-10')).toEqual([
		['2026-05', '2026-06-05'],
		['2026-03', '2026-06-17'],
		['2026-04', '2026-06-17']
	]);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line!.changes).toContainEqual({
		...{ field: 'reports.2026-03.reportDueOn', before: '2026-04-06', after: '2026-06-17' }
	});
});

test('a milestone that is claimed for a month which waits for them counts until they are due', async () => {
	await sheet('2026-03-01', '2026-06-03');
	const [node] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.stage, 'start')));
	const claim = { projectId, milestoneId: node!.id, doneOn: '2026-05-20', note: '' };
	const claimed = await claimMilestone(town.desk, town.person('water'), claim, noon('2026-06-08'));
	expect(claimed).toMatchObject({ value: { month: '2026-05' } });
	const countsOn = (day: string) =>
		town.read((tx) =>
			tx.execute(
				sql`select ${claimedDay(day)}::text as day from tracker.milestone m where m.id = ${node!.id}`
			)
		);
	expect(await countsOn('2026-06-10')).toEqual([{ day: '2026-05-20' }]);
	expect(await countsOn('2026-06-11')).toEqual([{ day: null }]);
	expect(await todoOn('2026-06-08')).toContainEqual(['2026-05', '2026-06-10']);
});

test('where the start goes away and comes back, no old line urges anew, and what waited is due anew once it is taken back', async () => {
	await sheet('2026-03-01', '2026-03-02');
	const march = (lines: string[]) => lines.filter((line) => line.startsWith('report 2026-03'));
	const before = march(await remindedOn('2026-04-14'));
	const unread = async () => {
		const inboxes = await Promise.all(
			(['water', 'supervision'] as const).map((who) => inboxOf(town.desk, town.person(who)))
		);
		return inboxes.map(
			({ rows }) => rows.filter(({ kind, read }) => kind.startsWith('report') && !read).length
		);
	};
	expect(await unread()).not.toContain(0);
	expect(await handIn('2026-03', '0', '2026-04-15')).toMatchObject({ value: { version: 1 } });
	await sheet('2026-05-01', '2026-04-16');
	expect(await unread()).toEqual([0, 0]);
	await sheet('2026-03-01', '2026-06-10');
	const back = { projectId, month: '2026-03', version: 1, reason: '数据有误' };
	expect(await withdrawReport(town.desk, town.person('water'), back, noon('2026-06-12'))).toMatchObject(ok);
	expect(await todoOn('2026-06-12')).toContainEqual(['2026-03', '2026-06-17']);
	expect(await unread()).toEqual([0, 0]);
	expect(march(await remindedOn('2026-06-12'))).toEqual([...before, 'report 2026-03 2026-06-17 -5']);
});

test('the line about a month that nobody has begun is no news once the start has come back to it', async () => {
	await sheet('2026-03-01', '2026-03-02');
	await remindedOn('2026-04-14');
	await sheet('2026-05-01', '2026-04-16');
	await sheet('2026-03-01', '2026-06-10');
	const { rows } = await inboxOf(town.desk, town.person('water'));
	expect(rows.filter(({ kind, read }) => kind.startsWith('report') && !read)).toEqual([]);
});

/** The decision of 10 June that the project starts on 1 March. */
const decided = async () => {
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after: { startsOn: '2026-03-01' }, reason: '施工许可提前办妥，三月即可进场' },
		noon('2026-06-01')
	);
	if (!asked.ok) throw new Error(asked.code);
	const decision = {
		...{ projectId, id: asked.value.id, verdict: 'approved' as const, note: '', by: 'presidium' as const },
		...{ reference: '涌人主〔2026〕3号', decidedOn: '2026-06-02' }
	};
	return decideChange(town.desk, town.person('chair'), decision, noon('2026-06-10'));
};

test('a decision that moves the start does as a 交办单 does', async () => {
	await sheet('2026-03-01', '2026-03-02');
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft() };
	expect(await saveReport(town.desk, town.person('water'), typed, noon('2026-03-20'))).toMatchObject(ok);
	await sheet('2026-05-01', '2026-04-03');
	expect(await decided()).toMatchObject(ok);
	expect(await todoOn('2026-06-10')).toEqual([
		['2026-05', '2026-06-05'],
		['2026-03', '2026-06-17'],
		['2026-04', '2026-06-17']
	]);
});

test('the curve follows from the day of the 交办单, not of the vote', async () => {
	expect(await decided()).toMatchObject(ok);
	const plan = await town.read((tx) => approvedPlan(tx, projectId));
	expect(plan!.body.curve[0]).toEqual({ on: '2026-03-01', percent: 0 });
});

/** Month by month: how a report stands, and how often it was handed in. */
const began = (...months: [string, ReportState, number][]) => months;
test.each([
	['none was begun', '2026-03-01', began(), '2026-03'],
	['one was begun and not handed in', '2026-03-01', began(['2026-05', 'draft', 0]), '2026-03'],
	['the first was handed in', '2026-03-01', began(['2026-03', 'submitted', 1]), '2026-03'],
	['a later one was handed in', '2026-03-01', began(['2026-05', 'submitted', 1]), '2026-05'],
	['and taken back', '2026-03-01', began(['2026-05', 'draft', 1]), '2026-05'],
	['it lies before the start', '2026-06-01', began(['2026-05', 'approved', 1]), '2026-06'],
	[
		'an earlier one came back while a later one waits',
		'2026-03-01',
		began(['2026-03', 'approved', 1], ['2026-04', 'returned', 1], ['2026-05', 'submitted', 1]),
		'2026-03'
	],
	[
		'one was left out',
		'2026-03-01',
		began(['2026-03', 'approved', 1], ['2026-04', 'draft', 0], ['2026-05', 'submitted', 1]),
		'2026-05'
	],
	[
		'a later one was approved without it',
		'2026-03-01',
		began(['2026-03', 'returned', 1], ['2026-04', 'approved', 1], ['2026-05', 'draft', 0]),
		'2026-04'
	],
	['the year turned', '2026-03-01', began(['2026-12', 'approved', 1], ['2027-01', 'submitted', 1]), '2026-12']
] as const)('reports are owed from: %s', async (_name, startsOn, months, from) => {
	await sheet(startsOn, '2026-06-10');
	await town.read(async (tx) => {
		for (const [month, state, version] of months)
			await tx.insert(report).values({
				...{ congressId: town.congressId, projectId, month, state, version, dueOn: '2026-06-05', draft: {} },
				...{ reason: '请核对', savedAt: noon('2026-06-01'), savedBy: '水务站' }
			});
	});
	expect(await town.read((tx) => termOf(tx, projectId))).toMatchObject({ startsOn, reportsFrom: from });
});
