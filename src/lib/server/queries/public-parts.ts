import { sql } from 'drizzle-orm';
import type {
	PublicAcceptance,
	PublicChange,
	PublicCorrection,
	PublicMessage,
	PublicMilestone,
	PublicPhoto,
	PublicRating,
	PublicReport,
	PublicSatisfaction,
	CorrectedMeasure
} from '../../wire/project-page.ts';
import type { Desk, Tx } from '../db/client.ts';

/** Parts of the public page of a project. Each reads `record.*` alone, so nothing else can come into it. */

/** Which lines of a list that grows, counted from the newest. */
export type Cut = { limit: number; offset?: number };

/** More than any project has; a bound and no page. */
const BOUND = 100;

const instant = (value: string | Date): string => new Date(value).toISOString();

export const milestonesOf = (tx: Desk | Tx, projectId: string): Promise<PublicMilestone[]> =>
	tx.execute<PublicMilestone>(sql`
		select id, stage, name, planned_on::text as "plannedOn", first_planned_on::text as "firstPlannedOn",
			done_on::text as "doneOn", claimed_on::text as "claimedOn", note
		from record.milestone where project_id = ${projectId}::uuid order by planned_on, name limit ${BOUND}`);

/** The newest of each slot come first within their slot, and the slots in their order. @param each of one slot */
export const newestPhotosOf = (tx: Desk | Tx, projectId: string, each: number): Promise<PublicPhoto[]> =>
	tx.execute<PublicPhoto>(sql`
		select p.id, p.slot, p.caption, p.taken_on::text as "takenOn", p.width, p.height
		from unnest(array['before', 'during', 'after']) with ordinality as s (slot, place)
		cross join lateral (select * from record.photo where project_id = ${projectId}::uuid and slot = s.slot
			order by taken_on desc, uploaded_at desc, id limit ${each}) p
		order by s.place, p.taken_on desc, p.uploaded_at desc, p.id`);

export const photosOf = (
	tx: Desk | Tx,
	projectId: string,
	{ limit, offset = 0 }: Cut
): Promise<PublicPhoto[]> =>
	tx.execute<PublicPhoto>(sql`
		select id, slot, caption, taken_on::text as "takenOn", width, height
		from record.photo where project_id = ${projectId}::uuid
		order by taken_on desc, uploaded_at desc, id limit ${limit} offset ${offset}`);

export const reportsOf = (
	tx: Desk | Tx,
	projectId: string,
	{ limit, offset = 0 }: Cut
): Promise<PublicReport[]> =>
	tx.execute<PublicReport>(sql`
		select month, percent, done, next from record.report where project_id = ${projectId}::uuid
		order by month desc limit ${limit} offset ${offset}`);

export async function messagesOf(
	tx: Desk | Tx,
	projectId: string,
	{ limit, offset = 0 }: Cut
): Promise<PublicMessage[]> {
	const rows = await tx.execute<{
		id: string;
		text: string;
		at: string;
		reply: string;
		replyUnit: string;
		replied_at: string | null;
	}>(sql`
		select id, text, at, reply, reply_unit as "replyUnit", replied_at from record.feedback where project_id = ${projectId}::uuid
		order by at desc, id limit ${limit} offset ${offset}`);
	return rows.map(({ at, replied_at, ...row }) => ({
		...row,
		at: instant(at),
		repliedAt: replied_at && instant(replied_at)
	}));
}

export const changesOf = (tx: Desk | Tx, projectId: string): Promise<PublicChange[]> =>
	tx.execute<PublicChange>(sql`
		select id, kind, before, after, reason, authority, decision, decided_on::text as "decidedOn"
		from record.change where project_id = ${projectId}::uuid order by decided_on desc, id limit ${BOUND}`);

export async function correctionsOf(tx: Desk | Tx, projectId: string): Promise<PublicCorrection[]> {
	const rows = await tx.execute<PublicCorrection>(sql`
		select id, subject, before, after, reason, at from record.correction where project_id = ${projectId}::uuid
		order by at desc, id limit ${BOUND}`);
	return rows.map((row) => ({ ...row, at: instant(row.at) }));
}

/** What a monthly report corrected; a correction of figures by the office stands among the corrections already. */
export async function correctedMeasuresOf(tx: Desk | Tx, projectId: string): Promise<CorrectedMeasure[]> {
	const rows = await tx.execute<CorrectedMeasure>(sql`
		select m.as_of::text as "asOf", m.correction as reason, m.at from record.measure m
		where m.project_id = ${projectId}::uuid and ${byReport}
		order by m.as_of desc, m.at desc limit ${BOUND}`);
	return rows.map((row) => ({ ...row, at: instant(row.at) }));
}

/** Of `record.measure m`: it corrects, and no correction of the office's stands for it. */
export const byReport = sql`(m.correction <> '' and not exists (select from record.correction c
	where c.project_id = m.project_id and c.at = m.at))`;

/** Of the newest measure. */
export async function explanationOf(tx: Desk | Tx, projectId: string): Promise<string> {
	const [row] = await tx.execute<{ explanation: string }>(sql`
		select explanation from record.measure where project_id = ${projectId}::uuid
		order by as_of desc, at desc limit 1`);
	return row?.explanation ?? '';
}

/** The newest approved one: a project that had to be mended is accepted again. */
export async function acceptanceOf(tx: Desk | Tx, projectId: string): Promise<PublicAcceptance | null> {
	const [row] = await tx.execute<Omit<PublicAcceptance, 'finalFen'> & { final_fen: string | null }>(sql`
		select accepted_on::text as "acceptedOn", conclusion, text, final_fen, final_note as "finalNote" from record.acceptance
		where project_id = ${projectId}::uuid order by decided_at desc limit 1`);
	if (!row) return null;
	const { final_fen, ...rest } = row;
	return { ...rest, finalFen: final_fen === null ? null : Number(final_fen) };
}

export async function satisfactionOf(tx: Desk | Tx, projectId: string): Promise<PublicSatisfaction[]> {
	const rows = await tx.execute<PublicSatisfaction>(sql`
		select survey_id as "surveyId", round_id as "roundId", year, satisfied, basic, dissatisfied, blank, base, base_number as "baseNumber",
			rule, grade, announced_at as "announcedAt"
		from record.satisfaction where project_id = ${projectId}::uuid order by announced_at desc limit 10`);
	return rows.map((row) => ({ ...row, announcedAt: instant(row.announcedAt) }));
}

export async function ratingOf(tx: Desk | Tx, projectId: string): Promise<PublicRating> {
	const [row] = await tx.execute<PublicRating>(sql`
		select satisfied, basic, dissatisfied from record.resident_rating where project_id = ${projectId}::uuid`);
	return row ?? { satisfied: 0, basic: 0, dissatisfied: 0 };
}

/** How many lines the lists that grow have in all. */
export async function countsOf(tx: Desk | Tx, projectId: string) {
	const [row] = await tx.execute<{ photos: number; reports: number; messages: number }>(sql`
		select (select count(*) from record.photo where project_id = ${projectId}::uuid)::int as photos,
			(select count(*) from record.report where project_id = ${projectId}::uuid)::int as reports,
			(select count(*) from record.feedback where project_id = ${projectId}::uuid)::int as messages`);
	return row!;
}
