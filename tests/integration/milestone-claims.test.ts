import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draft } from '#lib/domain/tracker/drafts.ts';
import { milestone, reminder, report, standing } from '#lib/server/db/tracker-schema.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { claimMilestone } from '#lib/server/tracker/claim-milestone.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { strangerOf } from '../support/public-record.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** A milestone that is reached, from the unit's word on until the office's. 开工 is due on Wednesday 1 April. */

let town: TrackedTown;
let projectId: string;
let start: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
	const [node] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.name, '开工')));
	start = node!.id;
});
afterEach(() => town.leave());

const overdueOn = async (day: string) => {
	await town.read((tx) => refreshStanding(tx, [projectId], noon(day)));
	const [row] = await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId)));
	return row!.overdueDays;
};
const claim = (doneOn: string, day: string, who: 'water' | 'roads' | 'supervision' = 'water') =>
	claimMilestone(
		town.desk,
		town.person(who),
		{ projectId, milestoneId: start, doneOn, note: '已举行开工仪式' },
		noon(day)
	);
const handIn = async (month: string, day: string, changed: Draft = {}) => {
	const [paper] = await town.read((tx) => tx.select().from(report).where(eq(report.month, month)));
	const input = { projectId, month, revision: paper?.revision ?? 0 };
	return submitReport(town.desk, town.person('water'), { ...input, draft: reportDraft(changed) }, noon(day));
};
const decide = (month: string, verdict: 'approve' | 'return', day: string, version = 1) =>
	decideReport(
		town.desk,
		town.person('supervision'),
		{ projectId, month, version, verdict, reason: '请核对' },
		noon(day)
	);
const reached = (day: string): Draft => ({ [`reached-${start}`]: day });
const reminded = async () =>
	(await town.read((tx) => tx.select().from(reminder))).filter(({ subjectId }) => subjectId === start).length;

test('a milestone in a report that waits is overdue in no light, reminder or list, however long the office takes', async () => {
	expect(await overdueOn('2026-04-03')).toBe(2);
	expect(await handIn('2026-03', '2026-04-03', reached('2026-04-01'))).toMatchObject({
		value: { version: 1 }
	});
	expect(await overdueOn('2026-06-10')).toBe(0);
	await nightOf(town.desk, town.congressId, noon('2026-06-10'));
	expect(await reminded()).toBe(0);
	const todo = await todoOf(town.desk, town.person('water'), '2026-06-10');
	expect(todo.map(({ about }) => about)).not.toContain('开工');
	const seen = { name: '开工', doneOn: null, claimedOn: '2026-04-01' };
	expect((await followedProject(town.desk, town.congressId, projectId))!.milestones[0]).toMatchObject(seen);
	expect((await publicProjectPage(town.desk, projectId))!.milestones[0]).toMatchObject(seen);
	const stranger = strangerOf(town.desk);
	expect(await stranger.project(projectId)).toMatchObject({
		...{ milestones: [seen, {}, {}, {}], nextMilestone: { name: '主体完工', plannedOn: '2026-08-31' } }
	});
	const file = await (await stranger.projectFile(projectId, 'csv')).text();
	expect(file).toContain('下一节点,主体完工');
	expect(file).toContain('填报 2026年4月1日 完成，待审定');
	expect(await decide('2026-03', 'approve', '2026-06-10')).toMatchObject({ ok: true });
	expect((await publicProjectPage(town.desk, projectId))!.milestones[0]).toMatchObject({
		doneOn: '2026-04-01',
		claimedOn: null
	});
});

test('a report that leaves the milestone out again ends the claim', async () => {
	await handIn('2026-03', '2026-04-03', reached('2026-04-01'));
	await decide('2026-03', 'return', '2026-04-08');
	// Up to the new day of the returned report it counts, and no longer.
	expect(await overdueOn('2026-04-15')).toBe(0);
	expect(await overdueOn('2026-04-16')).toBe(15);
	expect(await handIn('2026-03', '2026-04-09')).toMatchObject({ value: { version: 2 } });
	expect(await overdueOn('2026-04-10')).toBe(9);
});

