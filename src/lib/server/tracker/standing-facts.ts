import { sql } from 'drizzle-orm';
import type { Light } from '../../domain/tracker/lights.ts';
import type { PlanBody } from '../../domain/tracker/plan.ts';
import type { BegunReport } from '../../domain/tracker/report.ts';
import type { Tx } from '../db/client.ts';
import { accepted } from '../queries/accepted.ts';
import { claimedDay } from '../queries/claimed.ts';
import { ownTerms, type OwnTerms } from '../queries/report-terms.ts';
import { projectTerm } from '../queries/project-term.ts';

type Milestone = {
	name: string;
	stage: string;
	plannedOn: string;
	doneOn: string | null;
	claimedOn: string | null;
};

/** Everything that a project's standing is worked out from. */
export type StandingFacts = {
	id: string;
	congress_id: string;
	year: number;
	starts_on: string | null;
	reports_from: string | null;
	total_fen: string;
	/** Of the approved plan; null before it. */
	plan: PlanBody | null;
	terms: OwnTerms;
	milestones: Milestone[];
	measure: { asOf: string; percent: number; arrivedFen: number; paidFen: number } | null;
	/** Months whose report was begun, whatever became of it. */
	begun: BegunReport[];
	accepted: boolean;
	last: { seq: number; light: Light } | null;
};

/** Of all projects that are followed up, or of some: one query. */
export const standingFacts = (tx: Tx, ids: string[] | null, today: string): Promise<StandingFacts[]> =>
	tx.execute<StandingFacts>(sql`
		select p.id, p.congress_id, p.year, p.total_fen, t.starts_on::text, t.reports_from,
			${ownTerms} as terms,
			(select v.body from tracker.plan l join tracker.plan_version v on v.project_id = l.project_id and v.version = l.version
				where l.project_id = p.id and l.state = 'approved') as plan,
			coalesce((select jsonb_agg(jsonb_build_object('name', m.name, 'stage', m.stage, 'plannedOn', m.planned_on,
				'doneOn', m.done_on, 'claimedOn', ${claimedDay(today)}) order by m.planned_on, m.name) from tracker.milestone m
				where m.project_id = p.id and m.dropped_at is null), '[]') as milestones,
			(select jsonb_build_object('asOf', m.as_of, 'percent', m.percent, 'arrivedFen', m.arrived_fen,
				'paidFen', m.paid_fen) from tracker.measure m
				where m.project_id = p.id order by m.as_of desc, m.at desc limit 1) as measure,
			coalesce((select jsonb_agg(jsonb_build_object('month', r.month, 'state', r.state, 'dueOn', r.due_on))
				from tracker.report r where r.project_id = p.id), '[]') as begun,
			${accepted} as accepted,
			(select jsonb_build_object('seq', l.seq, 'light', l.light) from tracker.light_change l
				where l.project_id = p.id order by l.seq desc limit 1) as last
		from tracker.project p cross join lateral ${projectTerm} t
		where p.replaced_at is null and ${ids === null ? sql`true` : sql`p.id in ${ids}`}`);
