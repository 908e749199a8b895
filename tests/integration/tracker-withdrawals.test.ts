import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plan, report, reportVersion } from '#lib/server/db/tracker-schema.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { withdrawChange } from '#lib/server/tracker/withdraw-change.ts';
import { withdrawPlan } from '#lib/server/tracker/withdraw-plan.ts';
import { withdrawReport } from '#lib/server/tracker/withdraw-report.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver, reportDraft } from '../support/tracker-steps.ts';

/** What a unit has handed in it may take back, until somebody has decided on it. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

const day = noon('2026-05-04');
const reason = '金额填错，改后再报';
/** What waits for a verdict, beside the projects that nobody has handed over yet. */
const waiting = async () =>
	(await reviewsFor(town.desk, town.person('supervision')))
		.filter(({ kind }) => kind !== 'assignment')
		.map(({ kind, about }) => `${kind} ${about}`);
const newest = async () => (await projectHistory(town.desk, town.congressId, projectId, null)).lines[0]!;

test('a report is taken back by its unit alone, before the verdict, and handed in anew', async () => {
	await handedOver(town);
	const month = '2026-03';
	const hand = (revision: number, changed = {}) =>
		submitReport(
			town.desk,
			town.person('water'),
			{ projectId, month, revision, draft: reportDraft(changed) },
			day
		);
	const back = (who: 'water' | 'roads' | 'supervision', version = 1, why = reason) =>
		withdrawReport(town.desk, town.person(who), { projectId, month, version, reason: why }, day);
	expect(await back('water')).toMatchObject({ code: 'not-found' });
	await hand(0);
	expect(await waiting()).toEqual([`report ${month}`]);
	for (const who of ['roads', 'supervision'] as const)
		expect(await back(who)).toMatchObject({ code: 'not-your-unit' });
	expect(await back('water', 1, ' ')).toMatchObject({ code: 'reason-needed' });
	expect(await back('water', 2)).toMatchObject({ code: 'other-version' });
	expect(await back('water')).toMatchObject({ ok: true });
	expect(await back('water')).toMatchObject({ code: 'nothing-to-withdraw' });
	expect(await waiting()).toEqual([]);
	expect(await newest()).toMatchObject({ act: 'report-withdrawn', reason, unit: '镇水务站' });
	expect((await todoOf(town.desk, town.person('water'), '2026-05-04')).map(({ kind }) => kind)).toContain(
		'report'
	);
	// The office that still has the page open decides on nothing.
	const verdict = { projectId, month, version: 1, verdict: 'approve' as const, reason: '' };
	expect(await decideReport(town.desk, town.person('supervision'), verdict, day)).toMatchObject({
		code: 'report-locked'
	});
	// What was typed is there to be gone on from, and what was handed in is kept as it was.
	const [paper] = await town.read((tx) => tx.select().from(report));
	expect(paper).toMatchObject({ state: 'draft', submittedAt: null, draft: reportDraft() });
	expect(await hand(paper!.revision, { paid: '50' })).toMatchObject({ ok: true, value: { version: 2 } });
	const versions = await town.read((tx) => tx.select().from(reportVersion).orderBy(reportVersion.version));
	expect(versions.map(({ body }) => body.paidFen)).toEqual([60_000_000, 50_000_000]);
	expect(
		await decideReport(town.desk, town.person('supervision'), { ...verdict, version: 2 }, day)
	).toMatchObject({ ok: true });
	expect(await back('water', 2)).toMatchObject({ code: 'nothing-to-withdraw' });
});

test('of two months handed in the later one is taken back first', async () => {
	await handedOver(town);
	for (const month of ['2026-03', '2026-04'])
		await submitReport(
			town.desk,
			town.person('water'),
			{ projectId, month, revision: 0, draft: reportDraft() },
			day
		);
	const back = (month: string) =>
		withdrawReport(town.desk, town.person('water'), { projectId, month, version: 1, reason }, day);
	expect(await back('2026-03')).toMatchObject({ code: 'later-month-first', detail: { month: '2026-04' } });
	expect(await back('2026-04')).toMatchObject({ ok: true });
	expect(await back('2026-03')).toMatchObject({ ok: true });
	// A draft that was never handed in is nothing to be taken back.
	await saveReport(
		town.desk,
		town.person('water'),
		{ projectId, month: '2026-05', revision: 0, draft: reportDraft() },
		day
	);
	expect(await back('2026-05')).toMatchObject({ code: 'nothing-to-withdraw' });
});

