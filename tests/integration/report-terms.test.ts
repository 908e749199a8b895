import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#lib/domain/tracker/settings.ts';
import { milestone, reminder, standing } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { reportDays } from '#lib/server/queries/owed-reports.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { claimMilestone } from '#lib/server/tracker/claim-milestone.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { setTrackerSettings } from '#lib/server/tracker/set-tracker-settings.ts';
import { withdrawReport } from '#lib/server/tracker/withdraw-report.ts';
import { writeReminders } from '#lib/server/tracker/write-reminders.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** From which day on a unit is late with a report. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
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
		.map(({ kind, about, dueOn }) => [kind, about, dueOn]);

test.each([
	['earlier', 1],
	['later', 20]
])('a report that was begun keeps its day when the settings have an %s one', async (_name, reportDay) => {
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft() };
	await saveReport(town.desk, town.person('water'), typed, noon('2026-03-20'));
	const others = { version: 0, values: { ...defaultSettings, reportDay }, reason: '主席团会议决定' };
	expect(
		await setTrackerSettings(town.desk, town.person('supervision'), others, noon('2026-03-25'))
	).toMatchObject({ ok: true });
	// Due on Monday 6 April.
	expect((await standingOn('2026-04-06')).lateReportDays).toBe(0);
	expect((await standingOn('2026-04-08')).lateReportDays).toBe(2);
	expect(await todoOn('2026-04-08')).toEqual([['report', '2026-03', '2026-04-06']]);
});

test('plan and progress are set against each other on the day of the figures, or of a month that is overdue', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '9' });
	const of = ({ plannedOn, plannedPercent, reasons }: typeof standing.$inferSelect) => [
		plannedOn,
		plannedPercent,
		reasons.some(({ test }) => test === 'behind')
	];
	// 19 % are planned by the end of April, and nobody can know of them before its report is due.
	expect(of(await standingOn('2026-05-05'))).toEqual(['2026-03-31', 9, false]);
	const late = await standingOn('2026-05-06');
	expect(of(late)).toEqual(['2026-04-30', 19, false]);
	// 开工 is overdue in this test; what is kept of a reason has the day too.
	expect(late.reasons[0]).toMatchObject({ test: 'overdue', plannedOn: '2026-04-30' });
	// Handed in it waits for the office, whose delay is not the unit's.
	const typed = { projectId, month: '2026-04', revision: 0, draft: reportDraft({ percent: '19' }) };
	await submitReport(town.desk, town.person('water'), typed, noon('2026-05-06'));
	expect(of(await standingOn('2026-06-04'))).toEqual(['2026-03-31', 9, false]);
	const row = (await followedProject(town.desk, town.congressId, projectId))!.row;
	expect([row.plannedOn, row.plannedPercent]).toEqual(['2026-03-31', 9]);
	const shown = await publicProjectPage(town.desk, projectId);
	expect([shown!.plannedOn, shown!.plannedPercent]).toEqual(['2026-03-31', 9]);
});

test('months that were over before the plan was approved are due five working days after it', async () => {
	await town.leave();
	town = await trackedTown();
	// A Monday, three months after the project's first day.
	projectId = await handedOver(town, '2026-06-08');
	const due = async (month: string) => (await reportView(town.desk, town.congressId, projectId, month)).dueOn;
	expect(await Promise.all(['2026-03', '2026-05', '2026-06'].map(due))).toEqual([
		...['2026-06-15', '2026-06-15', '2026-07-06']
	]);
	expect((await todoOn('2026-06-08')).map(([, about, dueOn]) => [about, dueOn])).toEqual(
		expect.arrayContaining([['2026-04', '2026-06-15']])
	);
	expect(await standingOn('2026-06-15')).toMatchObject({ lateReportDays: 0, plannedOn: '2026-03-01' });
	expect(await reportDays(town.desk, town.congressId, projectId, '2026-06-15')).toEqual({
		...{ '2026-03': '2026-06-15', '2026-04': '2026-06-15', '2026-05': '2026-06-15' },
		'2026-06': '2026-07-06'
	});
	// Begun, it keeps that day.
	await saveReport(
		town.desk,
		town.person('water'),
		{ projectId, month: '2026-03', revision: 0, draft: reportDraft() },
		noon('2026-06-09')
	);
	expect(await due('2026-03')).toBe('2026-06-15');
	expect(await standingOn('2026-06-16')).toMatchObject({ lateReportDays: 1, plannedOn: '2026-05-31' });
});

