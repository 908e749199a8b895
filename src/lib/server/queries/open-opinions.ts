import { sql } from 'drizzle-orm';

/**
 * Opinions that a unit owes a reply to, as a subquery: never answered, or the newest reply was 不满意. `reply` is the
 * number of the reply that is owed; `due_on` its own term.
 */
export const openOpinions = sql`(
	select v.id, v.project_id, v.opinion, coalesce(t.reply_due_on, v.reply_due_on) as due_on,
		coalesce(r.number, 0) + 1 as reply
	from tracker.visit v
	left join lateral (select number from tracker.visit_reply where visit_id = v.id order by number desc limit 1) r on true
	left join tracker.visit_rating t on t.visit_id = v.id and t.number = r.number
	where v.reply_due_on is not null and (r.number is null or t.grade = 'dissatisfied'))`;

/** Replies that nobody has judged yet, by whom they wait for. */
export const unratedReplies = sql`(
	select v.id, v.project_id, v.delegate_id, r.number from tracker.visit v
	join lateral (select number from tracker.visit_reply where visit_id = v.id order by number desc limit 1) r on true
	where not exists (select from tracker.visit_rating t where t.visit_id = v.id and t.number = r.number))`;
