import { eq, sql, type SQL } from 'drizzle-orm';
import { isFollowedOn, owedOf } from '../../domain/tracker/year-end.ts';
import type { YearEndRow, YearEndView } from '../../wire/year-end.ts';
import type { MeetingHead } from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { meeting } from '../db/schema.ts';
import { accepted } from './accepted.ts';
import { byNumber, followRows } from './follow-rows.ts';
import { meetingFrame } from './meeting-frame.ts';

/**
 * The projects of the newest year that was voted on before the current meeting, each with how it ended, and those of
 * earlier years that the congress goes on asking for: what this very meeting has chosen is the next year's.
 */
export const lastYear = (
	desk: Desk,
	congressId: string
): Promise<{ meeting: MeetingHead | null; view: YearEndView | null }> =>
	inCongress(desk, congressId, async (tx) => {
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		const frame = current ? await meetingFrame(tx, current.id) : null;
		return { meeting: frame?.meeting ?? null, view: await yearBefore(tx, current?.id ?? null) };
	});

async function yearBefore(tx: Tx, meetingId: string | null): Promise<YearEndView | null> {
	const older = sql`not exists (select from desk.round o where o.id = p.round_id and o.meeting_id = ${meetingId}::uuid)`;
	const [newest] = await tx.execute<{ year: number | null }>(
		sql`select max(p.year) as year from tracker.project p where ${older}`
	);
	const year = newest?.year ?? null;
	if (year === null) return null;
	const earlier = await yearEnds(
		tx,
		sql`p.year < ${year} and ${older} and p.replaced_at is null
			and (g.grade = 'dissatisfied' or not ${accepted})`
	);
	const years = [...new Set(earlier.map((row) => row.year))];
	return {
		year,
		rows: await yearEnds(tx, sql`p.year = ${year} and ${older}`),
		earlier: years.map((one) => ({ year: one, rows: earlier.filter((row) => row.year === one) }))
	};
}

/** Projects under a condition of `followRows`, newest year first, each with how it ended. */
async function yearEnds(tx: Tx, where: SQL): Promise<YearEndRow[]> {
	const rows = await followRows(tx, where, { order: byNumber });
	if (!rows.length) return [];
	const ids = sql.join(
		rows.map(({ id }) => sql`${id}::uuid`),
		sql`, `
	);
	const facts = await tx.execute<{ id: string; accepted: boolean; counts: YearEndRow['counts'] }>(sql`
		select p.id, ${accepted} as accepted,
			(select jsonb_build_object('satisfied', r.satisfied, 'basic', r.basic, 'dissatisfied', r.dissatisfied,
				'blank', r.blank, 'base', r.base, 'baseNumber', r.base_number)
				from tracker.survey_result r where r.project_id = p.id order by r.at desc limit 1) as counts
		from tracker.project p where p.id in (${ids})`);
	const factsOf = new Map(facts.map(({ id, accepted, counts }) => [id, { accepted, counts }]));
	return rows.map((row) => {
		const one = { ...row, grade: row.satisfaction, ...factsOf.get(row.id)! };
		return { ...one, owed: owedOf(one), followed: isFollowedOn(one) };
	});
}
