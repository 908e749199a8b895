import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeRequest, milestone, standing } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { publicProjectRecord } from '#lib/server/queries/public-project-record.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { everything, publicProject, publicProjects } from '#lib/server/queries/public-projects.ts';
import { changesOf } from '#lib/server/queries/public-parts.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { withdrawChange } from '#lib/server/tracker/withdraw-change.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver } from '../support/tracker-steps.ts';

/** What a decision over dates meets on its way: a sheet with days of its own and a plan that waits. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

const reason = '汛期连续降雨，工期顺延一个月';
const issue = (startsOn: string, endsOn: string, day: string) =>
	issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{ projectId, reference: '涌人办〔2026〕1号', unit: '镇水务站', leader: '张三', contact: '' },
			...{ cooperating: [], target: '', startsOn, endsOn, requirement: '' }
		},
		noon(day)
	);
const view = async () => (await followedProject(town.desk, town.congressId, projectId))!;

/** Of the public page, the list and the answer about one project: start, end and the voted ones; one line where they agree. */
async function publicDays() {
	const head = { ...everything, congress: town.congressId };
	const read = [
		(await publicProjectPage(town.desk, projectId))!,
		(await publicProjects(town.desk, head, { limit: 9 })).find(({ id }) => id === projectId)!,
		(await publicProjectRecord(town.desk, projectId))!.head,
		(await publicProject(town.desk, projectId))!
	].map(({ startsOn, endsOn, votedStartsOn, votedEndsOn }) => [
		...[startsOn, endsOn, votedStartsOn, votedEndsOn]
	]);
	const { row } = await view();
	expect(read[0]!.slice(0, 2)).toEqual([row.startsOn, row.endsOn]);
	return [...new Map(read.map((days) => [String(days), days])).values()];
}

/** Asked for on 1 July and decided on the 5th. */
async function decided(after: object, days: Record<string, string> = {}): Promise<void> {
	const nodes = await town.read((tx) => tx.select().from(milestone));
	const moves = Object.entries(days).map(([name, plannedOn]) => ({
		id: nodes.find((node) => node.name === name)!.id,
		plannedOn
	}));
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after, moves, reason },
		noon('2026-07-01')
	);
	if (!asked.ok) throw new Error(asked.code);
	const recorded = await decideChange(
		town.desk,
		town.person('chair'),
		{
			...{ projectId, id: asked.value.id, verdict: 'approved' as const, by: 'presidium' as const, note: '' },
			...{ reference: '涌人主〔2026〕3号', decidedOn: '2026-07-05' }
		},
		noon('2026-07-06')
	);
	if (!recorded.ok) throw new Error(recorded.code);
}

const postponed = { 开工: '2026-05-15', 主体完工: '2026-10-31', 完工: '2027-01-31', 竣工验收: '2027-02-20' };

test('a form that sends the standing start back as it was decides over the end alone', async () => {
	await handedOver(town);
	expect(await issue('2026-03-20', '2026-12-20', '2026-06-01')).toMatchObject({ ok: true });
	await decided({ startsOn: '2026-03-20', endsOn: '2027-02-28' });
	expect((await view()).row).toMatchObject({ startsOn: '2026-03-20', endsOn: '2027-02-28' });
	expect((await view()).changes[0]!.after).toEqual({ endsOn: '2027-02-28' });
	// So does one that was recorded before the rule.
	await town.read((tx) =>
		tx.insert(changeRequest).values({
			...{ congressId: town.congressId, projectId, kind: 'date', reason, authority: 'presidium' },
			before: { startsOn: '2026-03-01', endsOn: '2026-12-20' },
			after: { startsOn: '2026-03-01', endsOn: '2027-02-28' },
			...{ state: 'approved', askedAt: noon('2026-07-01'), askedBy: '水务站' },
			...{ decision: '涌人主〔2026〕4号', decidedOn: '2026-07-05' },
			...{ decidedAt: noon('2026-07-07'), decidedBy: '主席' }
		})
	);
	expect((await view()).row).toMatchObject({ startsOn: '2026-03-20', endsOn: '2027-02-28' });
	expect(await publicDays()).toEqual([['2026-03-20', '2027-02-28', '2026-03-01', '2027-02-28']]);
});

