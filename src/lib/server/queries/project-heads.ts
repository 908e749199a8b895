import { sql, type SQL } from 'drizzle-orm';
import type { ProjectHead, ProjectView } from '../../wire/views.ts';
import type { Desk, Tx } from '../db/client.ts';

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
	approve: number;
	updated_at: string;
	congress_name: string;
	meeting_name: string;
	demonstration: boolean;
	announced_at: string;
};

/** Projects of the public record under a condition, with how far their milestones are: two queries in all. */
export async function projectHeads(db: Desk | Tx, where: SQL): Promise<ProjectHead[]> {
	const rows = await db.execute<
		ProjectRow & { nodes: number; done: number; next_name: string | null; next_on: string | null }
	>(sql`
		select p.*, coalesce(m.nodes, 0)::int as nodes, coalesce(m.done, 0)::int as done, n.name as next_name,
			n.planned_on::text as next_on
		from record.project p
		left join lateral (select count(*) as nodes, count(done_on) as done from record.milestone
			where project_id = p.id) m on true
		left join lateral (select name, planned_on from record.milestone where project_id = p.id and done_on is null
			order by planned_on, name limit 1) n on true
		where ${where}
		order by p.announced_at desc, p.number`);
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		name: row.name,
		category: row.category,
		place: row.place,
		unit: row.unit,
		leader: row.leader,
		totalFen: Number(row.total_fen),
		startsOn: isoDate(row.starts_on),
		endsOn: isoDate(row.ends_on),
		congressName: row.congress_name,
		updatedAt: new Date(row.updated_at).toISOString(),
		demonstration: row.demonstration,
		milestones: {
			total: row.nodes,
			done: row.done,
			next: row.next_name && row.next_on ? { name: row.next_name, plannedOn: row.next_on } : null
		}
	}));
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
