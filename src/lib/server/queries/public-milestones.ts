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
	/** Its unit says that it is done; the report that says so waits for its verdict. */
	claimedOn: string | null;
	demonstration: boolean;
	/** How many decisions have moved it, and how often a correction has opened it again: a calendar shows the newest. */
	moved: number;
	undone: number;
	/** When anything of the project was last changed. */
	updatedAt: string;
	/** When the congress replaced the project; null for one under way. */
	replacedAt: string | null;
	/** The project is accepted, by its light as on its page: what was never reported is nobody's duty any more. */
	accepted: boolean;
	/** When a decision took it out of the plan; null for one that stands. */
	droppedAt: string | null;
};

type Row = Omit<PublicMilestone, 'updatedAt' | 'replacedAt' | 'droppedAt'> & {
	updated_at: string;
	replaced_at: string | null;
	dropped_at: string | null;
};

const columns = sql`id, project_id, name, planned_on, done_on, first_planned_on, dropped_at, undone, claimed_on`;

/** No plan has as many; without a bound each project's own list would be dissolved into one of all. */
const MOST_MILESTONES = 200;

/**
 * The milestones of these projects, by day; those of a replaced one too, which stay on the record.
 *
 * @param droppedSince with what was taken out of a plan since then; left out: with nothing of it
 */
export async function publicMilestones(
	desk: Desk,
	projectIds: readonly string[],
	droppedSince: Date | null = null
): Promise<PublicMilestone[]> {
	if (projectIds.length === 0) return [];
	// Project by project down their own index: joined as a whole, every milestone of every town would be read.
	const rows = await desk.execute<Row>(sql`
		select m.id, p.id as "projectId", p.name as project, p.place, p.unit, m.name, m.planned_on::text as "plannedOn",
			m.done_on::text as "doneOn",
			m.claimed_on::text as "claimedOn", p.demonstration, ${timesMoved('record.change')} as moved, m.undone, p.updated_at,
			p.replaced_at, coalesce(p.light = 'blue', false) as accepted, m.dropped_at
		from record.project p cross join lateral (select ${columns} from record.milestone
			where project_id = p.id
			union all select ${columns} from record.dropped_milestone where project_id = p.id
				and dropped_at >= ${droppedSince?.toISOString() ?? null}::timestamptz
			order by planned_on, id limit ${MOST_MILESTONES}) m
		where p.id in (${sql.join(
			projectIds.map((id) => sql`${id}::uuid`),
			sql`, `
		)})
		order by m.planned_on, p.number, m.id`);
	const instant = (value: string | null) => value && new Date(value).toISOString();
	return rows.map(({ updated_at, replaced_at, dropped_at, ...row }) => ({
		...row,
		updatedAt: new Date(updated_at).toISOString(),
		replacedAt: instant(replaced_at),
		droppedAt: instant(dropped_at)
	}));
}
