import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeRequest, milestone, standing } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
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

test('a form that sends the voted start back as it was decides over the end alone', async () => {
	await handedOver(town);
	expect(await issue('2026-03-20', '2026-12-20', '2026-06-01')).toMatchObject({ ok: true });
	await decided({ startsOn: '2026-03-01', endsOn: '2027-02-28' });
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
