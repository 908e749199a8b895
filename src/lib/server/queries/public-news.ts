import { sql, type SQL } from 'drizzle-orm';
import type { NewsFacts } from '../../domain/tracker/news.ts';
import type { Desk } from '../db/client.ts';
import { byReport } from './public-parts.ts';

/** One piece of news of the public record. `at` is when everybody could first read it, whatever day it tells of. */
export type News = {
	id: string;
	projectId: string;
	project: string;
	congressName: string;
	demonstration: boolean;
	at: string;
} & NewsFacts;

type Row = {
	kind: News['kind'];
	id: string;
	at: string;
	detail: Record<string, unknown>;
	project_id: string;
	project: string;
	congress_name: string;
	demonstration: boolean;
};

/**
 * The newest of a project, of a congress or of all. Each kind is cut to what can be shown before they are put
 * together, so each is a short walk down its own index.
 */
export async function publicNews(
	desk: Desk,
	of: { congress: string | null; project: string | null },
	limit: number
): Promise<News[]> {
	const within = (alias: SQL): SQL =>
		of.project
			? sql`${alias}.project_id = ${of.project}::uuid`
			: of.congress
				? sql`${alias}.congress_id = ${of.congress}::uuid`
				: sql`true`;
	const own = within(sql`e`);
	const announced = of.project
		? sql`p.id = ${of.project}::uuid`
		: of.congress
			? sql`p.congress_id = ${of.congress}::uuid`
			: sql`true`;
	// The newest names first, then the decisions behind them: the other way round all of them would be joined.
	const substitutes = sql`(select n.project_id from record.substitute_named n where ${within(sql`n`)}
			order by n.named_at desc limit ${limit}) n
		cross join lateral (select * from record.substitute where project_id = n.project_id) e`;
	const rows = await desk.execute<Row>(sql`
		with news as (
			-- A substitute has no votes, so only who has none is looked up.
			(select 'project' as kind, p.id::text as id, p.id as project_id, p.announced_at as at,
					jsonb_build_object('approve', p.approve, 'meetingName', p.meeting_name) as detail
				from record.project p where ${announced}
					and (p.approve > 0 or not exists (select from record.substitute s where s.project_id = p.id))
				order by p.announced_at desc limit ${limit})
			union all
			(select 'substitute', e.project_id::text, e.project_id, e.named_at,
					jsonb_build_object('replaced', e.replaced_name, 'decision', e.decision, 'decidedOn', e.decided_on)
				from ${substitutes})
			union all
			(select 'milestone', e.id::text, e.project_id, e.reached_at,
					jsonb_build_object('name', e.name, 'plannedOn', e.planned_on, 'doneOn', e.done_on)
				from record.milestone e where e.reached_at is not null and ${own}
				order by e.reached_at desc limit ${limit})
			union all
			(select 'report', e.project_id || '-' || e.month, e.project_id, e.decided_at,
					jsonb_build_object('month', e.month, 'percent', e.percent, 'done', coalesce(e.done, ''))
				from record.report e where e.decided_at is not null and ${own} order by e.decided_at desc limit ${limit})
			union all
			(select 'light', e.project_id || '-' || e.seq, e.project_id, e.at,
					jsonb_build_object('light', e.light, 'since', e.since, 'reasons', e.reasons)
				from record.light_change e where e.seq > 1 and ${own} order by e.at desc limit ${limit})
			union all
			(select 'change', e.id::text, e.project_id, e.decided_at,
					jsonb_build_object('change', e.kind, 'reason', e.reason, 'decision', e.decision, 'decidedOn', e.decided_on)
				from record.change e where e.decided_at is not null and ${own} order by e.decided_at desc limit ${limit})
			union all
			(select 'correction', e.id::text, e.project_id, e.at,
					jsonb_build_object('subject', e.subject, 'before', e.before, 'after', e.after, 'reason', e.reason)
				from record.correction e where ${own} order by e.at desc limit ${limit})
			union all
			(select 'measure', m.project_id || '-' || (extract(epoch from m.at) * 1000)::bigint, m.project_id, m.at,
					jsonb_build_object('asOf', m.as_of, 'reason', m.correction)
				from record.measure m where ${byReport} and ${within(sql`m`)} order by m.at desc limit ${limit})
			union all
			(select 'acceptance', e.project_id || '-' || (extract(epoch from e.decided_at) * 1000)::bigint, e.project_id, e.decided_at,
					jsonb_build_object('conclusion', e.conclusion, 'text', e.text, 'acceptedOn', e.accepted_on)
				from record.acceptance e where e.decided_at is not null and ${own} order by e.decided_at desc limit ${limit})
			union all
			(select 'survey', e.project_id || '-' || e.survey_id, e.project_id, e.announced_at,
					jsonb_build_object('year', e.year, 'satisfied', e.satisfied, 'basic', e.basic, 'dissatisfied', e.dissatisfied,
						'blank', e.blank, 'base', e.base, 'baseNumber', e.base_number, 'grade', e.grade)
				from record.satisfaction e where ${own} order by e.announced_at desc limit ${limit})
		), newest as (select * from news order by at desc, kind, id limit ${limit})
		select n.*, p.name as project, p.congress_name, p.demonstration
		from newest n join record.project p on p.id = n.project_id order by n.at desc, n.kind, n.id`);
	return rows.map(
		(row) =>
			({
				...row.detail,
				kind: row.kind,
				id: row.id,
				at: new Date(row.at).toISOString(),
				projectId: row.project_id,
				project: row.project,
				congressName: row.congress_name,
				demonstration: row.demonstration
			}) as News
	);
}
