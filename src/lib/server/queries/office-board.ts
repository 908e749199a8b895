import { sql } from 'drizzle-orm';
import type { OfficeBoard, UnitLine } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';

/**
 * How a year's projects stand, by unit and altogether, for the first page of whoever follows all of them. What was
 * returned is a share of what was decided on: plans and monthly reports.
 */
export const officeBoard = (desk: Desk, actor: StaffActor, year: number): Promise<OfficeBoard> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const units = await tx.execute<UnitLine>(sql`
			select p.unit, count(*)::int as projects,
				count(*) filter (where s.light in ('red', 'orange'))::int as heavy,
				count(*) filter (where s.light = 'yellow')::int as yellow,
				count(*) filter (where s.overdue_days > 0)::int as overdue,
				count(*) filter (where s.late_report_days > 0)::int as "lateReports",
				coalesce(sum(n.unanswered), 0)::int as unanswered,
				coalesce(sum(h.decided), 0)::int as decided, coalesce(sum(h.returned), 0)::int as returned
			from tracker.project p
			left join tracker.standing s on s.project_id = p.id
			left join lateral (select count(*) as unanswered from tracker.supervision_act a
				where a.project_id = p.id and a.state = 'open' and a.due_on is not null) n on true
			left join lateral (select count(*) as decided,
				count(*) filter (where l.act in ('plan-returned', 'report-returned')) as returned
				from tracker.history l where l.project_id = p.id
				and l.act in ('plan-returned', 'report-returned', 'plan-approved', 'report-approved')) h on true
			where p.year = ${year} and p.replaced_at is null
			group by p.unit
			order by heavy desc, overdue desc, "lateReports" desc, yellow desc, p.unit`);
		const sum = (of: (line: UnitLine) => number) => units.reduce((all, line) => all + of(line), 0);
		return {
			year,
			overdue: sum(({ overdue }) => overdue),
			lateReports: sum(({ lateReports }) => lateReports),
			unanswered: sum(({ unanswered }) => unanswered),
			decided: sum(({ decided }) => decided),
			returned: sum(({ returned }) => returned),
			units: [...units]
		};
	});
