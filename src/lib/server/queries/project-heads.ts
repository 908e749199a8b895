import { sql, type SQL } from 'drizzle-orm';
import type { Funds } from '../../domain/tracker/funds.ts';
import type { Light, LightReason } from '../../domain/tracker/lights.ts';
import type { Grade } from '../../domain/tracker/satisfaction.ts';
import type { ProjectHead, ProjectView } from '../../wire/views.ts';
import type { Desk, Tx } from '../db/client.ts';
import { substitutionOf, substitutionView, type SubstitutionRow } from './substitution.ts';

/** One row of `record.project`: an announced project with the names it is shown under. */
export type ProjectRow = {
	id: string;
	congress_id: string;
	round_id: string;
	number: number;
	name: string;
	category: string;
	content: string;
	place: string;
	beneficiaries: string;
	unit: string;
	leader: string;
	total_fen: string;
	year_fen: string;
	funding: string;
	starts_on: string | null;
	ends_on: string | null;
	/** As voted, or as a decision has changed it since; a 交办单 may name other days within. */
	voted_starts_on: string | null;
	voted_ends_on: string | null;
	approve: number;
	updated_at: string;
	congress_name: string;
	meeting_name: string;
	demonstration: boolean;
	announced_at: string;
};

/** Newest year first; within it by congress, as the index behind the public lists has it. */
export const newestFirst = sql`p.year desc, p.congress_id, p.number, p.id`;

/** The same row with where the project stands, which is null before anything was worked out. */
export type StandingRow = ProjectRow & {
	year: number;
	replaced_at: string | null;
	light: Light | null;
	reasons: LightReason[] | null;
	percent: number | null;
	planned_percent: number | null;
	planned_on: string | null;
	planned_fen: string | null;
	arrived_fen: string | null;
	paid_fen: string | null;
	as_of: string | null;
};

/** Money in fen; until a plan is approved the whole investment is what is planned. */
export const fundsOf = (row: StandingRow): Funds => ({
	plannedFen: Number(row.planned_fen ?? row.total_fen),
	arrivedFen: Number(row.arrived_fen ?? 0),
	paidFen: Number(row.paid_fen ?? 0)
});

type HeadRow = StandingRow &
	SubstitutionRow & {
		nodes: number;
		done: number;
		next_name: string | null;
		next_on: string | null;
		grade: Grade | null;
	};

/** From here on the rows before the page are many enough to be walked by their ids alone. */
const FAR_BEHIND = 500;

/**
 * A page of the public record under a condition on `p`, with how far the milestones are. The page is cut before
 * anything is counted, so that a page far behind costs no more than its own rows.
 */
export async function projectHeads(
	db: Desk | Tx,
	where: SQL,
	{ limit, offset = 0 }: { limit: number; offset?: number }
): Promise<ProjectHead[]> {
	const page =
		offset < FAR_BEHIND
			? sql`${where} order by ${newestFirst} limit ${limit} offset ${offset}`
			: sql`p.id in (select p.id from record.project p where ${where}
				order by ${newestFirst} limit ${limit} offset ${offset})`;
	const rows = await db.execute<HeadRow>(sql`
		select p.*, coalesce(m.nodes, 0)::int as nodes, coalesce(m.done, 0)::int as done, n.name as next_name,
			n.planned_on::text as next_on, b.replaces, b.replaced_by, g.grade
		from (select id, year, congress_id, round_id, number, name, category, place, unit, leader, total_fen,
				starts_on::text, ends_on::text, voted_starts_on::text, voted_ends_on::text, updated_at, replaced_at,
				congress_name, demonstration, light, reasons, percent, planned_percent, planned_fen, arrived_fen, paid_fen,
				as_of::text, planned_on::text
			from record.project p where ${page}) p
		cross join lateral ${substitutionOf} b
		left join lateral (select count(*) as nodes, count(done_on) as done from record.milestone
			where project_id = p.id) m on true
		left join lateral (select name, planned_on from record.milestone where project_id = p.id and done_on is null
				and claimed_on is null order by planned_on, name limit 1) n on true
		left join lateral (select grade from record.satisfaction where project_id = p.id
			order by announced_at desc limit 1) g on true
		order by ${newestFirst}`);
	return rows.map(headOf);
}

