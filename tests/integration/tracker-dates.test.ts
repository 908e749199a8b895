import { and, asc, desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlanBody } from '#lib/domain/tracker/plan.ts';
import {
	assignment,
	milestone,
	planVersion,
	project,
	reminder,
	standing
} from '#lib/server/db/tracker-schema.ts';
import { milestonesCalendar } from '#lib/server/calendar/milestones-calendar.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { frameOf } from '#lib/server/queries/plan-frame.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { publicMilestones } from '#lib/server/queries/public-milestones.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { writeReminders } from '#lib/server/tracker/write-reminders.ts';
import { saveReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** A change of dates that moves the milestones, with all that hangs on them. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const nodes = () =>
	town.read((tx) =>
		tx.select().from(milestone).where(eq(milestone.projectId, projectId)).orderBy(asc(milestone.plannedOn))
	);
const ask = async (days: Record<string, string>, endsOn = '2027-02-28') => {
	const open = await nodes();
	return askChange(
		town.desk,
		town.person('water'),
		{
			projectId,
			kind: 'date',
			after: { endsOn },
			moves: Object.entries(days).map(([name, plannedOn]) => ({
				id: open.find((node) => node.name === name)?.id ?? crypto.randomUUID(),
				plannedOn
			})),
			reason: '汛期连续降雨，工期顺延'
		},
		noon('2026-07-01')
	);
};
const decide = (id: string, verdict: 'approved' | 'refused' = 'approved') =>
	decideChange(
		town.desk,
		town.person('chair'),
		{
			...{ projectId, id, verdict, note: '' },
			...{ by: 'presidium', reference: '涌人主〔2026〕3号', decidedOn: '2026-07-05' }
		},
		noon('2026-07-06')
	);
const asked = async (days: Record<string, string>, endsOn?: string) => {
	const result = await ask(days, endsOn);
	if (!result.ok) throw new Error(JSON.stringify(result));
	return result.value.id;
};
const later = { 主体完工: '2026-10-31', 完工: '2027-01-31', 竣工验收: '2027-02-20' };
const view = async () => (await followedProject(town.desk, town.congressId, projectId))!;
const days = async () =>
	(await nodes()).map(({ name, plannedOn, firstPlannedOn }) => [name, plannedOn, firstPlannedOn]);
const asItWas = [
	['开工', '2026-04-01', null],
	['主体完工', '2026-08-31', null],
	['完工', '2026-11-30', null],
	['竣工验收', '2026-12-20', null]
];

test('nothing moves before the decision; with it the milestones do, and keep their first day', async () => {
	// What keeps its day is none of what moves.
	const id = await asked({ ...later, 开工: '2026-04-01' });
	expect((await view()).changes).toMatchObject([
		{
			before: {
				endsOn: '2026-12-20',
				milestones: [
					{ name: '主体完工', plannedOn: '2026-08-31' },
					{ name: '完工', plannedOn: '2026-11-30' },
					{ name: '竣工验收', plannedOn: '2026-12-20' }
				]
			},
			after: { endsOn: '2027-02-28', milestones: [{ plannedOn: '2026-10-31' }, {}, {}] }
		}
	]);
	expect(await days()).toEqual(asItWas);
	expect(await decide(id)).toMatchObject({ ok: true });
	expect(await days()).toEqual([
		['开工', '2026-04-01', null],
		['主体完工', '2026-10-31', '2026-08-31'],
		['完工', '2027-01-31', '2026-11-30'],
		['竣工验收', '2027-02-20', '2026-12-20']
	]);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line).toMatchObject({
		act: 'change-approved',
		changes: [
			{ field: 'endsOn', before: '2026-12-20', after: '2027-02-28' },
			{ field: 'milestones.主体完工.plannedOn', before: '2026-08-31', after: '2026-10-31' },
			{ field: 'milestones.完工.plannedOn' },
			{ field: 'milestones.竣工验收.plannedOn' }
		]
	});
});

