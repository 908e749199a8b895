import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';

/**
 * Whether project `p` is accepted: 验收合格, and approved. From then on nobody is urged about its milestones and reports
 * any more, whatever was never reported.
 */
export const accepted = sql`exists (select from tracker.acceptance c
	where c.project_id = p.id and c.state = 'approved' and c.conclusion = 'pass')`;

/** Whether the project is, for an act that goes another way from then on. */
export async function isAccepted(tx: Tx, projectId: string): Promise<boolean> {
	const [row] = await tx.execute<{ accepted: boolean }>(sql`
		select ${accepted} as accepted from tracker.project p where p.id = ${projectId}`);
	return row?.accepted ?? false;
}
