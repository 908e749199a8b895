import { eq, sql } from 'drizzle-orm';
import { isFollowedOn, owedOf } from '../../domain/tracker/year-end.ts';
import type { YearEndRow, YearEndView } from '../../wire/year-end.ts';
import type { MeetingHead } from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { meeting } from '../db/schema.ts';
import { byNumber, followRows } from './follow-rows.ts';
import { meetingFrame } from './meeting-frame.ts';

/**
 * The projects of the newest year that was voted on before the current meeting, each with how it ended: what this very
 * meeting has chosen is the next year's.
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
	const rows = await followRows(tx, sql`p.year = ${year} and ${older}`, { order: byNumber });
	const facts = await tx.execute<{ id: string; accepted: boolean; counts: YearEndRow['counts'] }>(sql`
		select p.id, exists (select from tracker.acceptance a where a.project_id = p.id and a.state = 'approved'
				and a.conclusion = 'pass') as accepted,
			(select jsonb_build_object('satisfied', r.satisfied, 'basic', r.basic, 'dissatisfied', r.dissatisfied,
				'blank', r.blank, 'base', r.base, 'baseNumber', r.base_number)
				from tracker.survey_result r where r.project_id = p.id order by r.at desc limit 1) as counts
		from tracker.project p where p.year = ${year} and ${older}`);
	const factsOf = new Map(facts.map(({ id, accepted, counts }) => [id, { accepted, counts }]));
	return {
		year,
		rows: rows.map((row) => {
			const one = { ...row, grade: row.satisfaction, ...factsOf.get(row.id)! };
			return { ...one, owed: owedOf(one), followed: isFollowedOn(one) };
		})
	};
}