test('refused, everything stays on its day', async () => {
	const id = await asked(later);
	expect(await decide(id, 'refused')).toMatchObject({ ok: true });
	expect(await days()).toEqual(asItWas);
	expect((await view()).plan).toMatchObject({ version: 1 });
});

test('the light and the planned curve follow, and the plan as it was handed in is kept', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '30' });
	const standingOn = async (day: string) => {
		await town.read((tx) => refreshStanding(tx, [projectId], noon(day)));
		const [row] = await town.read((tx) =>
			tx.select().from(standing).where(eq(standing.projectId, projectId))
		);
		return row!;
	};
	const before = await standingOn('2026-09-20');
	// 开工 has been overdue since April in this test; what is asked about is the share of the other milestones.
	expect(before.reasons.map(({ about }) => about)).toContain('主体完工');
	await decide(await asked(later));
	const after = await standingOn('2026-09-20');
	expect(after.reasons.map(({ about }) => about)).not.toContain('主体完工');
	expect(after.plannedPercent).toBeLessThan(before.plannedPercent);
	const versions = await town.read((tx) =>
		tx.select().from(planVersion).where(eq(planVersion.projectId, projectId)).orderBy(planVersion.version)
	);
	const ends = ({ curve, milestones }: PlanBody) => [curve.at(-1)!.on, milestones.at(-1)!.plannedOn];
	expect(versions.map(({ version, body }) => [version, ...ends(body)])).toEqual([
		[1, '2026-12-20', '2026-12-20'],
		[2, '2027-02-28', '2027-02-20']
	]);
	expect((await view()).plan).toMatchObject({ state: 'approved', version: 2 });
	// Lists show what was decided last, and no longer the older 交办单's day.
	expect((await view()).row.endsOn).toBe('2027-02-28');
});

test('a milestone reached meanwhile keeps its day; one that would not fit is not asked for', async () => {
	const unfit = (name: string) => ({ code: 'change-milestone', detail: { name } });
	expect(await ask({ 完工: '2027-03-01' })).toMatchObject(unfit('完工'));
	expect(await ask({ 别处的: '2026-10-01' })).toMatchObject(unfit(''));
	expect(await ask({}, '2026-10-31')).toMatchObject(unfit('完工'));
	const id = await asked({ ...later, 开工: '2026-05-01' });
	const start = (await nodes()).find(({ name }) => name === '开工')!;
	await reportedMonth(town, '2026-03', '2026-07-02', { [`reached-${start.id}`]: '2026-04-10' });
	expect(await decide(id)).toMatchObject({ ok: true });
	expect((await days())[0]).toEqual(['开工', '2026-04-01', null]);
	expect((await view()).changes[0]!.after.milestones).toHaveLength(4);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line!.changes.map(({ field }) => field)).not.toContain('milestones.开工.plannedOn');
	expect(await ask({ 开工: '2026-06-01' })).toMatchObject(unfit('开工'));
});

test('nothing but dates may carry milestones, and the project alone may move as before', async () => {
	const [first] = await nodes();
	const budget = await askChange(
		town.desk,
		town.person('water'),
		{
			projectId,
			kind: 'budget',
			after: { totalFen: 1 },
			moves: [{ id: first!.id, plannedOn: '2026-05-01' }],
			reason: '汛期连续降雨，工期顺延'
		},
		noon('2026-07-01')
	);
	expect(budget).toMatchObject({ code: 'change-wrong-field' });
	await decide(await asked({}));
	expect(await days()).toEqual(asItWas);
	const [row] = await town.read((tx) => tx.select().from(project).where(eq(project.id, projectId)));
	expect(row!.endsOn).toBe('2027-02-28');
	expect((await view()).plan).toMatchObject({ version: 1 });
});

