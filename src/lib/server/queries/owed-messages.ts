import { sql } from 'drizzle-orm';

/**
 * Residents' messages that a unit owes a draft of the reply to, as a subquery: passed on to it, not drafted since, and
 * not closed as needing none. Its day was promised to the resident and stands. `again` is the day on which it was
 * passed on once more, empty of the first time.
 */
export const owedMessages = sql`(
	select id, project_id, reply_due_on as due_on,
		to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as written_on,
		case when (select count(*) from tracker.history h where h.project_id = m.project_id and h.subject_id = m.id
			and h.act = 'feedback-forwarded') > 1
			then to_char(forwarded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') else '' end as again
	from tracker.feedback m
	where forwarded_at is not null and draft_at is null and replied_at is null and no_reply_at is null
		and state <> 'waiting')`;
