import { sql, type SQL } from 'drizzle-orm';
import type { FeedbackList } from '../../wire/project-page.ts';

/**
 * The desk's lists as conditions on `f` (a resident's message): what is still to be decided; decided and to be answered;
 * done with. A message kept back unasked needs no reply, nor does one of which the office has said so.
 */
export const inList: Record<FeedbackList, SQL> = {
	waiting: sql`f.state = 'waiting'`,
	open: sql`f.state <> 'waiting' and f.replied_at is null and f.no_reply_at is null
		and (f.state = 'shown' or f.forwarded_at is not null)`,
	closed: sql`f.state <> 'waiting' and (f.replied_at is not null or f.no_reply_at is not null
		or (f.state = 'kept-back' and f.forwarded_at is null))`
};

/** The day that a list is worked by. */
export const listDueOn: Record<FeedbackList, SQL> = {
	waiting: sql`f.review_due_on`,
	open: sql`f.reply_due_on`,
	closed: sql`null::date`
};
