import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plan, report } from '#lib/server/db/tracker-schema.ts';
import { projectFor } from '#lib/server/queries/followed-project.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { savePlan } from '#lib/server/tracker/write-plan.ts';
import { saveReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver, reportDraft } from '../support/tracker-steps.ts';

// A field `__proto__` in a draft: what goes to a browser can't be written with one, so every page of the project would be a
// fault of ours for as long as the draft is kept.

let town: TrackedTown;
let projectId: string;
beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const on = noon('2026-04-02');
const month = '2026-03';
const withIt = <T extends object>(draft: T): T =>
	JSON.parse(`{"__proto__":"x",${JSON.stringify(draft).slice(1)}`) as T;
const bare = (draft: object | undefined): boolean =>
	draft !== undefined && !Object.hasOwn(draft, '__proto__');

test('`__proto__` is refused, and nothing of the draft is kept', async () => {
	const input = { projectId, revision: 0 };
	const water = town.person('water');
	expect(await savePlan(town.desk, water, { ...input, draft: withIt(goodPlan) }, on)).toMatchObject({
		code: 'bad-request'
	});
	expect(
		await saveReport(town.desk, water, { ...input, month, draft: withIt(reportDraft()) }, on)
	).toMatchObject({ code: 'bad-request' });
	expect(await town.read((tx) => tx.select().from(report))).toEqual([]);
});

test('a draft that was kept with it before is shown without it', async () => {
	const [water, roads] = [town.person('water'), town.person('roads')];
	const monthly = { projectId, month, revision: 0, draft: reportDraft() };
	expect((await saveReport(town.desk, water, monthly, on)).ok).toBe(true);
	// The plan of another project is still being written.
	const other = town.projects[1]!;
	await issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{
				projectId: other.id,
				reference: '涌人办〔2026〕2号',
				unit: other.unit,
				leader: '张三',
				contact: ''
			},
			...{ cooperating: [], target: '', startsOn: other.startsOn!, endsOn: other.endsOn!, requirement: '' }
		},
		on
	);
	const written = { projectId: other.id, revision: 0, draft: goodPlan };
	expect((await savePlan(town.desk, roads, written, on)).ok).toBe(true);
	const isOther = eq(plan.projectId, other.id);
	await town.read(async (tx) => {
		await tx
			.update(plan)
			.set({ draft: sql`draft || '{"__proto__": "x"}'` })
			.where(isOther);
		await tx.update(report).set({ draft: sql`draft || '{"__proto__": "x"}'` });
	});
	const [kept] = await town.read((tx) => tx.select().from(plan).where(isOther));
	expect(bare(kept!.draft)).toBe(false);

	const page = await projectFor(town.desk, roads, other.id);
	expect(bare(page!.project.plan?.draft)).toBe(true);
	expect(page!.project.plan?.draft).toMatchObject(goodPlan);
	const view = await reportView(town.desk, town.congressId, projectId, month, on);
	expect(bare(view.draft)).toBe(true);
	expect(view.draft).toMatchObject(reportDraft());
});