test('a decided start counts everywhere: what is owed, reminded of, lit, taken and planned', async () => {
	const open = await nodes();
	const moves = Object.entries({ 开工: '2026-05-15', ...later }).map(([name, plannedOn]) => ({
		id: open.find((node) => node.name === name)!.id,
		plannedOn
	}));
	const after = { startsOn: '2026-05-01', endsOn: '2027-02-28' };
	const result = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after, moves, reason: '汛期连续降雨，工期顺延' },
		noon('2026-07-01')
	);
	if (!result.ok) throw new Error(JSON.stringify(result));
	const owed = async () =>
		(await todoOf(town.desk, town.person('water'), '2026-07-20'))
			.filter(({ kind }) => kind === 'report')
			.map(({ about }) => about);
	const lateDays = async () => {
		await town.read((tx) => refreshStanding(tx, [projectId], noon('2026-06-02')));
		const [row] = await town.read((tx) =>
			tx.select().from(standing).where(eq(standing.projectId, projectId))
		);
		return row!.lateReportDays;
	};
	const frame = () =>
		town.read((tx) => frameOf(tx, { id: projectId, totalFen: 1, year: 2026, startsOn: null }));
	expect(await owed()).toEqual(['2026-03', '2026-04', '2026-05']);
	expect(await lateDays()).toBeGreaterThan(0);
	expect(await frame()).toMatchObject({ startsOn: '2026-03-01', endsOn: '2026-12-20' });
	expect(await decide(result.value.id)).toMatchObject({ ok: true });
	expect(await owed()).toEqual(['2026-05', '2026-06']);
	expect(await lateDays()).toBe(0);
	expect(await frame()).toMatchObject(after);
	expect((await view()).row).toMatchObject(after);
	await town.read((tx) => writeReminders(tx, town.congressId, noon('2026-07-20')));
	const reminded = (await town.read((tx) => tx.select({ kind: reminder.kind }).from(reminder)))
		.map(({ kind }) => kind)
		.filter((kind) => kind.startsWith('report'));
	expect(reminded).toContain('report 2026-05');
	expect(reminded).not.toContain('report 2026-03');
	expect(
		await saveReport(
			town.desk,
			town.person('water'),
			{ projectId, month: '2026-04', revision: 0, draft: reportDraft() },
			noon('2026-07-20')
		)
	).toMatchObject({ code: 'wrong-month' });
});

test('a decision over the end leaves the start to the 交办单, and a later 交办单 holds', async () => {
	const { desk } = town;
	const issue = (startsOn: string, endsOn: string, day: string) =>
		issueAssignment(
			desk,
			town.person('supervision'),
			{
				...{ projectId, reference: '涌人办〔2026〕1号', unit: '镇水务站', leader: '张三', contact: '赵六' },
				...{ cooperating: [], target: '', startsOn, endsOn, requirement: '' }
			},
			noon(day)
		);
	expect(await issue('2026-03-20', '2026-12-20', '2026-06-01')).toMatchObject({ ok: true });
	await decide(await asked(later));
	expect((await view()).row).toMatchObject({ startsOn: '2026-03-20', endsOn: '2027-02-28' });
	expect(await issue('2026-03-20', '2027-02-25', '2026-07-10')).toMatchObject({ ok: true });
	expect((await view()).row).toMatchObject({ startsOn: '2026-03-20', endsOn: '2027-02-25' });
});

