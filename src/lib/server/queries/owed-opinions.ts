import { sql } from 'drizzle-orm';
import type { OwedOpinions } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { openOpinions } from './open-opinions.ts';

const PAGE_SIZE = 30;

/**
 * Deputies' opinions without the reply that is owed, the most urgent first: a unit its own, everybody else all. Those of
 * replaced projects too: who asked still waits.
 */
export const owedOpinions = (
	desk: Desk,
	actor: StaffActor,
	{ year, unit, late, page }: OwedOpinions['filter'],
	today: string
): Promise<OwedOpinions> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const mine = actor.role === 'department' ? sql`p.unit = ${actor.unit}` : sql`true`;
		const from = sql`from ${openOpinions} o join tracker.visit v on v.id = o.id
			join tracker.project p on p.id = o.project_id join desk.delegate d on d.id = v.delegate_id
			where ${mine}`;
		const wanted = sql`${from} and ${year === null ? sql`true` : sql`p.year = ${year}`}
			and ${unit ? sql`p.unit = ${unit}` : sql`true`} and ${late ? sql`o.due_on < ${today}` : sql`true`}`;
		const [head] = await tx.execute<{ name: string; demonstration: boolean; total: number }>(sql`
			select c.name, coalesce((select bool_or(m.demonstration) from desk.meeting m), false) as demonstration,
				(select count(*)::int ${wanted}) as total from desk.congress c`);
		const offered = await tx.execute<{ year: number; unit: string }>(
			sql`select distinct p.year, p.unit ${from}`
		);
		const total = head?.total ?? 0;
		const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
		const rows = await tx.execute<OwedOpinions['rows'][number]>(sql`
			select o.id, p.id as "projectId", p.name as "projectName", p.unit, d.name as by, v.at, o.opinion,
				o.due_on::text as "dueOn", o.reply ${wanted}
			order by o.due_on, v.at, o.id limit ${PAGE_SIZE} offset ${(shown - 1) * PAGE_SIZE}`);
		return {
			congressName: head?.name ?? '',
			demonstration: head?.demonstration ?? false,
			filter: { year, unit, late, page: shown },
			years: [...new Set(offered.map((one) => one.year))].sort((a, b) => b - a),
			units: [...new Set(offered.map((one) => one.unit))].sort(),
			total,
			pageSize: PAGE_SIZE,
			rows: rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
		};
	});
