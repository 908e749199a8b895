import { sql } from 'drizzle-orm';
import type { MilestoneFacts } from '../../wire/tracker-views.ts';
import type { Tx } from '../db/client.ts';
import { claimedDay } from './claimed.ts';

/** The milestones by project, in the order of their days, as desk and deputies see them on `today`. */
export async function milestoneFacts(
	tx: Tx,
	projectIds: readonly string[],
	today: string
): Promise<Record<string, MilestoneFacts[]>> {
	const byProject: Record<string, MilestoneFacts[]> = {};
	if (!projectIds.length) return byProject;
	const rows = await tx.execute<MilestoneFacts & { projectId: string }>(sql`
		select m.project_id as "projectId", m.id, m.stage, m.name, m.planned_on::text as "plannedOn",
			m.first_planned_on::text as "firstPlannedOn", m.done_on::text as "doneOn",
			(${claimedDay(today)})::text as "claimedOn", m.note
		from tracker.milestone m where m.project_id in ${projectIds} and m.dropped_at is null
		order by m.planned_on, m.name`);
	for (const { projectId, ...node } of rows) (byProject[projectId] ??= []).push(node);
	return byProject;
}