test('a plan is taken back and handed in again as its next version', async () => {
	const water = town.person('water');
	const back = (version: number, who = water) =>
		withdrawPlan(town.desk, who, { projectId, version, reason }, day);
	expect(await back(1)).toMatchObject({ code: 'not-assigned' });
	await issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{ projectId, reference: '1号', unit: '镇水务站', leader: '张三', contact: '', cooperating: [] },
			...{ target: '', startsOn: '2026-03-01', endsOn: '2026-12-20', requirement: '' }
		},
		noon('2026-02-15')
	);
	expect(await back(1)).toMatchObject({ code: 'nothing-to-withdraw' });
	await submitPlan(town.desk, water, { projectId, revision: 0, draft: goodPlan }, day);
	expect(await waiting()).toEqual(['plan ']);
	expect(await back(1, town.person('roads'))).toMatchObject({ code: 'not-your-unit' });
	expect(await back(2)).toMatchObject({ code: 'other-version' });
	expect(await back(1)).toMatchObject({ ok: true });
	expect(await waiting()).toEqual([]);
	expect(await newest()).toMatchObject({ act: 'plan-withdrawn', reason });
	const verdict = { projectId, version: 1, verdict: 'approve' as const, reason: '' };
	expect(await decidePlan(town.desk, town.person('supervision'), verdict, day)).toMatchObject({
		code: 'report-locked'
	});
	const [paper] = await town.read((tx) => tx.select().from(plan).where(eq(plan.projectId, projectId)));
	const again = { projectId, revision: paper!.revision, draft: goodPlan };
	expect(await submitPlan(town.desk, water, again, day)).toMatchObject({ value: { version: 2 } });
});

test('a change that nobody has decided on is asked for no more, and stays in sight with why', async () => {
	const ask = async () => {
		const after = { endsOn: '2027-01-20' };
		const asked = await askChange(
			town.desk,
			town.person('water'),
			{ projectId, kind: 'date', after, reason: '汛期连续降雨，工期顺延' },
			day
		);
		if (!asked.ok) throw new Error(asked.code);
		return asked.value.id;
	};
	const back = (id: string, who: 'water' | 'roads' = 'water') =>
		withdrawChange(town.desk, town.person(who), { projectId, id, reason }, day);
	const decide = (id: string) =>
		decideChange(
			town.desk,
			town.person('chair'),
			{
				...{ projectId, id, verdict: 'approved', note: '', by: 'presidium' },
				...{ reference: '涌人主〔2026〕3号', decidedOn: '2026-05-04' }
			},
			day
		);
	const first = await ask();
	expect(await back(first, 'roads')).toMatchObject({ code: 'not-your-unit' });
	expect(await back(crypto.randomUUID())).toMatchObject({ code: 'not-found' });
	expect(await back(first)).toMatchObject({ ok: true });
	expect(await back(first)).toMatchObject({ code: 'change-decided' });
	expect(await decide(first)).toMatchObject({ code: 'change-decided' });
	expect(await waiting()).toEqual([]);
	expect(await newest()).toMatchObject({ act: 'change-withdrawn', reason });
	const view = await followedProject(town.desk, town.congressId, projectId);
	expect(view!.changes).toMatchObject([{ state: 'withdrawn', note: reason }]);
	expect(view!.row.endsOn).toBe('2026-12-20');
	// Another may be asked for at once; once decided it stands.
	const second = await ask();
	expect(await decide(second)).toMatchObject({ ok: true });
	expect(await back(second)).toMatchObject({ code: 'change-decided' });
});

test('verdict and withdrawal at the same moment: one of them, never both', async () => {
	await handedOver(town);
	const month = '2026-03';
	await submitReport(
		town.desk,
		town.person('water'),
		{ projectId, month, revision: 0, draft: reportDraft() },
		day
	);
	const both = await Promise.all([
		withdrawReport(town.desk, town.person('water'), { projectId, month, version: 1, reason }, day),
		decideReport(
			town.desk,
			town.person('supervision'),
			{ projectId, month, version: 1, verdict: 'approve', reason: '' },
			day
		)
	]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});
