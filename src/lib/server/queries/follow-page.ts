import { sql, type SQL } from 'drizzle-orm';
import { lights, type Light } from '../../domain/tracker/lights.ts';
import type { Due, FollowFilter, FollowPage } from '../../wire/tracker-views.ts';
import { isoDate } from '../../i18n/format.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { accepted } from './accepted.ts';
import { byNumber, byWeight, followRows } from './follow-rows.ts';
import { readsProjects } from './reads-projects.ts';
import { wholeGroups } from './whole-groups.ts';

export const PAGE_SIZE = 50;

/** A page of the follow-up as this account may see it: a unit its own projects and those it helps with, everybody else all of the congress. */
export const followPage = (
	desk: Desk,
	actor: StaffActor,
	filter: FollowFilter,
	order: 'weight' | 'number' = 'weight',
	pageSize = PAGE_SIZE,
	today = isoDate(new Date())
): Promise<FollowPage> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const mine = readsProjects(actor);
		const [head] = await tx.execute<{ name: string; demonstration: boolean }>(sql`
			select c.name, coalesce((select bool_or(m.demonstration) from desk.meeting m), false) as demonstration
			from desk.congress c`);
		const offered = await tx.execute<{ year: number; unit: string; place: string }>(
			sql`select distinct p.year, p.unit, p.place from tracker.project p where ${mine}`
		);
		const years = [...new Set(offered.map(({ year }) => year))].sort((a, b) => b - a);
		const year = filter.year ?? years[0] ?? null;
		const within = sql`${mine} and ${year === null ? sql`true` : sql`p.year = ${year}`}`;
		const wanted = all([
			within,
			// As they are counted: no light was worked out yet for what has not begun, and none is any more for what is replaced.
			filter.light && sql`coalesce(s.light, 'grey') = ${filter.light} and p.replaced_at is null`,
			filter.unit && sql`p.unit = ${filter.unit}`,
			filter.place && sql`p.place = ${filter.place}`,
			filter.due && isDue(filter.due, today),
			filter.grade && gradedAs(filter.grade),
			filter.words && sql`position(${filter.words} in p.name) > 0`
		]);
		const counted = await countBy(tx, within);
		const { total, money } = await sumOf(tx, wanted);
		const page = Math.min(Math.max(1, filter.page), Math.max(1, Math.ceil(total / pageSize)));
		return {
			congressName: head?.name ?? '',
			demonstration: head?.demonstration ?? false,
			filter: { ...filter, year, page },
			rows: await followRows(tx, wanted, {
				order: order === 'weight' ? byWeight : byNumber,
				limit: pageSize,
				offset: (page - 1) * pageSize
			}),
			total,
			pageSize,
			money,
			lights: counted,
			units: [...new Set(offered.map(({ unit }) => unit))].sort(),
			places: [...new Set(offered.map(({ place }) => place))].sort(),
			years,
			earlier: year === null ? [] : await openBefore(tx, year, mine)
		};
	});

/** What the years before `year` have left open: a new result puts them out of sight, and nobody is done with them. */
async function openBefore(tx: Tx, year: number, mine: SQL): Promise<FollowPage['earlier']> {
	return [
		...(await tx.execute<FollowPage['earlier'][number]>(sql`
			select p.year, count(*)::int as open from tracker.project p
			where ${mine} and p.year < ${year} and p.replaced_at is null and not ${accepted}
			group by p.year order by p.year desc`))
	];
}

/** What makes a project `p` with standing `s` one of a list of what is due: the board counts by the same words. */
export const isDue = (due: Due, today: string): SQL =>
	sql`(p.replaced_at is null and ${dueConditions(today)[due]})`;

const dueConditions = (today: string): Record<Due, SQL> => ({
	unassigned: sql`not exists (select from tracker.assignment a where a.project_id = p.id)`,
	'no-group': sql`(exists (select from tracker.assignment a where a.project_id = p.id)
		and not ${accepted} and p.id not in ${wholeGroups})`,
	'late-plan': sql`exists (select from tracker.plan l
		where l.project_id = p.id and l.state in ('draft', 'returned') and l.due_on < ${today})`,
	overdue: sql`s.overdue_days > 0`,
	'late-report': sql`s.late_report_days > 0`,
	unanswered: sql`exists (select from tracker.supervision_act n
		where n.project_id = p.id and n.state = 'open' and n.due_on is not null)`
});

/** By the newest survey, as `followRows` shows it. */
const gradedAs = (grade: NonNullable<FollowFilter['grade']>): SQL =>
	sql`(select r.grade from tracker.survey_result r where r.project_id = p.id order by r.at desc limit 1)
		${grade === 'none' ? sql`is null` : sql`= ${grade}`}`;

/** How many a list has on all its pages, and the money of those that were not replaced. */
async function sumOf(tx: Tx, where: SQL): Promise<Pick<FollowPage, 'total' | 'money'>> {
	const [row] = await tx.execute<{ total: number; voted: string; arrived: string; paid: string }>(sql`
		select count(*)::int as total, coalesce(sum(p.total_fen) filter (where p.replaced_at is null), 0)::text as voted,
			coalesce(sum(s.arrived_fen) filter (where p.replaced_at is null), 0)::text as arrived,
			coalesce(sum(s.paid_fen) filter (where p.replaced_at is null), 0)::text as paid
		from tracker.project p left join tracker.standing s on s.project_id = p.id where ${where}`);
	const { total, voted, arrived, paid } = row!;
	return { total, money: { totalFen: Number(voted), arrivedFen: Number(arrived), paidFen: Number(paid) } };
}

async function countBy(tx: Tx, where: SQL): Promise<Record<Light, number>> {
	const rows = await tx.execute<{ light: Light; n: number }>(sql`
		select coalesce(s.light, 'grey') as light, count(*)::int as n from tracker.project p
		left join tracker.standing s on s.project_id = p.id where ${where} and p.replaced_at is null group by 1`);
	const found = new Map(rows.map(({ light, n }) => [light, n]));
	return Object.fromEntries(lights.map((light) => [light, found.get(light) ?? 0])) as Record<Light, number>;
}

const all = (conditions: (SQL | null | '')[]): SQL =>
	sql.join(
		conditions.filter((one): one is SQL => Boolean(one)),
		sql` and `
	);
