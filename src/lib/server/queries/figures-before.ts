import { sql } from 'drizzle-orm';
import { monthEnd, monthOf, type FiguresOfMonth, type ReportBody } from '../../domain/tracker/report.ts';
import type { Tx } from '../db/client.ts';
import { newestMeasure } from './newest-measure.ts';
import { projectTerm } from './project-term.ts';

/**
 * What the report of a month is compared with, and begins with: the newest earlier month that waits for its approval,
 * else what is approved, never a later month. Null for the first one. A month that is not owed (`projectTerm`) is none.
 */
export async function figuresBefore(
	tx: Tx,
	projectId: string,
	month: string
): Promise<FiguresOfMonth | null> {
	const [waiting] = await tx.execute<{ month: string; body: ReportBody }>(sql`
		select r.month, v.body from tracker.report r
		join tracker.report_version v on v.report_id = r.id and v.version = r.version
		join tracker.project p on p.id = r.project_id cross join lateral ${projectTerm} t
		where r.project_id = ${projectId} and r.state = 'submitted' and r.month < ${month}
			and r.month >= coalesce(t.reports_from, p.year || '-01')
		order by r.month desc limit 1`);
	if (waiting) {
		const { percent, arrivedFen, paidFen } = waiting.body;
		return { month: waiting.month, percent, arrivedFen, paidFen };
	}
	const known = await newestMeasure(tx, projectId, monthEnd(month));
	if (!known) return null;
	const { asOf, percent, arrivedFen, paidFen } = known;
	return { month: monthOf(asOf), percent, arrivedFen, paidFen };
}
