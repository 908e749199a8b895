import { and, eq } from 'drizzle-orm';
import type { PlanBody } from '../../domain/tracker/plan.ts';
import type { Tx } from '../db/client.ts';
import { plan, planVersion } from '../db/tracker-schema.ts';

/** The plan that a project is measured by; null before one is approved. */
export async function approvedPlan(
	tx: Tx,
	projectId: string
): Promise<{ version: number; body: PlanBody } | null> {
	const [paper] = await tx
		.select({ version: plan.version, body: planVersion.body })
		.from(plan)
		.innerJoin(
			planVersion,
			and(eq(planVersion.projectId, plan.projectId), eq(planVersion.version, plan.version))
		)
		.where(and(eq(plan.projectId, projectId), eq(plan.state, 'approved')));
	return paper ?? null;
}
