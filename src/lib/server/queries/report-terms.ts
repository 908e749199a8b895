import { sql } from 'drizzle-orm';
import type { ReportTerms } from '../../domain/tracker/report.ts';
import type { Tx } from '../db/client.ts';

/** What of a project decides on when its reports are due; the rest is the congress's settings. */
export type OwnTerms = Pick<ReportTerms, 'planApprovedOn' | 'heldUp'>;

/** Of project `p`, as a column, in days of Beijing. */
export const ownTerms = sql<OwnTerms>`jsonb_build_object(
	'planApprovedOn', (select (max(h.at) at time zone 'Asia/Shanghai')::date from tracker.history h
		where h.project_id = p.id and h.act = 'plan-approved'),
	'heldUp', coalesce((select jsonb_agg(jsonb_build_object('from', (a.decided_at at time zone 'Asia/Shanghai')::date,
			'until', (c.at at time zone 'Asia/Shanghai')::date) order by c.at)
		from tracker.correction c join tracker.acceptance a on a.id = c.acceptance_id where c.project_id = p.id and a.conclusion = 'pass'), '[]'))`;

/** As `ownTerms`, of one project. */
export async function ownTermsOf(tx: Tx, projectId: string): Promise<OwnTerms> {
	const [row] = await tx.execute<{ terms: OwnTerms }>(
		sql`select ${ownTerms} as terms from tracker.project p where p.id = ${projectId}`
	);
	return row?.terms ?? { planApprovedOn: null, heldUp: [] };
}