test('a 交办单 begins no earlier than was voted on or decided since, and an older sheet keeps its day', async () => {
	const issue = (startsOn: string, day = '2026-07-10') =>
		issueAssignment(
			town.desk,
			town.person('supervision'),
			{
				...{ projectId, reference: '涌人办〔2026〕1号', unit: '镇水务站', leader: '张三', contact: '赵六' },
				...{ cooperating: [], target: '', startsOn, endsOn: '2026-12-20', requirement: '' }
			},
			noon(day)
		);
	expect(await issue('2026-02-28', '2026-02-20')).toMatchObject({
		...{ code: 'before-voted-start', detail: { startsOn: '2026-03-01' } }
	});
	expect(await issue('2026-03-01', '2026-02-20')).toMatchObject({ ok: true });
	// As an older build has taken it.
	await town.read(async (tx) => {
		const [sheet] = await tx
			.select()
			.from(assignment)
			.where(eq(assignment.projectId, projectId))
			.orderBy(desc(assignment.version))
			.limit(1);
		const issuedAt = noon('2026-06-01');
		await tx
			.insert(assignment)
			.values({ ...sheet!, version: sheet!.version + 1, startsOn: '2026-02-20', issuedAt });
	});
	expect(await issue('2026-02-19')).toMatchObject({ code: 'before-voted-start' });
	expect(await issue('2026-02-20', '2026-06-02')).toMatchObject({ ok: true });
	// A decision over the start is the first day from then on, also where the sheet before it began earlier.
	const moved = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after: { startsOn: '2026-03-20' }, reason: '汛期连续降雨，工期顺延' },
		noon('2026-07-01')
	);
	if (!moved.ok) throw new Error(moved.code);
	expect(await decide(moved.value.id)).toMatchObject({ ok: true });
	for (const early of ['2026-02-20', '2026-03-19'])
		expect(await issue(early)).toMatchObject({
			...{ code: 'before-voted-start', detail: { startsOn: '2026-03-20' } }
		});
	expect(await issue('2026-03-20')).toMatchObject({ ok: true });
});

test('a moved milestone is reminded of again before its new day', async () => {
	const remind = (day: string) => town.read((tx) => writeReminders(tx, town.congressId, noon(day)));
	const end = (await nodes()).find(({ name }) => name === '完工')!;
	const dueDays = async () =>
		(
			await town.read((tx) =>
				tx
					.select({ dueOn: reminder.dueOn })
					.from(reminder)
					.where(and(eq(reminder.subjectId, end.id), eq(reminder.stage, -5)))
			)
		).map(({ dueOn }) => dueOn);
	await remind('2026-11-24');
	expect(await dueDays()).toEqual(['2026-11-30']);
	await decide(await asked(later));
	await remind('2027-01-26');
	await remind('2027-01-26');
	expect((await dueDays()).sort()).toEqual(['2026-11-30', '2027-01-31']);
});

test('each decision that moves a milestone raises the number of its event, for the unit and for everybody', async () => {
	const made = await makeCalendar(town.desk, town.person('water'), noon('2026-07-01'));
	if (!made.ok) throw new Error(made.code);
	const sequences = async () => {
		const own = (await unitTerms(town.desk, made.value.token, noon('2026-07-10')))!.terms
			.filter(({ kind }) => kind === 'milestone')
			.map(({ about, sequence }) => [about, sequence]);
		const shown = await publicMilestones(town.desk, [projectId]);
		expect(shown.map(({ name, moved }) => [name, moved])).toEqual(own);
		return Object.fromEntries(own) as Record<string, number>;
	};
	const none = { 开工: 0, 主体完工: 0, 完工: 0, 竣工验收: 0 };
	expect(await sequences()).toEqual(none);
	await decide(await asked({ 主体完工: '2026-09-30' }));
	expect(await sequences()).toEqual({ ...none, 主体完工: 1 });
	await decide(await asked({ 主体完工: '2026-10-10' }, '2027-03-10'), 'refused');
	expect(await sequences()).toEqual({ ...none, 主体完工: 1 });
	await decide(await asked({ 主体完工: '2026-10-31', 完工: '2026-12-10' }, '2027-03-10'));
	await decide(await asked({ 主体完工: '2026-09-30' }, '2027-03-20'));
	expect(await sequences()).toEqual({ ...none, 主体完工: 3, 完工: 1 });
	const text = milestonesCalendar(
		'里程碑',
		await publicMilestones(town.desk, [projectId]),
		'https://piaojue.example',
		noon('2026-07-10')
	);
	const [event] = text.split('BEGIN:VEVENT').filter((one) => one.includes('主体完工'));
	expect(event).toContain('SEQUENCE:3');
	expect(event).toContain('DTSTART;VALUE=DATE:20260930');
});
