import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';

/**
 * The day in Beijing since which reports of project `p` can be handed in, as a column; null before that: on which its plan
 * was approved, or an approval of its 验收 that was a mistake was revoked, for meanwhile nobody owed any.
 */
export const owedSince = sql<string | null>`(select (max(h.at) at time zone 'Asia/Shanghai')::date::text
	from tracker.history h where h.project_id = p.id and h.act in ('plan-approved', 'acceptance-revoked'))`;

/** As `owedSince`, of one project. */
export async function owedSinceOf(tx: Tx, projectId: string): Promise<string | null> {
	const [row] = await tx.execute<{ on: string | null }>(
		sql`select ${owedSince} as on from tracker.project p where p.id = ${projectId}`
	);
	return row?.on ?? null;
}
