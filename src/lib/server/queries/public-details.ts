import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import type { PublicMilestone } from './public-milestones.ts';
import { publicMilestones } from './public-milestones.ts';

/** What a package of projects says of each beside its head. */
export type ProjectDetails = {
	content: string;
	beneficiaries: string;
	announcedAt: string;
	roundId: string;
	/** ISO date of the decision that made it the substitute of another; null for one that was voted on. */
	substitutedOn: string | null;
	/** ISO date of the newest decision over its total; null while the voted one holds. */
	totalDecidedOn: string | null;
	milestones: PublicMilestone[];
	acceptance: {
		acceptedOn: string;
		conclusion: 'pass' | 'rectify';
		text: string;
		finalFen: number | null;
		finalNote: string;
	} | null;
};

type Row = {
	id: string;
	content: string;
	beneficiaries: string;
	announced_at: string;
	round_id: string;
	substituted_on: string | null;
	total_decided_on: string | null;
	accepted_on: string | null;
	conclusion: 'pass' | 'rectify' | null;
	text: string | null;
	final_fen: string | null;
	final_note: string | null;
};

/** By id, in two queries for all of them. */
export async function publicDetails(
	desk: Desk,
	ids: readonly string[]
): Promise<Map<string, ProjectDetails>> {
	if (ids.length === 0) return new Map();
	const wanted = sql.join(
		ids.map((id) => sql`${id}::uuid`),
		sql`, `
	);
	const [rows, milestones] = await Promise.all([
		desk.execute<Row>(sql`
			select p.id, p.content, p.beneficiaries, p.announced_at, p.round_id, a.accepted_on::text, a.conclusion, a.text,
				a.final_fen, a.final_note, s.decided_on::text as substituted_on, c.decided_on::text as total_decided_on
			from record.project p left join lateral (select * from record.acceptance where project_id = p.id
				order by decided_at desc limit 1) a on true
			left join lateral (select decided_on from record.substitute where project_id = p.id) s on true
			left join lateral (select decided_on from record.change where project_id = p.id and kind = 'budget'
				and after ->> 'totalFen' <> before ->> 'totalFen' order by decided_on desc limit 1) c on true
			where p.id in (${wanted})`),
		publicMilestones(desk, ids)
	]);
	return new Map(
		rows.map((row) => [
			row.id,
			{
				content: row.content,
				beneficiaries: row.beneficiaries,
				announcedAt: new Date(row.announced_at).toISOString(),
				roundId: row.round_id,
				substitutedOn: row.substituted_on,
				totalDecidedOn: row.total_decided_on,
				milestones: milestones.filter(({ projectId }) => projectId === row.id),
				acceptance:
					row.accepted_on && row.conclusion
						? {
								acceptedOn: row.accepted_on,
								conclusion: row.conclusion,
								text: row.text ?? '',
								finalFen: row.final_fen === null ? null : Number(row.final_fen),
								finalNote: row.final_note ?? ''
							}
						: null
			}
		])
	);
}
