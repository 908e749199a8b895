import { sql } from 'drizzle-orm';
import type { ReportTerms } from '../../domain/tracker/report.ts';
import type { Tx } from '../db/client.ts';
import { projectTerm } from './project-term.ts';

/** What of a project decides on when its reports are due; the rest is the congress's settings. */
export type OwnTerms = Pick<ReportTerms, 'planApprovedOn' | 'newlyOwed' | 'heldUp'> & {
	/** How often its first day was moved to another one. */
	startMoves: number;
};

/** The moves of project `p`'s first day, by 交办单 and decisions: `at`, to `starts_on`, from `last_start` if it had one. */
const startMoves = sql`(select * from (select s.*, lag(s.starts_on) over (order by s.at) as last_start from (
		select issued_at as at, starts_on from tracker.assignment where project_id = p.id
		union all select decided_at, (after->>'startsOn')::date from tracker.change_request
			where project_id = p.id and kind = 'date' and state = 'approved'
				and after->>'startsOn' <> coalesce(before->>'startsOn', '')) s) w
	where w.starts_on is distinct from w.last_start)`;

/** Of project `p`, as a column, in days of Beijing. */
export const ownTerms = sql<OwnTerms>`jsonb_build_object(
	'planApprovedOn', (select (max(h.at) at time zone 'Asia/Shanghai')::date from tracker.history h
		where h.project_id = p.id and h.act = 'plan-approved'),
	'newlyOwed', coalesce((select jsonb_agg(jsonb_build_object('from', to_char(m.starts_on, 'YYYY-MM'),
			'before', to_char(m.last_start, 'YYYY-MM'), 'on', (m.at at time zone 'Asia/Shanghai')::date) order by m.at)
		from ${startMoves} m cross join lateral ${projectTerm} t where to_char(m.last_start, 'YYYY-MM')
			> greatest(to_char(m.starts_on, 'YYYY-MM'), t.reports_from)), '[]'),
	'startMoves', (select count(m.last_start) from ${startMoves} m),
	'heldUp', coalesce((select jsonb_agg(jsonb_build_object('from', (a.decided_at at time zone 'Asia/Shanghai')::date,
			'until', (c.at at time zone 'Asia/Shanghai')::date) order by c.at)
		from tracker.correction c join tracker.acceptance a on a.id = c.acceptance_id where c.project_id = p.id and a.conclusion = 'pass'), '[]'))`;

/** As `ownTerms`, of one project. */
export async function ownTermsOf(tx: Tx, projectId: string): Promise<OwnTerms> {
	const [row] = await tx.execute<{ terms: OwnTerms }>(
		sql`select ${ownTerms} as terms from tracker.project p where p.id = ${projectId}`
	);
	return row?.terms ?? { planApprovedOn: null, newlyOwed: [], heldUp: [], startMoves: 0 };
}
