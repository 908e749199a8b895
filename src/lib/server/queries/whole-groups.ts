import { sql } from 'drizzle-orm';
import { groupAsks, groupParts } from '../../domain/tracker/group.ts';

const asked = groupParts.map(
	(part) => sql`count(*) filter (where g.part = ${part}) >= ${groupAsks[part]}::int`
);

/**
 * The projects whose group has what 1+1+2 asks for, as a subquery: `groupLacks` in the database. Read once for the
 * congress, not once for each of its projects. A leader who is no deputy leaves no roll.
 */
export const wholeGroups = sql`(
	select g.project_id from tracker.supervisor g left join desk.delegate d on d.id = g.delegate_id
	where g.until is null and coalesce(d.active, true)
	group by g.project_id having ${sql.join(asked, sql` and `)})`;
