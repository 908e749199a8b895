import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectFor } from '#lib/server/queries/followed-project.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { savePlan } from '#lib/server/tracker/write-plan.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan } from '../support/tracker-steps.ts';

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

const assign = (cooperating: string[], day: string) =>
	issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{
				projectId,
				reference: '涌人办〔2026〕1号',
				unit: '镇水务站',
				leader: '张三',
				contact: '',
				cooperating
			},
			...{ target: '', startsOn: '2026-03-01', endsOn: '2026-12-20', requirement: '' }
		},
		noon(day)
	);
const read = (who: Parameters<TrackedTown['person']>[0]) =>
	projectFor(town.desk, town.person(who), projectId);

test('another unit opens no project that it has no part in; one that helps with it reads it without drafts', async () => {
	expect((await assign([], '2026-02-15')).ok).toBe(true);
	const draft = { ...goodPlan, note: '还没有定' };
	expect(
		(await savePlan(town.desk, town.person('water'), { projectId, revision: 0, draft }, noon('2026-02-16')))
			.ok
	).toBe(true);
	expect(await read('roads')).toBeNull();
	const own = (await read('water'))!;
	expect(own.own).toBe(true);
	expect(own.project.plan!.draft).toMatchObject({ note: '还没有定' });
	for (const who of ['supervision', 'office', 'chair'] as const) {
		const seen = (await read(who))!;
		expect([who, seen.own, seen.project.plan!.draft]).toEqual([who, false, {}]);
	}

	expect((await assign(['镇村镇建设办'], '2026-02-17')).ok).toBe(true);
	const helping = (await read('roads'))!;
	expect([helping.own, helping.project.plan!.draft]).toEqual([false, {}]);
});
