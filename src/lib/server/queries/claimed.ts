import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { projectTerm } from './project-term.ts';

/** The day that report `r`, which was begun, is due on: not before an earlier month of the project (`openReports`). */
const dueWithEarlier = sql`greatest(r.due_on, (select max(e.due_on) from tracker.report e
	where e.project_id = r.project_id and e.month < r.month and e.month >= (select t.reports_from
		from tracker.project p cross join lateral ${projectTerm} t where p.id = r.project_id)))`;

/**
 * The day on which the unit says that milestone `m` was reached, or null where nothing of it counts on `today`. A claim
 * counts while the report that says so, or is going to, waits for its verdict, and before that up to the day it is due:
 * the office's slowness makes nobody late, and no claim outlives the report that it belongs to.
 */
export const claimedDay = (today: string): SQL<string | null> => sql<
	string | null
>`case when m.done_on is null
	and exists (select from tracker.report r where r.project_id = m.project_id and r.month = m.claimed_month
		and (r.state = 'submitted' or (r.state in ('draft', 'returned') and ${dueWithEarlier} >= ${today}::date)))
	then m.claimed_on end`;

/** A milestone `m` that its unit still has to reach. */
export const unreached = (today: string): SQL =>
	sql`m.done_on is null and m.dropped_at is null and ${claimedDay(today)} is null`;

/** The milestones that a report which waits for its verdict says are reached, except that of `month`. */
export async function waitsElsewhere(tx: Tx, projectId: string, month: string | null): Promise<Set<string>> {
	const rows = await tx.execute<{ id: string }>(sql`
		select m.id from tracker.milestone m join tracker.report r on r.project_id = m.project_id
			and r.month = m.claimed_month and r.state = 'submitted'
		where m.project_id = ${projectId} and m.done_on is null and r.month is distinct from ${month}`);
	return new Set(rows.map(({ id }) => id));
}
