import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';

/** The day in Beijing on which the plan of project `p` was approved, as a column; null before that. */
export const planApprovedOn = sql<string | null>`(select (max(h.at) at time zone 'Asia/Shanghai')::date::text
	from tracker.history h where h.project_id = p.id and h.act = 'plan-approved')`;

/** As `planApprovedOn`, of one project. */
export async function approvalOfPlan(tx: Tx, projectId: string): Promise<string | null> {
	const [row] = await tx.execute<{ on: string | null }>(
		sql`select ${planApprovedOn} as on from tracker.project p where p.id = ${projectId}`
	);
	return row?.on ?? null;
}