/** The milestone that is next; what an accepted project never reported is nobody's next step. */
export const nextOf = (row: {
	light: string | null;
	next_name: string | null;
	next_on: string | null;
}): { name: string; plannedOn: string } | null =>
	row.light !== 'blue' && row.next_name && row.next_on
		? { name: row.next_name, plannedOn: row.next_on }
		: null;

export const headOf = (row: HeadRow): ProjectHead => ({
	id: row.id,
	year: row.year,
	number: row.number,
	name: row.name,
	category: row.category,
	place: row.place,
	unit: row.unit,
	leader: row.leader,
	totalFen: Number(row.total_fen),
	startsOn: isoDate(row.starts_on),
	endsOn: isoDate(row.ends_on),
	votedStartsOn: isoDate(row.voted_starts_on),
	votedEndsOn: isoDate(row.voted_ends_on),
	congressId: row.congress_id,
	congressName: row.congress_name,
	updatedAt: new Date(row.updated_at).toISOString(),
	demonstration: row.demonstration,
	replaced: row.replaced_at !== null,
	substitution: substitutionView(row),
	light: { light: row.light ?? 'grey', reasons: row.reasons ?? [] },
	satisfactionGrade: row.grade,
	percent: row.percent ?? 0,
	plannedPercent: row.planned_percent ?? 0,
	plannedOn: row.planned_on,
	funds: fundsOf(row),
	asOf: isoDate(row.as_of),
	milestones: {
		total: row.nodes,
		done: row.done,
		// Nor what a replaced one has left undone.
		next: row.replaced_at ? null : nextOf(row)
	}
});

/** Whether the public record has this project. */
export async function isPublicProject(db: Desk | Tx, id: string): Promise<boolean> {
	return (await db.execute(sql`select 1 from record.project where id = ${id}::uuid`)).length > 0;
}

/** One project of the public record with its milestones; null where it is not (yet) public. */
export async function wholeProject(db: Desk | Tx, id: string): Promise<ProjectView | null> {
	const [row] = await db.execute<ProjectRow>(sql`select * from record.project where id = ${id}::uuid`);
	if (!row) return null;
	const nodes = await db.execute<{
		id: string;
		name: string;
		planned_on: string;
		done_on: string | null;
		note: string;
	}>(sql`select id, name, planned_on::text, done_on::text, note from record.milestone
		where project_id = ${id}::uuid order by planned_on, name`);
	return {
		id: row.id,
		congressName: row.congress_name,
		meetingName: row.meeting_name,
		roundId: row.round_id,
		number: row.number,
		name: row.name,
		category: row.category,
		content: row.content,
		place: row.place,
		beneficiaries: row.beneficiaries,
		unit: row.unit,
		leader: row.leader,
		totalFen: Number(row.total_fen),
		yearFen: Number(row.year_fen),
		funding: row.funding,
		startsOn: isoDate(row.starts_on),
		endsOn: isoDate(row.ends_on),
		votedStartsOn: isoDate(row.voted_starts_on),
		votedEndsOn: isoDate(row.voted_ends_on),
		approve: row.approve,
		announcedAt: new Date(row.announced_at).toISOString(),
		milestones: nodes.map((node) => ({
			id: node.id,
			name: node.name,
			plannedOn: node.planned_on,
			doneOn: node.done_on,
			note: node.note
		})),
		updatedAt: new Date(row.updated_at).toISOString(),
		demonstration: row.demonstration
	};
}

/** The driver may hand a date over as text or as a Date at midnight UTC. */
const isoDate = (value: string | Date | null): string | null =>
	value === null ? null : typeof value === 'string' ? value.slice(0, 10) : value.toISOString().slice(0, 10);
