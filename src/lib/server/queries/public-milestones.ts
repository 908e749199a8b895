import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import { timesMoved } from './times-moved.ts';

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
	/** How many decisions have moved it, and how often a correction has opened it again: a calendar shows the newest. */
	moved: number;
	undone: number;
	/** When the congress replaced the project; null for one under way. */
	replacedAt: string | null;
};

/** No plan has as many; without a bound each project's own list would be dissolved into one of all. */
const MOST_MILESTONES = 200;

/** The milestones of these projects, by day; those of a replaced one too, which stay on the record. */
export async function publicMilestones(
	desk: Desk,
	projectIds: readonly string[]
): Promise<PublicMilestone[]> {
	if (projectIds.length === 0) return [];
	// Project by project down their own index: joined as a whole, every milestone of every town would be read.
	const rows = await desk.execute<Omit<PublicMilestone, 'replacedAt'> & { replaced_at: string | null }>(sql`
		select m.id, p.id as "projectId", p.name as project, p.place, p.unit, m.name, m.planned_on::text as "plannedOn",
			m.done_on::text as "doneOn", p.demonstration, ${timesMoved('record.change')} as moved, m.undone, p.replaced_at
		from record.project p cross join lateral (select * from record.milestone
			where project_id = p.id order by planned_on, id limit ${MOST_MILESTONES}) m
		where p.id in (${sql.join(
			projectIds.map((id) => sql`${id}::uuid`),
			sql`, `
		)})
		order by m.planned_on, p.number, m.id`);
	return rows.map(({ replaced_at, ...row }) => ({
		...row,
		replacedAt: replaced_at && new Date(replaced_at).toISOString()
	}));
}
