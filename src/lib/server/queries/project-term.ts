import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';

/**
 * From which month on reports of project `p` are owed, when it starts on `s.starts_on`: from that one, but of nothing that a
 * later month was handed in without, or approved without. Months come in order, so nobody owed it then: the start has moved
 * to an earlier day since, and the later figures hold already.
 */
const reportsFrom = sql`case when s.starts_on is not null then greatest(to_char(s.starts_on, 'YYYY-MM'),
	(select max(r.month) from tracker.report r where r.project_id = p.id and r.version > 0
		and not exists (select from tracker.report b where b.project_id = p.id and b.version > 0
			and b.month = to_char((r.month || '-01')::date - interval '1 month', 'YYYY-MM')
			and (b.state = 'approved' or r.state <> 'approved')))) end`;

/**
 * The days that a project `p` runs from and to, as a table to join laterally: of the 交办单 and a decision that named
 * the day, the later one holds; a decision has named a day that it has changed, whatever its request repeats. Before either
 * it is what was voted on. `reports_from` is the month from which reports are owed. Whoever asks when a project begins or
 * ends asks here, so that lists, lights, owed reports and forms can't differ.
 */
export const projectTerm = sql`(select s.starts_on, s.ends_on, ${reportsFrom} as reports_from from (
	select case when d.starts then p.starts_on else coalesce(a.starts_on, p.starts_on) end as starts_on,
		case when d.ends then p.ends_on else coalesce(a.ends_on, p.ends_on) end as ends_on
	from (select) one
	left join lateral (select issued_at, starts_on, ends_on from tracker.assignment where project_id = p.id
		order by version desc limit 1) a on true
	left join lateral (select bool_or(after->>'startsOn' <> coalesce(before->>'startsOn', '')) as starts,
			bool_or(after->>'endsOn' <> coalesce(before->>'endsOn', '')) as ends
		from tracker.change_request where project_id = p.id and kind = 'date' and state = 'approved'
			and decided_at > a.issued_at) d on true) s)`;

/** The term of one project; null for a day that neither the vote nor a 交办单 or decision has named. */
export async function termOf(
	tx: Tx,
	projectId: string
): Promise<{ startsOn: string | null; endsOn: string | null; reportsFrom: string | null }> {
	const [term] = await tx.execute<{
		starts_on: string | null;
		ends_on: string | null;
		reports_from: string | null;
	}>(sql`
		select t.starts_on::text, t.ends_on::text, t.reports_from from tracker.project p
		cross join lateral ${projectTerm} t where p.id = ${projectId}`);
	return {
		startsOn: term?.starts_on ?? null,
		endsOn: term?.ends_on ?? null,
		reportsFrom: term?.reports_from ?? null
	};
}

/**
 * How many 交办单 of a project have set days: the first, and each one whose days are others than those before it, be these
 * of a sheet or of a decision between the two. One that names another contact alone moves no day.
 */
export async function sheetsOfDays(tx: Tx, projectId: string): Promise<number> {
	const [sheets] = await tx.execute<{ n: number }>(sql`
		select count(*)::int as n from (select issued_at, starts_on, ends_on, lag(issued_at) over w as last_at,
				lag(starts_on) over w as last_start, lag(ends_on) over w as last_end
			from tracker.assignment where project_id = ${projectId} window w as (order by version)) a
		where (starts_on, ends_on) is distinct from (last_start, last_end) or exists (select from tracker.change_request
			where project_id = ${projectId} and kind = 'date' and state = 'approved'
				and decided_at > last_at and decided_at <= issued_at)`);
	return sheets!.n;
}
