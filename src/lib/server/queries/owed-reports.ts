import { sql, type SQL } from 'drizzle-orm';
import { isDueAnew, monthTerms, type BegunReport, type ReportState } from '../../domain/tracker/report.ts';
import type { TrackerSettings } from '../../domain/tracker/settings.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { accepted } from './accepted.ts';
import { ownTerms, type OwnTerms } from './report-terms.ts';
import { projectTerm } from './project-term.ts';
import { trackerSettings } from './tracker-settings.ts';

export type OwedReport = {
	project_id: string;
	project: string;
	unit: string;
	month: string;
	due_on: string;
	/** Why it came back; null for one that didn't. */
	returned: string | null;
	/** Whether its day may be another one than it was reminded of before: whatever has given it a new one. */
	moved: boolean;
	/** How often it has been handed in, and so may have been returned to another day. */
	version: number;
	/** How often earlier months have been returned, and so may have taken it along. */
	earlier: number;
	/** How often a mistaken 验收 or a start that has moved may have given it another day. */
	anew: number;
};

/**
 * The 月报 that projects `p` under `where` have not handed in, the current month's among them, whether or not anybody has
 * begun to write it. One that was begun keeps its day, whatever the settings say by now.
 */
export async function owedReports(
	tx: Tx,
	settings: TrackerSettings,
	today: string,
	where: SQL = sql`true`
): Promise<OwedReport[]> {
	const months = await monthsOf(tx, settings, today, sql`${where} and ${isRunning}`);
	return months.filter(isOpen).map(({ state: _state, running: _running, ...month }) => month);
}

/** Whether anything is owed of project `p` any more. */
const isRunning = sql`p.replaced_at is null and not ${accepted}`;

type MonthOfProject = OwedReport & { state: ReportState | null; running: boolean };

const isOpen = ({ state }: MonthOfProject): boolean => state !== 'submitted' && state !== 'approved';

/** All months of projects `p` under `where` from the one on from which reports are owed, those handed in among them. */
async function monthsOf(
	tx: Tx,
	settings: TrackerSettings,
	today: string,
	where: SQL
): Promise<MonthOfProject[]> {
	const projects = await tx.execute<{
		project_id: string;
		project: string;
		unit: string;
		reports_from: string;
		running: boolean;
		terms: OwnTerms;
		begun: (BegunReport & { reason: string; version: number; returns: number })[];
	}>(sql`
		select p.id as project_id, p.name as project, p.unit, t.reports_from, ${isRunning} as running, ${ownTerms} as terms,
			coalesce((select jsonb_agg(jsonb_build_object('month', r.month, 'state', r.state, 'dueOn', r.due_on,
				'reason', r.reason, 'version', r.version, 'returns', (select count(*) from tracker.history h
					where h.project_id = p.id and h.subject_id = r.id and h.act = 'report-returned')))
				from tracker.report r where r.project_id = p.id), '[]') as begun
		from tracker.project p join tracker.plan l on l.project_id = p.id and l.state = 'approved'
		cross join lateral ${projectTerm} t
		where ${where} and t.reports_from is not null`);
	return projects.flatMap(({ reports_from, terms, begun, ...project }) =>
		monthTerms(reports_from, today, begun, { ...settings, ...terms }).map(
			({ month, dueOn, carried, state }) => {
				const report = begun.find((one) => one.month === month);
				const before = begun.filter((one) => one.month < month);
				const moved =
					carried ||
					(report?.returns ?? 0) > 0 ||
					isDueAnew({ month, dueOn }, { ...terms, calendar: settings.calendar }) ||
					terms.heldUp.some(({ from }) => from <= dueOn);
				return {
					...{ ...project, month, due_on: dueOn, moved, state, version: report?.version ?? 0 },
					earlier: before.reduce((sum, one) => sum + one.returns, 0),
					anew: terms.startMoves + terms.heldUp.length,
					returned: state === 'returned' ? (report?.reason ?? '') : null
				};
			}
		)
	);
}

/** The day on which each report of a project is due, by its month: of those handed in, and of those that are owed. */
export const reportDays = (
	desk: Desk,
	congressId: string,
	projectId: string,
	today: string
): Promise<Record<string, string>> =>
	inCongress(desk, congressId, async (tx) => reportDaysOf(tx, projectId, today));

export async function reportDaysOf(
	tx: Tx,
	projectId: string,
	today: string
): Promise<Record<string, string>> {
	const { values } = await trackerSettings(tx);
	const isOwn = sql`p.id = ${projectId}::uuid`;
	const months = await monthsOf(tx, values, today, isOwn);
	const known = months.filter((month) => month.running || !isOpen(month));
	return Object.fromEntries(known.map(({ month, due_on }) => [month, due_on]));
}
