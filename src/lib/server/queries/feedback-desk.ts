import { sql } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import type { FeedbackDesk, FeedbackFilter, FeedbackList, FeedbackRow } from '../../wire/project-page.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { inList, listDueOn } from './feedback-lists.ts';

const PAGE_SIZE = 20;

type Row = Omit<FeedbackRow, 'at' | 'forwardedAt' | 'draftAt' | 'repliedAt' | 'noReplyAt'> & {
	at: string;
	forwardedAt: string | null;
	draftAt: string | null;
	repliedAt: string | null;
	noReplyAt: string | null;
};

/**
 * Residents' messages for the desk, a page of one list: the supervising office all of the congress, a unit those that were
 * passed to it, without the contact. What has to be done comes oldest first, what is done newest first.
 */
export const feedbackDesk = (
	desk: Desk,
	actor: StaffActor,
	asked: { list: FeedbackList; page: number; today: string } & FeedbackFilter
): Promise<FeedbackDesk> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const office = has(actor.role, 'review');
		const mine = office
			? sql`true`
			: sql`p.unit = ${actor.unit} and f.forwarded_at is not null and f.state <> 'waiting'`;
		const { projectId, unit, year, late, today } = asked;
		const narrowed = sql`${projectId ? sql`f.project_id = ${projectId}::uuid` : sql`true`}
			and ${unit ? sql`p.unit = ${unit}` : sql`true`} and ${year === null ? sql`true` : sql`p.year = ${year}`}`;
		// Nothing is late that is done with.
		const within = (list: FeedbackList) =>
			late && list !== 'closed' ? sql`${inList[list]} and ${listDueOn[list]} < ${today}` : inList[list];
		const from = sql`from tracker.feedback f join tracker.project p on p.id = f.project_id`;
		const [counts] = await tx.execute<Record<FeedbackList, number>>(sql`
			select (count(*) filter (where ${within('waiting')}))::int as waiting,
				(count(*) filter (where ${within('open')}))::int as open,
				(count(*) filter (where ${within('closed')}))::int as closed ${from} where ${mine} and ${narrowed}`);
		const offered = await tx.execute<{ year: number; unit: string }>(
			sql`select distinct p.year, p.unit ${from} where ${mine}`
		);
		const pages = Math.max(1, Math.ceil(counts![asked.list] / PAGE_SIZE));
		const page = Math.min(asked.page, pages);
		const order = asked.list === 'closed' ? sql`f.at desc, f.id` : sql`f.at, f.id`;
		const rows = await tx.execute<Row>(sql`
			select f.id, f.project_id as "projectId", p.name as "projectName", p.unit, f.text,
				${office ? sql`f.contact` : sql`''`} as contact, f.state, f.reason, f.revision, f.forward_note as "forwardNote",
				f.draft, f.draft_by as "draftBy", f.reply, f.at, f.forwarded_at as "forwardedAt", f.draft_at as "draftAt",
				f.replied_at as "repliedAt", f.no_reply_at as "noReplyAt",
				${listDueOn[asked.list]}::text as "dueOn"
			${from} where ${mine} and ${narrowed} and ${within(asked.list)}
			order by ${order} limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`);
		const [head] = await tx.execute<{ name: string; demonstration: boolean }>(sql`
			select c.name, coalesce((select bool_or(m.demonstration) from desk.meeting m), false) as demonstration
			from desk.congress c`);
		return {
			congressName: head?.name ?? '',
			demonstration: head?.demonstration ?? false,
			list: asked.list,
			filter: { projectId, unit, year, late },
			years: [...new Set(offered.map((one) => one.year))].sort((a, b) => b - a),
			units: [...new Set(offered.map((one) => one.unit))].sort(),
			counts: counts!,
			page,
			pages,
			rows: rows.map((row) => ({
				...row,
				at: instant(row.at)!,
				forwardedAt: instant(row.forwardedAt),
				draftAt: instant(row.draftAt),
				repliedAt: instant(row.repliedAt),
				noReplyAt: instant(row.noReplyAt)
			}))
		};
	});

const instant = (value: string | null): string | null => value && new Date(value).toISOString();
