import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plan } from '#lib/server/db/tracker-schema.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { issueAssignment, type AssignmentInput } from '#lib/server/tracker/issue-assignment.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver } from '../support/tracker-steps.ts';

/** When a plan is due, whoever has to write it. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

const hand = (unit: string, day: string, changed: Partial<AssignmentInput> = {}) =>
	issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{
				projectId,
				reference: '涌人办〔2026〕1号',
				unit,
				leader: '张三',
				contact: '王五',
				cooperating: []
			},
			...{ target: '年内完工并验收', startsOn: '2026-03-01', endsOn: '2026-12-20', requirement: '' },
			...changed
		},
		noon(day)
	);
const night = (day: string) => nightOf(town.desk, town.congressId, noon(day));
const due = async () =>
	(await town.read((tx) => tx.select().from(plan).where(eq(plan.projectId, projectId))))[0]!.dueOn;
const messages = async (who: 'water' | 'roads') =>
	(await inboxOf(town.desk, town.person(who))).rows.map(({ text }) => text);

test('another unit gets a term of its own for the plan, and the reminders of it', async () => {
	await hand('镇水务站', '2026-02-15');
	expect(await due()).toBe('2026-03-17');
	await night('2026-03-20');
	expect(await messages('water')).toEqual(['办理计划已于 2026年3月17日 到期，尚未办理，请尽快办理。']);
	await hand('镇村镇建设办', '2026-03-23');
	expect(await due()).toBe('2026-04-22');
	const todo = await todoOf(town.desk, town.person('roads'), '2026-03-23');
	expect(todo).toMatchObject([{ kind: 'plan', dueOn: '2026-04-22' }]);
	const { lines } = await projectHistory(town.desk, town.congressId, projectId, null);
	expect(lines[0]!.changes).toContainEqual({ field: 'planDueOn', before: '2026-03-17', after: '2026-04-22' });
	await night('2026-04-15');
	expect(await messages('roads')).toEqual([
		'办理计划将于 2026年4月22日 到期，请按时办理。',
		expect.stringContaining('已改由本单位负责')
	]);
	// The same unit again: nothing about its term has changed.
	await hand('镇村镇建设办', '2026-04-20', { contact: '赵六' });
	expect(await due()).toBe('2026-04-22');
});

test('a unit that takes over an approved plan owes none', async () => {
	await handedOver(town);
	const before = await due();
	await hand('镇村镇建设办', '2026-04-03');
	expect(await due()).toBe(before);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line).toMatchObject({ act: 'assignment-revised' });
	expect(line!.changes.map(({ field }) => field)).not.toContain('planDueOn');
});

test('a unit that takes a project over is told what the one before was told', async () => {
	await handedOver(town);
	await night('2026-04-03');
	expect(await messages('water')).toContain('节点“开工”已于 2026年4月1日 到期，尚未办理，请尽快办理。');
	await hand('镇村镇建设办', '2026-04-03');
	await night('2026-04-03');
	expect(await messages('roads')).toContain('节点“开工”已于 2026年4月1日 到期，尚未办理，请尽快办理。');
	expect((await night('2026-04-03')).reminders).toBe(0);
});

test('a plan that is returned has a new term, with reminders and a place in the calendar of its own', async () => {
	await hand('镇水务站', '2026-02-15');
	const made = await makeCalendar(town.desk, town.person('water'));
	if (!made.ok) throw new Error(made.code);
	const term = async (day: string) =>
		(await unitTerms(town.desk, made.value.token, noon(day)))!.terms.find(({ kind }) => kind === 'plan');
	const before = await term('2026-03-13');
	await night('2026-03-16');
	expect(await messages('water')).toHaveLength(1);
	await submitPlan(
		town.desk,
		town.person('water'),
		{ projectId, revision: 0, draft: goodPlan },
		noon('2026-03-16')
	);
	expect(
		await decidePlan(
			town.desk,
			town.person('supervision'),
			{ projectId, version: 1, verdict: 'return', reason: '节点过粗' },
			noon('2026-03-20')
		)
	).toEqual({ ok: true, value: { dueOn: '2026-04-19' } });
	expect(await due()).toBe('2026-04-19');
	const after = await term('2026-03-20');
	expect(after).toMatchObject({ id: before!.id, due_on: '2026-04-19' });
	expect(after!.sequence).toBeGreaterThan(before!.sequence);
	expect((await night('2026-03-23')).reminders).toBe(0);
	await night('2026-04-17');
	expect(await messages('water')).toContain('办理计划将于 2026年4月19日 到期，请按时办理。');
});

const decidePlanNow = (verdict: 'approve' | 'return') =>
	decidePlan(
		town.desk,
		town.person('supervision'),
		{ projectId, version: 1, verdict, reason: '请按新的期限重排' },
		noon('2026-02-25')
	);
const handIn = () =>
	submitPlan(
		town.desk,
		town.person('water'),
		{ projectId, revision: 0, draft: goodPlan },
		noon('2026-02-20')
	);

test('a plan is not approved under days that it was not written for', async () => {
	await hand('镇水务站', '2026-02-15');
	await handIn();
	await hand('镇水务站', '2026-02-22', { endsOn: '2026-10-31' });
	expect(await decidePlanNow('approve')).toMatchObject({
		code: 'plan-outgrown',
		detail: { endsOn: '2026年10月31日', faults: expect.stringContaining('完工：晚于交办单的完成日期') }
	});
	expect(await decidePlanNow('return')).toMatchObject({ ok: true });
});

test('a 交办单 under an approved plan leaves no open milestone outside', async () => {
	await handedOver(town);
	expect(await hand('镇水务站', '2026-03-05', { endsOn: '2026-10-31' })).toMatchObject({
		code: 'milestones-outside',
		detail: { milestones: '“完工”（2026年11月30日）' }
	});
	expect(await hand('镇水务站', '2026-03-05', { endsOn: '2026-11-30' })).toMatchObject({ ok: true });
});

test('dates that were asked for before the plan are not approved over its milestones', async () => {
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after: { endsOn: '2026-10-31' }, reason: '汛期之前提前完工，缩短工期' },
		noon('2026-02-12')
	);
	if (!asked.ok) throw new Error(asked.code);
	await handedOver(town);
	const decide = (verdict: 'approved' | 'refused') =>
		decideChange(
			town.desk,
			town.person('chair'),
			{
				...{ projectId, id: asked.value.id, verdict, by: 'presidium' as const },
				...{ reference: '涌人主〔2026〕1号', decidedOn: '2026-03-10', note: '' }
			},
			noon('2026-03-10')
		);
	expect(await decide('approved')).toMatchObject({
		code: 'change-outgrown',
		detail: { milestones: '“完工”（2026年11月30日）' }
	});
	expect(await decide('refused')).toMatchObject({ ok: true });
});
