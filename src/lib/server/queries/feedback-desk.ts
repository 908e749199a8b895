import { sql, type SQL } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import type { FeedbackDesk, FeedbackList, FeedbackRow } from '../../wire/project-page.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';

const PAGE_SIZE = 20;

/** The day that a list is about. */
const dueOn: Record<FeedbackList, SQL> = {
	waiting: sql`f.review_due_on`,
	open: sql`f.reply_due_on`,
	closed: sql`null::date`
};

type Row = Omit<FeedbackRow, 'at' | 'forwardedAt' | 'draftAt' | 'repliedAt'> & {
	at: string;
	forwardedAt: string | null;
	draftAt: string | null;
	repliedAt: string | null;
};

/** What is still to be decided; decided and to be answered; done with. A message kept back unasked needs no reply. */
const inList: Record<FeedbackList, SQL> = {
	waiting: sql`f.state = 'waiting'`,
	open: sql`f.state <> 'waiting' and f.replied_at is null and (f.state = 'shown' or f.forwarded_at is not null)`,
	closed: sql`f.state <> 'waiting' and (f.replied_at is not null or (f.state = 'kept-back' and f.forwarded_at is null))`
};

/**
 * Residents' messages for the desk, a page of one list: the supervising office all of the congress, a unit those that were
 * passed to it, without the contact. What has to be done comes oldest first, what is done newest first.
 */
export const feedbackDesk = (
	desk: Desk,
	actor: StaffActor,
	asked: { list: FeedbackList; projectId: string | null; page: number }
): Promise<FeedbackDesk> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const office = has(actor.role, 'review');
		const mine = office
			? sql`true`
			: sql`p.unit = ${actor.unit} and f.forwarded_at is not null and f.state <> 'waiting'`;
		const one = asked.projectId ? sql`f.project_id = ${asked.projectId}::uuid` : sql`true`;
		const from = sql`from tracker.feedback f join tracker.project p on p.id = f.project_id`;
		const [counts] = await tx.execute<Record<FeedbackList, number>>(sql`
			select (count(*) filter (where ${inList.waiting}))::int as waiting,
				(count(*) filter (where ${inList.open}))::int as open,
				(count(*) filter (where ${inList.closed}))::int as closed ${from} where ${mine} and ${one}`);
		const pages = Math.max(1, Math.ceil(counts![asked.list] / PAGE_SIZE));
		const page = Math.min(asked.page, pages);
		const order = asked.list === 'closed' ? sql`f.at desc, f.id` : sql`f.at, f.id`;
		const rows = await tx.execute<Row>(sql`
			select f.id, f.project_id as "projectId", p.name as "projectName", p.unit, f.text,
				${office ? sql`f.contact` : sql`''`} as contact, f.state, f.reason, f.revision, f.forward_note as "forwardNote",
				f.draft, f.draft_by as "draftBy", f.reply, f.at, f.forwarded_at as "forwardedAt", f.draft_at as "draftAt",
				f.replied_at as "repliedAt", ${dueOn[asked.list]}::text as "dueOn"
			${from} where ${mine} and ${one} and ${inList[asked.list]}
			order by ${order} limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`);
		const [head] = await tx.execute<{ name: string; demonstration: boolean }>(sql`
			select c.name, coalesce((select bool_or(m.demonstration) from desk.meeting m), false) as demonstration
			from desk.congress c`);
		return {
			congressName: head?.name ?? '',
			demonstration: head?.demonstration ?? false,
			list: asked.list,
			counts: counts!,
			page,
			pages,
			rows: rows.map((row) => ({
				...row,
				at: instant(row.at)!,
				forwardedAt: instant(row.forwardedAt),
				draftAt: instant(row.draftAt),
				repliedAt: instant(row.repliedAt)
			}))
		};
	});

const instant = (value: string | null): string | null => value && new Date(value).toISOString();
