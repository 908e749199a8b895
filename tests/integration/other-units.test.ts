import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectFor } from '#lib/server/queries/followed-project.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { savePlan } from '#lib/server/tracker/write-plan.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

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
const listed = async (who: Parameters<TrackedTown['person']>[0]) =>
	(await followPage(town.desk, town.person(who), followFilter(new URLSearchParams()))).rows
		.map(({ id }) => id)
		.sort();
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

	const own2 = town.projects[1]!.id;
	expect(await listed('roads')).toEqual([own2]);

	expect((await assign(['镇村镇建设办'], '2026-02-17')).ok).toBe(true);
	const helping = (await read('roads'))!;
	expect([helping.own, helping.project.plan!.draft]).toEqual([false, {}]);
	// What it may open it finds, in the list as in the ledger.
	expect(await listed('roads')).toEqual([projectId, own2].sort());
	expect((await ledgerOfYear(town.desk, town.person('roads'), 2026)).rows).toHaveLength(2);
	expect(await listed('water')).toEqual([projectId]);

	// The newest 交办单 says who helps.
	expect((await assign(['镇财政所'], '2026-02-18')).ok).toBe(true);
	expect(await listed('roads')).toEqual([own2]);
	expect((await ledgerOfYear(town.desk, town.person('roads'), 2026)).rows).toHaveLength(1);
});

test('a unit without reports of its own sees the months of the others, and none while it has no plan', async () => {
	await handedOver(town);
	const month = '2026-03';
	const sent = { projectId, month, revision: 0, draft: reportDraft() };
	expect(await submitReport(town.desk, town.person('water'), sent, noon('2026-04-02'))).toMatchObject({
		ok: true
	});
	const verdict = { projectId, month, version: 1, verdict: 'approve' as const, reason: '' };
	expect(
		await decideReport(town.desk, town.person('supervision'), verdict, noon('2026-04-03'))
	).toMatchObject({ ok: true });
	const ledgerOn = (day: string) => ledgerOfYear(town.desk, town.person('roads'), 2026, noon(day));
	expect(await ledgerOn('2026-04-03')).toMatchObject({
		months: [month],
		rows: [{ unit: '镇村镇建设办', reported: ['—'] }]
	});
	// Before any month is over, the one that runs is all there is to read.
	expect((await ledgerOn('2026-03-31')).months).toEqual([month]);
	// One early report of a month that runs is no column yet, in which all others would be empty.
	await reportedMonth(town, '2026-04', '2026-04-20', { percent: '20' });
	expect((await ledgerOn('2026-04-30')).months).toEqual([month]);
	expect((await ledgerOn('2026-05-01')).months).toEqual([month, '2026-04']);
});
