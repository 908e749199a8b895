import { and, desc, eq } from 'drizzle-orm';
import { moneySoFar, type MoneySoFar } from '../../domain/tracker/money-so-far.ts';
import { monthOf } from '../../domain/tracker/report.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { report, reportVersion } from '../db/tracker-schema.ts';
import { newestMeasure } from './newest-measure.ts';

/** What has arrived for a project and been paid, by its approved figures and the newest report that waits. */
export async function moneySoFarOf(tx: Tx, projectId: string): Promise<MoneySoFar | null> {
	const known = await newestMeasure(tx, projectId);
	const [waiting] = await tx
		.select({ month: report.month, body: reportVersion.body })
		.from(report)
		.innerJoin(
			reportVersion,
			and(eq(reportVersion.reportId, report.id), eq(reportVersion.version, report.version))
		)
		.where(and(eq(report.projectId, projectId), eq(report.state, 'submitted')))
		.orderBy(desc(report.month))
		.limit(1);
	return moneySoFar(
		known && { ...known, month: monthOf(known.asOf) },
		waiting ? { ...waiting.body, month: waiting.month } : null
	);
}

/** The same for the pages. */
export const moneySoFarView = (
	desk: Desk,
	congressId: string,
	projectId: string
): Promise<MoneySoFar | null> => inCongress(desk, congressId, (tx) => moneySoFarOf(tx, projectId));
