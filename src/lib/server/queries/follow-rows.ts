import { sql, type SQL } from 'drizzle-orm';
import type { LightReason, Light } from '../../domain/tracker/lights.ts';
import type { Grade } from '../../domain/tracker/satisfaction.ts';
import type { FollowRow } from '../../wire/tracker-views.ts';
import type { Tx } from '../db/client.ts';
import { nextOf } from './project-heads.ts';
import { projectTerm } from './project-term.ts';
import { substitutionOf, substitutionView, type SubstitutionRow } from './substitution.ts';

type Row = {
	id: string;
	year: number;
	number: number;
	name: string;
	category: string;
	place: string;
	unit: string;
	leader: string;
	cooperating: string[] | null;
	target: string | null;
	light: Light | null;
	reasons: LightReason[];
	rules_version: number;
	computed_on: string;
	percent: number | null;
	planned_percent: number | null;
	planned_on: string | null;
	total_fen: string;
	planned_fen: string | null;
	arrived_fen: string | null;
	paid_fen: string | null;
	overdue_days: number | null;
	late_report_days: number | null;
	next_name: string | null;
	next_on: string | null;
	starts_on: string | null;
	ends_on: string | null;
	reports_from: string | null;
	as_of: string | null;
	updated_at: string;
	replaced: boolean;
	grade: Grade | null;
} & SubstitutionRow;

/** Heaviest first, as a leader reads: red, orange, yellow, then the others; what is replaced has no light and goes last. */
export const byWeight = sql`p.replaced_at is not null, array_position(array['red','orange','yellow','grey','green','blue'], coalesce(s.light, 'grey')), s.overdue_days desc nulls last, p.year desc, p.number`;
export const byNumber = sql`p.year desc, p.number`;

/** Projects of the transaction's congress under a condition on `p` (project) and `s` (standing): one query. */
export async function followRows(
	tx: Tx,
	where: SQL,
	{ order = byNumber, limit = 500, offset = 0 }: { order?: SQL; limit?: number; offset?: number } = {}
): Promise<FollowRow[]> {
	const rows = await tx.execute<Row>(sql`
		select p.id, p.year, p.number, p.name, p.category, p.place, p.unit, p.leader, a.cooperating, a.target, s.light,
			s.reasons, s.rules_version, s.computed_on::text, s.percent, s.planned_percent, s.planned_on::text, p.total_fen,
			s.planned_fen, s.arrived_fen, s.paid_fen, s.overdue_days, s.late_report_days, s.next_name, s.next_on::text,
			t.starts_on::text, t.ends_on::text, t.reports_from, s.as_of::text, p.updated_at, p.replaced_at is not null as replaced, g.grade,
			b.replaces, b.replaced_by
		from tracker.project p
		left join tracker.standing s on s.project_id = p.id
		cross join lateral ${projectTerm} t
		cross join lateral ${substitutionOf} b
		left join lateral (select cooperating, target from tracker.assignment
			where project_id = p.id order by version desc limit 1) a on true
		left join lateral (select r.grade from tracker.survey_result r where r.project_id = p.id
			order by r.at desc limit 1) g on true
		where ${where} order by ${order} limit ${limit} offset ${offset}`);
	return rows.map((row) => ({
		id: row.id,
		year: row.year,
		number: row.number,
		name: row.name,
		category: row.category,
		place: row.place,
		unit: row.unit,
		leader: row.leader,
		cooperating: row.cooperating ?? [],
		target: row.target ?? '',
		light: row.light && {
			light: row.light,
			reasons: row.reasons,
			rulesVersion: row.rules_version,
			computedOn: row.computed_on
		},
		percent: row.percent ?? 0,
		plannedPercent: row.planned_percent ?? 0,
		plannedOn: row.planned_on,
		totalFen: Number(row.total_fen),
		funds: {
			plannedFen: Number(row.planned_fen ?? row.total_fen),
			arrivedFen: Number(row.arrived_fen ?? 0),
			paidFen: Number(row.paid_fen ?? 0)
		},
		overdueDays: row.overdue_days ?? 0,
		lateReportDays: row.late_report_days ?? 0,
		next: row.replaced ? null : nextOf(row),
		startsOn: row.starts_on,
		endsOn: row.ends_on,
		reportsFrom: row.reports_from,
		asOf: row.as_of,
		updatedAt: new Date(row.updated_at).toISOString(),
		replaced: row.replaced,
		substitution: substitutionView(row),
		satisfaction: row.grade
	}));
}
