import { sql } from 'drizzle-orm';
import type { ReservePage } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';

const PAGE_SIZE = 50;

/** A page of the 储备库 of the actor's congress, the newest year first and as it was numbered on the ballot. */
export const reservePage = (
	desk: Desk,
	actor: StaffActor,
	{ year, state, page }: ReservePage['filter'],
	pageSize = PAGE_SIZE
): Promise<ReservePage> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const wanted = sql`where ${year === null ? sql`true` : sql`v.year = ${year}`}
			and ${state === null ? sql`true` : sql`v.state = ${state}`}`;
		const [head] = await tx.execute<{ name: string; demonstration: boolean; total: number }>(sql`
			select c.name, coalesce((select bool_or(m.demonstration) from desk.meeting m), false) as demonstration,
				(select count(*)::int from tracker.reserve v ${wanted}) as total from desk.congress c`);
		const offered = await tx.execute<{ year: number }>(
			sql`select distinct v.year from tracker.reserve v order by 1 desc`
		);
		const total = head?.total ?? 0;
		const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / pageSize)));
		const rows = await tx.execute<
			Omit<ReservePage['rows'][number], 'totalFen'> & { totalFen: string | number }
		>(sql`
			select v.id, v.year, m.name as "meetingName", r.title as "roundTitle", v.number, v.name, v.unit,
				v.total_fen as "totalFen", v.approve, v.state, v.note, t.taken_for as "takenFor"
			from tracker.reserve v join desk.round r on r.id = v.round_id join desk.meeting m on m.id = r.meeting_id
			left join lateral (select jsonb_build_object('projectId', s.id, 'name', o.name) as taken_for
				from tracker.project s join tracker.project o on o.id = s.predecessor_id
				where v.state = 'chosen' and s.candidate_id = v.candidate_id) t on true
			${wanted} order by v.year desc, m.held_on desc, r.sequence, v.number, v.id
			limit ${pageSize} offset ${(shown - 1) * pageSize}`);
		return {
			congressName: head?.name ?? '',
			demonstration: head?.demonstration ?? false,
			filter: { year, state, page: shown },
			years: offered.map((one) => one.year),
			total,
			pageSize,
			rows: rows.map((row) => ({ ...row, totalFen: Number(row.totalFen) }))
		};
	});