test('days are asked for, decided and published against the term of the 交办单, not against the vote', async () => {
	// Voted until 20 December.
	await issue('2026-03-20', '2026-10-31', '2026-02-15');
	const draft = {
		...goodPlan,
		...{ 'finish-on': '2026-10-15', 'acceptance-on': '2026-10-31', 'curve-0-on': '2026-03-20' },
		...{ 'curve-2-on': '2026-10-31', 'fund-2026-10': '280', 'fund-2026-11': '' }
	};
	const handed = await submitPlan(
		town.desk,
		town.person('water'),
		{ projectId, revision: 0, draft },
		noon('2026-02-20')
	);
	expect(handed).toMatchObject({ ok: true, value: { version: 1 } });
	await decidePlan(
		town.desk,
		town.person('supervision'),
		{ projectId, version: 1, verdict: 'approve', reason: '' },
		noon('2026-03-01')
	);
	// What everybody goes by is what the public reads, with what was voted on beside it.
	const [before, after, voted] = ['2026-10-31', '2026-11-30', '2026-12-20'];
	expect(await publicDays()).toEqual([['2026-03-20', before, '2026-03-01', voted]]);
	await decided(
		{ startsOn: '2026-03-20', endsOn: '2026-11-30' },
		{ 完工: '2026-11-15', 竣工验收: '2026-11-30' }
	);
	const { changes, row, plan } = await view();
	expect(changes[0]).toMatchObject({
		...{ before: { endsOn: '2026-10-31' }, after: { endsOn: '2026-11-30' } }
	});
	expect(row).toMatchObject({ startsOn: '2026-03-20', endsOn: '2026-11-30' });
	expect(plan!.submitted!.curve.at(-1)!.on).toBe('2026-11-30');
	const [open] = await town.read((tx) => changesOf(tx, projectId));
	expect(open).toMatchObject({ before: { endsOn: before }, after: { endsOn: after } });
	expect(await publicDays()).toEqual([['2026-03-20', after, '2026-03-01', after]]);
	// What was decided is from then on as far as a 交办单 may go.
	expect(await issue('2026-03-20', '2026-12-20', '2026-07-20')).toMatchObject({
		...{ code: 'beyond-voted-dates', detail: { endsOn: '2026-11-30' } }
	});
});

test('the voted day is a change under a shorter 交办单', async () => {
	await issue('2026-03-20', '2026-10-31', '2026-06-01');
	await decided({ startsOn: '2026-03-20', endsOn: '2026-12-20' });
	const { changes, row } = await view();
	expect(changes[0]).toMatchObject({ before: { endsOn: '2026-10-31' }, after: { endsOn: '2026-12-20' } });
	expect(row).toMatchObject({ startsOn: '2026-03-20', endsOn: '2026-12-20' });
	await expect(decided({ endsOn: '2026-12-20' })).rejects.toThrow('change-nothing');
	// The old sheet's days once more, after the decision: the term is another again.
	await issue('2026-03-20', '2026-10-31', '2026-07-20');
	const again = await view();
	expect(await publicDays()).toEqual([['2026-03-20', '2026-10-31', '2026-03-01', '2026-12-20']]);
	expect([again.row.endsOn, again.assignment!.sheetsOfDays]).toEqual(['2026-10-31', 2]);
});

test('a form over dates that was opened before the newest 交办单 is refused, one over content is not', async () => {
	await issue('2026-03-20', '2026-10-31', '2026-06-01');
	const ask = (kind: 'date' | 'content', over: number) =>
		askChange(
			town.desk,
			town.person('water'),
			{
				projectId,
				kind,
				after: kind === 'date' ? { endsOn: '2026-11-30' } : { content: '另建' },
				reason,
				over
			},
			noon('2026-07-01')
		);
	const sheets = async () => (await view()).assignment!.sheetsOfDays;
	await issue('2026-03-20', '2026-11-15', '2026-06-20');
	expect(await ask('date', 1)).toMatchObject({ code: 'change-moved' });
	// One that was sent again with the same days, for another contact say, leaves the form as it is.
	await issue('2026-03-20', '2026-11-15', '2026-06-21');
	expect(await sheets()).toBe(2);
	expect(await ask('date', 2)).toMatchObject({ ok: true });
	expect(await ask('content', 0)).toMatchObject({ ok: true });
});

