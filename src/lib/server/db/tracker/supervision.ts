import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Grade } from '../../../domain/tracker/satisfaction.ts';
import { congressId, moment } from '../congress-schema.ts';
import { delegate } from '../schema.ts';
import { tracker, within } from './base.ts';
import { project } from './projects.ts';

/** 督办通知, 约谈, 专题询问: acts of supervision with a number, a term and what became of them. */
export const supervisionAct = tracker.table(
	'supervision_act',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		kind: text('kind').notNull().$type<'notice' | 'talk' | 'inquiry'>(),
		/** 文号, such as 涌人督〔2026〕3号. */
		reference: text('reference').notNull(),
		heldOn: date('held_on').notNull(),
		/** 要求, or for a talk or an inquiry what was said. */
		text: text('text').notNull(),
		people: text('people').notNull().default(''),
		/** 答复期限; null where nothing has to be answered. */
		dueOn: date('due_on'),
		state: text('state').notNull().$type<'open' | 'replied' | 'closed'>(),
		at: moment('at').notNull(),
		by: text('by').notNull(),
		closedAt: moment('closed_at'),
		closedFor: text('closed_for')
	},
	(t) => [
		unique('supervision_act_in_congress').on(t.congressId, t.id),
		index('supervision_act_list').on(t.congressId, t.state, t.dueOn),
		index('supervision_act_of_project_list').on(t.projectId, t.heldOn),
		within('supervision_act_of_project', t, t.projectId, () => project),
		check('supervision_act_kind', sql`${t.kind} in ('notice', 'talk', 'inquiry')`),
		check('supervision_act_state', sql`${t.state} in ('open', 'replied', 'closed')`),
		check('notice_has_term', sql`${t.kind} <> 'notice' or ${t.dueOn} is not null`),
		check('closing_has_words', sql`(${t.state} = 'closed') = (coalesce(${t.closedFor}, '') <> '')`)
	]
);

/** A unit's reply, and where it was not enough, why. */
export const supervisionReply = tracker.table(
	'supervision_reply',
	{
		congressId: congressId(),
		actId: uuid('act_id').notNull(),
		number: integer('number').notNull(),
		text: text('text').notNull(),
		at: moment('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ name: 'supervision_reply_pk', columns: [t.actId, t.number] }),
		within('reply_to_act', t, t.actId, () => supervisionAct)
	]
);

/** 视察记录 of a deputy, from a phone; the id comes from the phone, so a record sent twice is one. */
export const visit = tracker.table(
	'visit',
	{
		id: uuid('id').primaryKey(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		/** 视察 or an opinion without one. */
		kind: text('kind').notNull().$type<'visit' | 'opinion'>(),
		visitedOn: date('visited_on').notNull(),
		companions: jsonb('companions').notNull().$type<string[]>(),
		found: text('found').notNull(),
		/** 意见建议; empty where nothing is asked of the unit. */
		opinion: text('opinion').notNull(),
		/** 答复期限; null where no reply is asked for. */
		replyDueOn: date('reply_due_on'),
		at: moment('at').notNull()
	},
	(t) => [
		unique('visit_in_congress').on(t.congressId, t.id),
		index('visit_list').on(t.projectId, t.visitedOn.desc()),
		index('visit_of_deputy').on(t.congressId, t.delegateId, t.at.desc()),
		index('visit_reply_due').on(t.congressId, t.replyDueOn),
		within('visit_of_project', t, t.projectId, () => project),
		within('visit_by_delegate', t, t.delegateId, () => delegate),
		check('visit_kind', sql`${t.kind} in ('visit', 'opinion')`),
		check('visit_says_something', sql`${t.found} <> '' or ${t.opinion} <> ''`),
		check('reply_is_to_an_opinion', sql`(${t.replyDueOn} is not null) = (${t.opinion} <> '')`)
	]
);

export const visitReply = tracker.table(
	'visit_reply',
	{
		congressId: congressId(),
		visitId: uuid('visit_id').notNull(),
		number: integer('number').notNull(),
		text: text('text').notNull(),
		at: moment('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ name: 'visit_reply_pk', columns: [t.visitId, t.number] }),
		unique('visit_reply_in_congress').on(t.congressId, t.visitId, t.number),
		within('reply_to_visit', t, t.visitId, () => visit)
	]
);

/** What the deputy thinks of a reply; 不满意 asks for another. */
export const visitRating = tracker.table(
	'visit_rating',
	{
		congressId: congressId(),
		visitId: uuid('visit_id').notNull(),
		number: integer('number').notNull(),
		grade: text('grade').notNull().$type<Grade>(),
		comment: text('comment').notNull().default(''),
		/** When the next reply is due, after 不满意. */
		replyDueOn: date('reply_due_on'),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'visit_rating_pk', columns: [t.visitId, t.number] }),
		within('rating_of_visit', t, t.visitId, () => visit),
		check('visit_grade', sql`${t.grade} in ('satisfied', 'basic', 'dissatisfied')`)
	]
);

/** A deputy's own list; supervising deputies follow their projects anyway. */
export const follow = tracker.table(
	'follow',
	{
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'follow_once', columns: [t.delegateId, t.projectId] }),
		within('follow_of_project', t, t.projectId, () => project),
		within('follow_by_delegate', t, t.delegateId, () => delegate)
	]
);
