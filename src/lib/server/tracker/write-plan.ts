import { eq } from 'drizzle-orm';
import {
	isDraft,
	isSavedAlready,
	readPlanDraft,
	type Draft,
	type DraftFault
} from '../../domain/tracker/drafts.ts';
import { planFaults, type PlanFault } from '../../domain/tracker/plan.ts';
import { moveReport } from '../../domain/tracker/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { plan, planVersion } from '../db/tracker-schema.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { ownProject, type ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';

type Access = 'not-found' | 'not-your-unit' | 'project-replaced' | 'not-assigned';
type Written = { row: ProjectRow; paper: typeof plan.$inferSelect };

/** Keeps what was typed, right or wrong. @param input.revision the one the writer saw; an older one is refused */
export function savePlan(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; revision: number; draft: Draft },
	now = new Date()
): Promise<Result<{ revision: number }, Access | 'report-locked' | 'edited-elsewhere' | 'bad-request'>> {
	return act(desk, actor.congressId, async (tx) => {
		const saved = await keepDraft(tx, actor, input, now);
		return saved.ok ? ok({ revision: saved.value.paper.revision }) : saved;
	});
}

/** 报送计划: kept and locked as a version, if it has no fault; with faults it stays a draft and all are told. */
export async function submitPlan(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; revision: number; draft: Draft },
	now = new Date()
): Promise<
	Result<
		{ version: number } | { faults: (PlanFault | DraftFault)[]; revision: number },
		Access | 'report-locked' | 'edited-elsewhere' | 'bad-request'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const saved = await keepDraft(tx, actor, input, now);
		if (!saved.ok) return saved;
		const { row, paper } = saved.value;
		const { body, faults } = readPlanDraft(input.draft);
		const all = faults.length ? faults : planFaults(body, await frameOf(tx, row));
		if (all.length) return ok({ faults: all, revision: paper.revision });
		const version = paper.version + 1;
		await tx.insert(planVersion).values({
			congressId: row.congressId,
			projectId: row.id,
			version,
			body,
			submittedAt: now,
			submittedBy: actor.name
		});
		await tx.update(plan).set({ state: 'submitted', version, reason: '' }).where(eq(plan.projectId, row.id));
		await recordAct(tx, actor, row, { act: 'plan-submitted', detail: { version } }, now);
		return ok({ version });
	});
}

async function keepDraft(
	tx: Tx,
	actor: StaffActor,
	input: { projectId: string; revision: number; draft: Draft },
	now: Date
): Promise<Result<Written, Access | 'report-locked' | 'edited-elsewhere' | 'bad-request'>> {
	if (!isDraft(input.draft)) return refuse('bad-request');
	const own = await ownProject(tx, actor, input.projectId);
	if (!own.ok) return own;
	const [paper] = await tx.select().from(plan).where(eq(plan.projectId, input.projectId));
	if (!paper) return refuse('not-assigned');
	const moved = moveReport(paper.state, 'save');
	if (!moved.ok) return moved;
	if (isSavedAlready(paper, input, actor)) return ok({ row: own.value, paper });
	if (paper.revision !== input.revision) return refuse('edited-elsewhere', { by: paper.savedBy });
	const [kept] = await tx
		.update(plan)
		.set({ draft: input.draft, revision: paper.revision + 1, savedAt: now, savedBy: actor.name })
		.where(eq(plan.projectId, input.projectId))
		.returning();
	return ok({ row: own.value, paper: kept! });
}