test('days that a 交办单 has set since the request are not overridden by its decision', async () => {
	const ask = async (after: object, day: string) => {
		const asked = await askChange(
			town.desk,
			town.person('water'),
			{ projectId, kind: 'date', after, reason },
			noon(day)
		);
		if (!asked.ok) throw new Error(asked.code);
		return asked.value.id;
	};
	const decide = (id: string, verdict: 'approved' | 'refused') =>
		decideChange(
			town.desk,
			town.person('chair'),
			{
				...{ projectId, id, verdict, by: 'presidium' as const, note: '' },
				...{ reference: '涌人主〔2026〕3号', decidedOn: '2026-07-05' }
			},
			noon('2026-07-06')
		);
	await issue('2026-03-20', '2026-10-31', '2026-06-01');
	const id = await ask({ endsOn: '2026-11-30' }, '2026-06-10');
	expect(await issue('2026-03-20', '2026-12-15', '2026-06-20')).toMatchObject({ ok: true });
	expect(await decide(id, 'approved')).toMatchObject({
		code: 'change-term-moved',
		detail: { moved: '完成日期现为2026年12月15日（申请时为2026年10月31日）' }
	});
	expect((await view()).row).toMatchObject({ endsOn: '2026-12-15' });
	expect(await town.read((tx) => changesOf(tx, projectId))).toEqual([]);
	expect(await decide(id, 'refused')).toMatchObject({ ok: true });
	// A day that the request leaves alone may have moved.
	const other = await ask({ startsOn: '2026-03-25' }, '2026-06-25');
	expect(await issue('2026-03-20', '2026-12-01', '2026-06-26')).toMatchObject({ ok: true });
	expect(await decide(other, 'approved')).toMatchObject({ ok: true });
	expect((await view()).row).toMatchObject({ startsOn: '2026-03-25', endsOn: '2026-12-01' });
	// One that waits is taken back and asked for anew.
	const third = await ask({ endsOn: '2026-11-30' }, '2026-07-01');
	expect(await issue('2026-03-25', '2026-11-20', '2026-07-02')).toMatchObject({ ok: true });
	expect(await decide(third, 'approved')).toMatchObject({ code: 'change-term-moved' });
	const taken = { projectId, id: third, reason: '期限已变' };
	expect(await withdrawChange(town.desk, town.person('water'), taken, noon('2026-07-03'))).toMatchObject({
		ok: true
	});
	expect(await decide(await ask({ endsOn: '2026-11-30' }, '2026-07-04'), 'approved')).toMatchObject({
		ok: true
	});
	// Two decisions of one day come in any order.
	const published = await town.read((tx) => changesOf(tx, projectId));
	expect(published.find(({ after }) => 'endsOn' in after)).toMatchObject({
		...{ before: { endsOn: '2026-11-20' }, after: { endsOn: '2026-11-30' } }
	});
});

test('the planned curve begins with the decided start', async () => {
	await handedOver(town);
	await decided({ startsOn: '2026-05-01', endsOn: '2027-02-28' }, postponed);
	const { curve } = (await view()).plan!.submitted!;
	expect(curve.map(({ on }) => on)).toEqual(['2026-05-01', expect.any(String), '2027-02-28']);
	// Days after the start nobody is far behind.
	await town.read((tx) => refreshStanding(tx, [projectId], noon('2026-05-06')));
	const [row] = await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId)));
	expect(row!.plannedPercent).toBeLessThanOrEqual(2);
});

test('a start that is decided alone takes the curve along, too', async () => {
	await handedOver(town);
	await decided({ startsOn: '2026-03-20' });
	const { version, submitted } = (await view()).plan!;
	expect([version, submitted!.curve[0]]).toEqual([2, { on: '2026-03-20', percent: 0 }]);
	expect(submitted!.milestones[0]).toMatchObject({ name: '开工', plannedOn: '2026-04-01' });
});

test('a plan that waits while its term is cut is not approved, and goes back', async () => {
	expect(await issue('2026-03-01', '2026-12-20', '2026-02-15')).toMatchObject({ ok: true });
	const handedIn = (revision: number, day: string) =>
		submitPlan(town.desk, town.person('water'), { projectId, revision, draft: goodPlan }, noon(day));
	const verdict = (version: number, kind: 'approve' | 'return') =>
		decidePlan(
			town.desk,
			town.person('supervision'),
			{ projectId, version, verdict: kind, reason: '请按新的期限重排' },
			noon('2026-07-07')
		);
	expect(await handedIn(0, '2026-02-20')).toMatchObject({ value: { version: 1 } });
	expect(await issue('2026-03-01', '2026-11-15', '2026-02-21')).toMatchObject({ ok: true });
	const outside = { code: 'plan-outgrown', detail: { startsOn: '2026年3月1日', endsOn: '2026年11月15日' } };
	expect(await verdict(1, 'approve')).toMatchObject(outside);
	expect(await verdict(1, 'return')).toMatchObject({ ok: true });
	// By a decision of the presidium as by a sheet.
	expect(await issue('2026-03-01', '2026-12-20', '2026-02-22')).toMatchObject({ ok: true });
	expect(await handedIn(1, '2026-02-23')).toMatchObject({ value: { version: 2 } });
	await decided({ endsOn: '2026-10-31' });
	expect(await verdict(2, 'approve')).toMatchObject({
		...{ code: 'plan-outgrown', detail: { endsOn: '2026年10月31日' } }
	});
	expect((await view()).milestones).toEqual([]);
});
