import { sql } from 'drizzle-orm';

/**
 * How often decisions have moved a milestone `m`: the `SEQUENCE` of its event, which a calendar takes for news only
 * where it rises (RFC 5545, 3.8.7.4). Few milestones move, and only theirs are counted, down the project's own changes.
 *
 * @param changes `tracker.change_request`, or `record.change` for everybody
 */
export const timesMoved = (changes: 'tracker.change_request' | 'record.change') => sql`(case
	when m.first_planned_on is null then 0
	else (select greatest(1, count(*))::int from ${sql.raw(changes)} c where c.project_id = m.project_id and c.kind = 'date'
		${changes === 'record.change' ? sql`` : sql`and c.state = 'approved'`}
		and c.after->'milestones' @> jsonb_build_array(jsonb_build_object('id', m.id)))
	end)`;
