import { sql } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import type { OfficeBoard, UnitLine } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { inList, listDueOn } from './feedback-lists.ts';
import { isDue } from './follow-page.ts';
import { openOpinions } from './open-opinions.ts';

/**
 * How a year's projects stand, by unit and altogether, for the first page of whoever follows all of them. What was
 * returned is a share of what was decided on: plans and monthly reports. A replaced project is followed no more, but who
 * wrote about it, a resident or a deputy, still waits; so does who wrote about one of an earlier year, accepted or not.
 */
export const officeBoard = (
	desk: Desk,
	actor: StaffActor,
	year: number,
	today: string
): Promise<OfficeBoard> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const reads = has(actor.role, 'review');
		const lines = await tx.execute<
			UnitLine & { unassigned: number; noGroup: number; waiting: number; late: number }
		>(sql`
			select p.unit, count(*) filter (where p.replaced_at is null)::int as projects,
				count(*) filter (where s.light in ('red', 'orange'))::int as heavy,
				count(*) filter (where s.light = 'yellow')::int as yellow,
				count(*) filter (where ${isDue('unassigned', today)})::int as unassigned,
				count(*) filter (where ${isDue('no-group', today)})::int as "noGroup",
				count(*) filter (where ${isDue('late-plan', today)})::int as "latePlans",
				count(*) filter (where ${isDue('overdue', today)})::int as overdue,
				count(*) filter (where ${isDue('late-report', today)})::int as "lateReports",
				count(*) filter (where ${isDue('unanswered', today)})::int as unanswered,
				coalesce(sum(o.owed), 0)::int as opinions, coalesce(sum(o.late), 0)::int as "lateOpinions",
				coalesce(sum(f.open), 0)::int as messages, coalesce(sum(f.late_open), 0)::int as "lateMessages",
				coalesce(sum(f.waiting), 0)::int as waiting, coalesce(sum(f.late_waiting), 0)::int as late,
				coalesce(sum(h.decided), 0)::int as decided, coalesce(sum(h.returned), 0)::int as returned
			from tracker.project p
			left join tracker.standing s on s.project_id = p.id and p.replaced_at is null
			left join (select project_id, count(*) as owed, count(*) filter (where due_on < ${today}) as late
				from ${openOpinions} owed group by project_id) o on o.project_id = p.id
			left join lateral (select count(*) filter (where ${inList.open}) as open,
				count(*) filter (where ${inList.open} and ${listDueOn.open} < ${today}) as late_open,
				count(*) filter (where ${inList.waiting}) as waiting,
				count(*) filter (where ${inList.waiting} and ${listDueOn.waiting} < ${today}) as late_waiting
				from tracker.feedback f where f.project_id = p.id and f.replied_at is null and ${reads}) f on true
			left join lateral (select count(*) as decided,
				count(*) filter (where l.act in ('plan-returned', 'report-returned')) as returned
				from tracker.history l where l.project_id = p.id and p.replaced_at is null
				and l.act in ('plan-returned', 'report-returned', 'plan-approved', 'report-approved')) h on true
			where p.year = ${year} group by p.unit
			having count(*) filter (where p.replaced_at is null) > 0 or sum(o.owed) > 0 or sum(f.open) > 0 or sum(f.waiting) > 0
			order by heavy desc, overdue desc, "lateReports" desc, yellow desc, p.unit`);
		const earlier = await tx.execute<OfficeBoard['earlier'][number]>(sql`
			select p.year, count(w.opinion)::int as opinions, count(w.message)::int as messages from (
				select project_id, id as opinion, null::uuid as message from ${openOpinions} o
				union all select project_id, null, id from tracker.feedback f
					where f.replied_at is null and ${inList.open} and ${reads}
			) w join tracker.project p on p.id = w.project_id where p.year < ${year}
			group by p.year order by p.year desc`);
		const sum = (of: (line: (typeof lines)[number]) => number) =>
			lines.reduce((all, line) => all + of(line), 0);
		return {
			year,
			unassigned: sum(({ unassigned }) => unassigned),
			noGroup: sum(({ noGroup }) => noGroup),
			latePlans: sum(({ latePlans }) => latePlans),
			overdue: sum(({ overdue }) => overdue),
			lateReports: sum(({ lateReports }) => lateReports),
			unanswered: sum(({ unanswered }) => unanswered),
			opinions: sum(({ opinions }) => opinions),
			lateOpinions: sum(({ lateOpinions }) => lateOpinions),
			messages: sum(({ messages }) => messages),
			lateMessages: sum(({ lateMessages }) => lateMessages),
			reviews: reads ? { waiting: sum(({ waiting }) => waiting), late: sum(({ late }) => late) } : null,
			decided: sum(({ decided }) => decided),
			returned: sum(({ returned }) => returned),
			earlier: [...earlier],
			// A unit whose messages are still to be looked at has nothing to do with them yet.
			units: lines
				.map(({ unassigned: _u, noGroup: _g, waiting: _w, late: _l, ...line }) => line)
				.filter(({ projects, opinions, messages }) => projects + opinions + messages > 0)
		};
	});
