import { and, desc, eq } from 'drizzle-orm';
import { plannedPercent } from '../../domain/tracker/curve.ts';
import { differences } from '../../domain/tracker/differences.ts';
import { monthEnd, reportTerm, type FiguresOfMonth } from '../../domain/tracker/report.ts';
import { writeWan } from '../../domain/tracker/funds.ts';
import { isoDate } from '../../i18n/format.ts';
import type { ReportView } from '../../wire/tracker-views.ts';
import { shownDraft, type Draft } from '../../domain/tracker/drafts.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { report, reportVersion } from '../db/tracker-schema.ts';
import { approvedPlan } from './approved-plan.ts';
import { waitsElsewhere } from './claimed.ts';
import { figuresBefore } from './figures-before.ts';
import { reportDaysOf } from './owed-reports.ts';
import { ownTermsOf } from './report-terms.ts';
import { trackerSettings } from './tracker-settings.ts';

/** One month's report. Before its first save it is a draft made from what is known. */
export const reportView = (
	desk: Desk,
	congressId: string,
	projectId: string,
	month: string,
	now = new Date()
): Promise<ReportView> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx
			.select()
			.from(report)
			.where(and(eq(report.projectId, projectId), eq(report.month, month)));
		const elsewhere = [...(await waitsElsewhere(tx, projectId, month))];
		const before = await figuresBefore(tx, projectId, month);
		const planned = await plannedBy(tx, projectId, [monthEnd(month), isoDate(now)].sort()[0]!);
		const dueOn = (await reportDaysOf(tx, projectId, isoDate(now)))[month];
		if (!row) {
			const terms = { ...(await trackerSettings(tx)).values, ...(await ownTermsOf(tx, projectId)) };
			return {
				id: '',
				...{ elsewhere, before, planned },
				month,
				dueOn: dueOn ?? reportTerm(month, terms),
				state: 'draft',
				version: 0,
				reason: '',
				savedAt: '',
				submittedAt: null,
				decidedAt: null,
				decidedBy: null,
				revision: 0,
				savedBy: '',
				draft: firstDraft(before),
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
			...{ elsewhere, before, planned },
			month: row.month,
			dueOn: dueOn ?? row.dueOn,
			state: row.state,
			version: row.version,
			reason: row.reason,
			savedAt: row.savedAt.toISOString(),
			submittedAt: row.submittedAt?.toISOString() ?? null,
			decidedAt: row.decidedAt?.toISOString() ?? null,
			decidedBy: row.decidedBy,
			draft: shownDraft(row.draft),
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

/** What a report begins with: the very figures that it is compared with. */
export const firstDraft = (before: FiguresOfMonth | null): Draft => ({
	percent: String(before?.percent ?? 0),
	arrived: writeWan(before?.arrivedFen ?? 0),
	paid: writeWan(before?.paidFen ?? 0)
});

/** What the approved plan has on a day; null before one is approved. */
async function plannedBy(tx: Tx, projectId: string, on: string): Promise<ReportView['planned']> {
	const plan = await approvedPlan(tx, projectId);
	return plan && { on, percent: plannedPercent(plan.body.curve, on) };
}