/** March handed in in time and returned by an office that took its time. */
const returnedOn = async (day: string) => {
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft({ percent: '60' }) };
	await submitReport(town.desk, town.person('water'), typed, noon('2026-04-02'));
	const verdict = {
		projectId,
		month: '2026-03',
		version: 1,
		verdict: 'return' as const,
		reason: '请核对金额'
	};
	const back = await decideReport(town.desk, town.person('supervision'), verdict, noon(day));
	expect(back).toMatchObject({ ok: true });
};

test('a report that the office returns late has a term of five working days, and no day before it counts', async () => {
	await returnedOn('2026-04-20');
	const at = await standingOn('2026-04-20');
	expect(at.lateReportDays).toBe(0);
	expect(at.reasons.map(({ test }) => test)).not.toContain('report-late');
	expect(await todoOn('2026-04-20')).toEqual([['report-returned', '2026-03：请核对金额', '2026-04-27']]);
	expect((await standingOn('2026-04-27')).lateReportDays).toBe(0);
	// Six working days after the new day the light says what is late: the report that came back.
	const late = await standingOn('2026-05-05');
	expect(late).toMatchObject({ light: 'red', lateReportDays: 6 });
	expect(late.reasons.map(({ test, about }) => [test, about])).toContainEqual(['return-late', '2026-03']);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line).toMatchObject({
		act: 'report-returned',
		changes: [{ field: 'reportDueOn', before: '2026-04-06', after: '2026-04-27' }]
	});
});

test('a report that is returned before its day has the five working days all the same', async () => {
	await returnedOn('2026-04-02');
	expect(await todoOn('2026-04-08')).toEqual([['report-returned', '2026-03：请核对金额', '2026-04-09']]);
	expect((await standingOn('2026-04-08')).lateReportDays).toBe(0);
});

test('a returned report is reminded of anew around its new day, as one that came back', async () => {
	const night = (day: string) => town.read((tx) => writeReminders(tx, town.congressId, noon(day)));
	await night('2026-04-01');
	await returnedOn('2026-04-20');
	await night('2026-04-24');
	const texts = (await town.read((tx) => tx.select().from(reminder))).map(({ text }) => text);
	expect(texts).toContain('2026年3月月报将于 2026年4月6日 到期，请按时办理。');
	expect(texts).toContain('2026年3月月报（退回待改）将于 2026年4月27日 到期，请按时办理。');
});

test('a month that can be handed in only after a returned one is due with it, on every page, light, reminder and claim', async () => {
	const water = town.person('water');
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '9' });
	const april = { projectId, month: '2026-04', revision: 0, draft: reportDraft({ percent: '19' }) };
	await submitReport(town.desk, water, april, noon('2026-05-06'));
	const made = await makeCalendar(town.desk, water, noon('2026-05-20'));
	if (!made.ok) throw new Error(made.code);
	const calendar = async (day: string) =>
		(await unitTerms(town.desk, made.value.token, noon(day)))!.terms.find(
			({ about }) => about === '2026-05'
		)!;
	const waited = await calendar('2026-06-03');
	expect(waited.due_on).toBe('2026-06-05');
	const night = (day: string) => town.read((tx) => writeReminders(tx, town.congressId, noon(day)));
	await night('2026-06-04');
	// May has a claim and so is begun, with a day of its own.
	const [start] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.name, '开工')));
	const claimed = { projectId, milestoneId: start!.id, doneOn: '2026-05-15', note: '' };
	expect(await claimMilestone(town.desk, water, claimed, noon('2026-05-20'))).toMatchObject({
		value: { month: '2026-05' }
	});
	const back = { projectId, month: '2026-04', version: 1, verdict: 'return' as const, reason: '请核对金额' };
	await decideReport(town.desk, town.person('supervision'), back, noon('2026-06-04'));

	const at = await standingOn('2026-06-11');
	expect([at.lateReportDays, at.plannedOn, at.overdueDays]).toEqual([0, '2026-03-31', 0]);
	expect(at.reasons.map(({ test }) => test)).not.toContain('behind');
	expect(await todoOn('2026-06-08')).toEqual([
		['report-returned', '2026-04：请核对金额', '2026-06-11'],
		['report', '2026-05', '2026-06-11']
	]);
	const days = await reportDays(town.desk, town.congressId, projectId, '2026-06-08');
	expect(days).toMatchObject({ '2026-04': '2026-06-11', '2026-05': '2026-06-11', '2026-06': '2026-07-06' });
	const view = await reportView(town.desk, town.congressId, projectId, '2026-05', noon('2026-06-08'));
	expect(view.dueOn).toBe('2026-06-11');
	const moved = await calendar('2026-06-08');
	expect(moved.due_on).toBe('2026-06-11');
	expect(moved.sequence).toBeGreaterThan(waited.sequence);
	await night('2026-06-10');
	const texts = (await town.read((tx) => tx.select().from(reminder))).map(({ text }) => text);
	for (const day of ['2026年6月5日', '2026年6月11日'])
		expect(texts).toContain(`2026年5月月报将于 ${day} 到期，请按时办理。`);

	// Put right on 9 June, it leaves May its day; on the day after it both would be late.
	expect((await standingOn('2026-06-12')).reasons.map(({ test }) => test)).toContain('behind');
	await submitReport(town.desk, water, { ...april, revision: 1 }, noon('2026-06-09'));
	expect((await standingOn('2026-06-11')).lateReportDays).toBe(0);
	expect((await standingOn('2026-06-12')).lateReportDays).toBe(1);
});

