import { eq } from 'drizzle-orm';
import { moveReport } from '../../domain/tracker/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { plan } from '../db/tracker-schema.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * 撤回计划: a plan that was handed in and is not decided yet becomes a draft again, which the office no longer has
 * on its list. The version handed in stays.
 *
 * @param input.version the one that was read: a colleague's newer one is not taken back unseen
 */
export const withdrawPlan = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; version: number; reason: string },
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'not-your-unit'
		| 'project-replaced'
		| 'not-assigned'
		| 'nothing-to-withdraw'
		| 'other-version'
		| 'reason-needed'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const [paper] = await tx.select().from(plan).where(eq(plan.projectId, input.projectId));
		if (!paper) return refuse('not-assigned');
		const moved = moveReport(paper.state, 'withdraw');
		if (!moved.ok) return refuse('nothing-to-withdraw');
		if (paper.version !== input.version) return refuse('other-version');
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		await tx.update(plan).set({ state: moved.value }).where(eq(plan.projectId, input.projectId));
		await recordAct(
			tx,
			actor,
			own.value,
			{ act: 'plan-withdrawn', reason, detail: { version: input.version } },
			now
		);
		return ok({});
	});
