import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planVersion } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { planVersions } from '#lib/server/queries/plan-versions.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { withdrawPlan } from '#lib/server/tracker/withdraw-plan.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan } from '../support/tracker-steps.ts';

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

const must = <T extends { ok: boolean }>(result: T): T => {
	if (!result.ok) throw new Error(JSON.stringify(result));
	return result;
};
const submit = async (revision: number, changed: object, day: string) =>
	must(
		await submitPlan(
			town.desk,
			town.person('water'),
			{ projectId, revision, draft: { ...goodPlan, ...changed } },
			noon(day)
		)
	);
const decide = async (version: number, verdict: 'approve' | 'return', reason: string, day: string) =>
	must(
		await decidePlan(
			town.desk,
			town.person('supervision'),
			{ projectId, version, verdict, reason },
			noon(day)
		)
	);

/** Returned, taken back, approved, and moved by a decision: four versions, two of them on one day. */
async function fourVersions() {
	must(
		await issueAssignment(
			town.desk,
			town.person('supervision'),
			{
				...{ projectId, reference: '涌人办〔2026〕1号', unit: '镇水务站', leader: '张三', contact: '' },
				...{ cooperating: [], target: '', startsOn: '2026-03-01', endsOn: '2026-12-20', requirement: '' }
			},
			noon('2026-02-15')
		)
	);
	await submit(0, {}, '2026-02-20');
	await decide(1, 'return', '资金安排太晚', '2026-02-20');
	await submit(1, { 'fund-2026-06': '280', 'fund-2026-11': '200' }, '2026-02-20');
	must(
		await withdrawPlan(
			town.desk,
			town.person('water'),
			{ projectId, version: 2, reason: '漏填招标' },
			noon('2026-02-21')
		)
	);
	await submit(
		2,
		{ 'tender-name': '招标', 'tender-on': '2026-03-20', 'curve-1-percent': '50', note: '分两段施工' },
		'2026-02-22'
	);
	await decide(3, 'approve', '', '2026-03-01');
	const { milestones } = (await followedProject(town.desk, town.congressId, projectId))!;
	const finish = milestones.find(({ stage }) => stage === 'finish')!;
	const asked = must(
		await askChange(
			town.desk,
			town.person('water'),
			{
				...{ projectId, kind: 'date', after: {}, reason: '汛期连续降雨，工期顺延半个月' },
				moves: [{ id: finish.id, plannedOn: '2026-12-15' }]
			},
			noon('2026-07-01')
		)
	);
	if (!asked.ok) throw new Error(asked.code);
	must(
		await decideChange(
			town.desk,
			town.person('chair'),
			{
				...{ projectId, id: asked.value.id, verdict: 'approved', by: 'presidium', note: '' },
				...{ reference: '涌人主〔2026〕3号', decidedOn: '2026-07-05' }
			},
			noon('2026-07-06')
		)
	);
	return asked.value.id;
}

test('every version of a plan stands with what became of it and with what it changed', async () => {
	const changeId = await fourVersions();
	const { versions, more } = await planVersions(town.desk, town.congressId, projectId, null);
	expect(more).toBe(false);
	expect(
		versions.map(({ version, fate, change }) => [version, fate?.state, fate?.reason, change?.decision])
	).toEqual([
		[4, undefined, undefined, '涌人主〔2026〕3号'],
		[3, 'approved', '', undefined],
		[2, 'withdrawn', '漏填招标', undefined],
		[1, 'returned', '资金安排太晚', undefined]
	]);
	const [moved, drawnAnew, otherMoney, first] = versions;
	expect(moved!.changes!.milestones).toMatchObject([
		{ before: { plannedOn: '2026-11-30' }, after: { plannedOn: '2026-12-15' } }
	]);
	expect(moved!.changes!.funds).toEqual([]);
	expect(moved!.change).toMatchObject({ kind: 'date', authority: 'presidium', recordedBy: '主席' });
	expect(drawnAnew!.changes).toMatchObject({
		milestones: [{ before: null, after: { stage: 'tender', plannedOn: '2026-03-20' } }],
		curve: [{ before: { percent: 40 }, after: { percent: 50 } }],
		sum: null,
		note: { before: '', after: '分两段施工' }
	});
	expect(otherMoney!.changes!.funds).toEqual([
		{ month: '2026-06', beforeFen: 200_000_000, afterFen: 280_000_000 },
		{ month: '2026-11', beforeFen: 280_000_000, afterFen: 200_000_000 }
	]);
	expect(first!.changes).toBeNull();
	const kept = await town.read((tx) => tx.select().from(planVersion).where(eq(planVersion.version, 4)));
	expect(kept).toMatchObject([{ basis: changeId }]);
});

test('a page ends with a version compared with the next page’s first', async () => {
	await fourVersions();
	const page = await planVersions(town.desk, town.congressId, projectId, null, 2);
	expect(page.versions.map(({ version }) => version)).toEqual([4, 3]);
	expect([page.more, page.first]).toEqual([true, true]);
	expect(page.versions[1]!.changes!.milestones).toHaveLength(1);
	const older = await planVersions(town.desk, town.congressId, projectId, 3, 2);
	expect(older.versions.map(({ version, fate }) => [version, fate?.state])).toEqual([
		[2, 'withdrawn'],
		[1, 'returned']
	]);
	expect([older.more, older.first]).toEqual([false, false]);
});

test('another congress reads no version of it', async () => {
	await fourVersions();
	const other = await insertTown(town.desk, '众埠镇', '2');
	const { versions } = await planVersions(town.desk, other.congressId, projectId, null);
	expect(versions).toEqual([]);
});
