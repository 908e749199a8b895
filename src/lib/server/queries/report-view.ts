import { and, desc, eq } from 'drizzle-orm';
import { differences } from '../../domain/tracker/differences.ts';
import { reportTerm } from '../../domain/tracker/report.ts';
import { writeWan } from '../../domain/tracker/funds.ts';
import type { ReportView } from '../../wire/tracker-views.ts';
import type { Draft } from '../../domain/tracker/drafts.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { report, reportVersion } from '../db/tracker-schema.ts';
import { waitsElsewhere } from './claimed.ts';
import { newestMeasure } from './newest-measure.ts';
import { approvalOfPlan } from './plan-approved-on.ts';
import { trackerSettings } from './tracker-settings.ts';

/** One month's report. Before its first save it is a draft made from what is known. */
export const reportView = (
	desk: Desk,
	congressId: string,
	projectId: string,
	month: string
): Promise<ReportView> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx
			.select()
			.from(report)
			.where(and(eq(report.projectId, projectId), eq(report.month, month)));
		const elsewhere = [...(await waitsElsewhere(tx, projectId, month))];
		if (!row) {
			const terms = {
				...(await trackerSettings(tx)).values,
				planApprovedOn: await approvalOfPlan(tx, projectId)
			};
			return {
				id: '',
				elsewhere,
				month,
				dueOn: reportTerm(month, terms),
				state: 'draft',
				version: 0,
				reason: '',
				savedAt: '',
				submittedAt: null,
				decidedAt: null,
				decidedBy: null,
				revision: 0,
				savedBy: '',
				draft: await firstDraft(tx, projectId),
				versions: []
			};
		}
		const versions = await tx
			.select()
			.from(reportVersion)
			.where(eq(reportVersion.reportId, row.id))
			.orderBy(desc(reportVersion.version));
		return {
			id: row.id,
			elsewhere,
			month: row.month,
			dueOn: row.dueOn,
			state: row.state,
			version: row.version,
			reason: row.reason,
			savedAt: row.savedAt.toISOString(),
			submittedAt: row.submittedAt?.toISOString() ?? null,
			decidedAt: row.decidedAt?.toISOString() ?? null,
			decidedBy: row.decidedBy,
			draft: row.draft,
			revision: row.revision,
			savedBy: row.savedBy,
			versions: versions.map((one, i) => ({
				version: one.version,
				body: one.body,
				hash: Buffer.from(one.hash).toString('hex'),
				submittedAt: one.submittedAt.toISOString(),
				submittedBy: one.submittedBy,
				changes: versions[i + 1] ? differences(versions[i + 1]!.body, one.body) : []
			}))
		};
	});

/** What a report begins with: the figures that are known. */
export async function firstDraft(tx: Tx, projectId: string): Promise<Draft> {
	const known = await newestMeasure(tx, projectId);
	return {
		percent: String(known?.percent ?? 0),
		arrived: writeWan(known?.arrivedFen ?? 0),
		paid: writeWan(known?.paidFen ?? 0)
	};
}
