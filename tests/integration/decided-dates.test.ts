import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeRequest } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver } from '../support/tracker-steps.ts';

/** What a decision over dates meets on its way: a sheet with days of its own. */

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
async function decided(after: object): Promise<void> {
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after, reason },
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
