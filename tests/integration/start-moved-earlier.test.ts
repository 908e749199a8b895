import { afterEach, beforeEach, expect, test } from 'vitest';
import { approvedPlan } from '#lib/server/queries/approved-plan.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan } from '../support/tracker-steps.ts';

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

test('the curve follows from the day of the 交办单, not of the vote', async () => {
	expect(await decided()).toMatchObject(ok);
	const plan = await town.read((tx) => approvedPlan(tx, projectId));
	expect(plan!.body.curve[0]).toEqual({ on: '2026-03-01', percent: 0 });
});