test('the day of a returned report holds for the month after it when that is handed in too', async () => {
	const water = town.person('water');
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '9' });
	const april = { projectId, month: '2026-04', revision: 0, draft: reportDraft({ percent: '19' }) };
	await submitReport(town.desk, water, april, noon('2026-05-06'));
	const back = { projectId, month: '2026-04', version: 1, verdict: 'return' as const, reason: '请核对金额' };
	await decideReport(town.desk, town.person('supervision'), back, noon('2026-06-04'));
	await submitReport(town.desk, water, { ...april, revision: 1 }, noon('2026-06-09'));
	const may = { ...april, month: '2026-05', draft: reportDraft({ percent: '30' }) };
	expect(await submitReport(town.desk, water, may, noon('2026-06-10'))).toMatchObject({
		value: { version: 1 }
	});
	expect(await reportDays(town.desk, town.congressId, projectId, '2026-06-12')).toMatchObject({
		...{ '2026-04': '2026-06-11', '2026-05': '2026-06-11' }
	});
	const view = await reportView(town.desk, town.congressId, projectId, '2026-05', noon('2026-06-12'));
	expect(view.dueOn).toBe('2026-06-11');
});

test('a returned report that its unit hands in and takes back is reminded of by its new day, with the reason', async () => {
	const water = town.person('water');
	const night = (day: string) => town.read((tx) => writeReminders(tx, town.congressId, noon(day)));
	for (const day of ['2026-03-30', '2026-04-03', '2026-04-07', '2026-04-09', '2026-04-13']) await night(day);
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft({ percent: '60' }) };
	await submitReport(town.desk, water, typed, noon('2026-04-15'));
	const back = { projectId, month: '2026-03', version: 1, verdict: 'return' as const, reason: '请核对金额' };
	await decideReport(town.desk, town.person('supervision'), back, noon('2026-04-20'));
	await submitReport(town.desk, water, { ...typed, revision: 1 }, noon('2026-04-21'));
	const taken = { projectId, month: '2026-03', version: 2, reason: '附件有误' };
	expect(await withdrawReport(town.desk, water, taken, noon('2026-04-21'))).toMatchObject({ ok: true });
	expect(await reportView(town.desk, town.congressId, projectId, '2026-03')).toMatchObject({
		...{ state: 'draft', reason: '请核对金额', dueOn: '2026-04-27' }
	});
	for (const day of ['2026-04-24', '2026-04-28', '2026-04-30', '2026-05-04']) await night(day);
	const lines = await town.read((tx) => tx.select().from(reminder));
	const of = (unit: string | null) =>
		lines
			.filter((line) => line.unit === unit && line.kind.startsWith('report') && line.dueOn === '2026-04-27')
			.map(({ stage }) => stage);
	expect(of('镇水务站')).toEqual([-1, 1, 3, 5]);
	expect(of(null)).toEqual([5]);
});
