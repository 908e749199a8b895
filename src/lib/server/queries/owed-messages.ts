import { sql } from 'drizzle-orm';

/**
 * Residents' messages that a unit owes a draft of the reply to, as a subquery: passed on to it, and not drafted since.
 * Its day was promised to the resident and stands.
 */
export const owedMessages = sql`(
	select id, project_id, reply_due_on as due_on from tracker.feedback
	where forwarded_at is not null and draft_at is null and replied_at is null and state <> 'waiting')`;