test('登记节点完成 in the middle of a month holds until that month’s report is due, and fills in its draft', async () => {
	for (const who of ['roads', 'supervision'] as const)
		expect(await claim('2026-03-30', '2026-03-31', who)).toMatchObject({ code: 'not-your-unit' });
	expect(await claim('2026-04-01', '2026-03-31')).toMatchObject({ code: 'milestone-day' });
	expect(await claim('2026-02-28', '2026-03-31')).toMatchObject({ code: 'milestone-day' });
	expect(await claim('2026-03-30', '2026-03-31')).toMatchObject({ value: { month: '2026-03' } });
	expect(await overdueOn('2026-04-03')).toBe(0);
	expect(await reportView(town.desk, town.congressId, projectId, '2026-03')).toMatchObject({
		...{ state: 'draft', dueOn: '2026-04-06' },
		draft: { percent: '0', [`reached-${start}`]: '2026-03-30' }
	});
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line).toMatchObject({
		...{ act: 'milestone-claimed', reason: '已举行开工仪式' },
		changes: [{ field: 'milestones.开工.claimedOn', before: null, after: '2026-03-30' }]
	});
	// Its report is due on 6 April: no claim outlives it, and it can't be made again for a report that is late.
	expect(await overdueOn('2026-04-06')).toBe(0);
	expect(await overdueOn('2026-04-07')).toBe(6);
	expect(await claim('2026-03-30', '2026-04-07')).toMatchObject({ code: 'claim-report-late' });
	expect(await handIn('2026-03', '2026-04-07', reached('2026-03-30'))).toMatchObject({
		value: { version: 1 }
	});
	expect(await overdueOn('2026-05-20')).toBe(0);
});

test('a day that is only typed into a draft claims nothing, and one that is taken out of it no more', async () => {
	const save = (revision: number, draft: Draft) =>
		saveReport(
			town.desk,
			town.person('water'),
			{ projectId, month: '2026-03', revision, draft: reportDraft(draft) },
			noon('2026-04-02')
		);
	await save(0, reached('2026-04-01'));
	expect(await overdueOn('2026-04-03')).toBe(2);
	expect(await claim('2026-04-01', '2026-04-02')).toMatchObject({ value: { month: '2026-04' } });
	expect(await claim('2026-03-31', '2026-04-02')).toMatchObject({ value: { month: '2026-03' } });
	expect((await reportView(town.desk, town.congressId, projectId, '2026-04')).draft).not.toHaveProperty(
		`reached-${start}`
	);
	expect(await overdueOn('2026-04-03')).toBe(0);
	expect(await save(1, {})).toMatchObject({ code: 'edited-elsewhere' });
	expect(await save(2, {})).toMatchObject({ ok: true });
	expect(await overdueOn('2026-04-03')).toBe(2);
});

test('what is done, waits in a report or belongs to a month that is handed in is claimed no second time', async () => {
	await handIn('2026-03', '2026-03-31', reached('2026-03-30'));
	expect(await claim('2026-03-29', '2026-03-31')).toMatchObject({ code: 'milestone-not-open' });
	await decide('2026-03', 'approve', '2026-03-31');
	expect(await claim('2026-03-29', '2026-03-31')).toMatchObject({ code: 'milestone-not-open' });
});

test('in a month whose report is handed in already the claim goes with the next one', async () => {
	await reportedMonth(town, '2026-03', '2026-03-30');
	expect(await claim('2026-03-31', '2026-03-31')).toMatchObject({ code: 'claim-without-report' });
	expect(await claim('2026-03-31', '2026-04-01')).toMatchObject({ value: { month: '2026-04' } });
});

test('a milestone that waits in one month’s report is offered and taken in no other', async () => {
	await handIn('2026-03', '2026-04-03', reached('2026-04-01'));
	const offered = async (month: string) =>
		(await reportView(town.desk, town.congressId, projectId, month)).elsewhere;
	expect(await offered('2026-04')).toEqual([start]);
	expect(await offered('2026-03')).toEqual([]);
	expect(await handIn('2026-04', '2026-05-02', reached('2026-04-20'))).toMatchObject({
		value: { faults: ['unknown-milestone'] }
	});
	// Returned, the month may tell it on another day.
	await decide('2026-03', 'return', '2026-05-02');
	expect(await offered('2026-04')).toEqual([]);
	expect(await handIn('2026-03', '2026-05-02', reached('2026-04-02'))).toMatchObject({
		value: { version: 2 }
	});
});

test('two locked reports with other days for one milestone: the second is refused, not cut', async () => {
	await handIn('2026-03', '2026-04-03', reached('2026-04-01'));
	// As reports were locked before the form knew of the ones that wait.
	await town.read((tx) => tx.update(milestone).set({ claimedOn: null, claimedMonth: null }));
	expect(await handIn('2026-04', '2026-05-02', reached('2026-04-20'))).toMatchObject({
		value: { version: 1 }
	});
	await decide('2026-03', 'approve', '2026-05-02');
	expect(await decide('2026-04', 'approve', '2026-05-02')).toMatchObject({
		code: 'milestone-told-twice',
		detail: { name: '开工', day: '2026年4月1日' }
	});
	expect(await decide('2026-04', 'return', '2026-05-02')).toMatchObject({ ok: true });
});
