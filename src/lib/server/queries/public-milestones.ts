import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';

export type PublicMilestone = {
	id: string;
	projectId: string;
	project: string;
	place: string;
	unit: string;
	name: string;
	plannedOn: string;
	doneOn: string | null;
	demonstration: boolean;
	/** How many decisions have moved it: a calendar shows the newest. */
	moved: boolean;
};

/** The milestones of these projects, by day. Nothing of a replaced one: nobody waits for it. */
export async function publicMilestones(
	desk: Desk,
	projectIds: readonly string[]
): Promise<PublicMilestone[]> {
	if (projectIds.length === 0) return [];
	const rows = await desk.execute<PublicMilestone>(sql`
		select m.id, p.id as "projectId", p.name as project, p.place, p.unit, m.name, m.planned_on::text as "plannedOn",
			m.done_on::text as "doneOn", p.demonstration, m.first_planned_on is not null as moved
		from record.project p join record.milestone m on m.project_id = p.id
		where p.id in (${sql.join(
			projectIds.map((id) => sql`${id}::uuid`),
			sql`, `
		)}) and p.replaced_at is null
		order by m.planned_on, p.number, m.id`);
	return rows.map((row) => ({ ...row }));
}
