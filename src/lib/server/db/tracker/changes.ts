import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	date,
	index,
	integer,
	jsonb,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Authority, ChangeKind, ChangeValues } from '../../../domain/tracker/change.ts';
import type { AcceptanceState } from '../../../domain/tracker/acceptance-state.ts';
import { congressId, moment } from '../congress-schema.ts';
import { tracker, within } from './base.ts';
import { milestone, project } from './projects.ts';

/** 变更申请 with the decision over it. Decided once; it stays visible, refused ones too. */
export const changeRequest = tracker.table(
	'change_request',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		kind: text('kind').notNull().$type<ChangeKind>(),
		before: jsonb('before').notNull().$type<ChangeValues>(),
		after: jsonb('after').notNull().$type<ChangeValues>(),
		reason: text('reason').notNull(),
		/** Who has to decide, by the settings in force when it was asked for. */
		authority: text('authority').notNull().$type<Authority>(),
		state: text('state').notNull().$type<'asked' | 'approved' | 'refused' | 'withdrawn'>(),
		askedAt: moment('asked_at').notNull(),
		askedBy: text('asked_by').notNull(),
		/** The recorded decision: number and day of the presidium's or the congress's. */
		decision: text('decision').notNull().default(''),
		decidedOn: date('decided_on'),
		decidedAt: moment('decided_at'),
		decidedBy: text('decided_by'),
		note: text('note').notNull().default('')
	},
	(t) => [
		unique('change_in_congress').on(t.congressId, t.id),
		index('change_list').on(t.congressId, t.state, t.askedAt),
		index('change_of_project_list').on(t.projectId, t.askedAt),
		index('change_approved_newest')
			.on(t.decidedAt.desc().nullsFirst())
			.where(sql`${t.state} = 'approved'`),
		within('change_of_project', t, t.projectId, () => project),
		check('change_kind', sql`${t.kind} in ('date', 'content', 'budget', 'replace')`),
		check('change_state', sql`${t.state} in ('asked', 'approved', 'refused', 'withdrawn')`),
		check('change_has_reason', sql`${t.reason} <> ''`),
		check(
			'change_needs_decision',
			sql`${t.state} not in ('approved', 'refused') or (${t.decision} <> '' and ${t.decidedOn} is not null and ${t.decidedBy} is not null)`
		),
		// What the congress has voted on only the congress takes away.
		check('replacing_needs_congress', sql`${t.kind} <> 'replace' or ${t.authority} = 'congress'`),
		check('change_authority', sql`${t.authority} in ('presidium', 'congress')`)
	]
);

/**
 * 验收. Approved only with evidence (the guards); then the project's light is blue. An approved one is revoked by a
 * correction of its own and by nothing else.
 */
export const acceptance = tracker.table(
	'acceptance',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		version: integer('version').notNull(),
		acceptedOn: date('accepted_on').notNull(),
		conclusion: text('conclusion').notNull().$type<'pass' | 'rectify'>(),
		/** 参加验收人员. */
		people: text('people').notNull(),
		text: text('text').notNull(),
		finalFen: bigint('final_fen', { mode: 'number' }),
		/** Why it is above the total or below what was paid. */
		finalNote: text('final_note').notNull().default(''),
		state: text('state').notNull().$type<AcceptanceState>(),
		reason: text('reason').notNull().default(''),
		submittedAt: moment('submitted_at').notNull(),
		submittedBy: text('submitted_by').notNull(),
		decidedAt: moment('decided_at'),
		decidedBy: text('decided_by')
	},
	(t) => [
		unique('acceptance_in_congress').on(t.congressId, t.id),
		unique('acceptance_version').on(t.projectId, t.version),
		index('acceptance_approved_newest')
			.on(t.decidedAt.desc().nullsFirst())
			.where(sql`${t.state} = 'approved'`),
		within('acceptance_of_project', t, t.projectId, () => project),
		check(
			'acceptance_state',
			sql`${t.state} in ('submitted', 'approved', 'returned', 'withdrawn', 'revoked')`
		),
		check('acceptance_conclusion', sql`${t.conclusion} in ('pass', 'rectify')`),
		check(
			'acceptance_return_has_reason',
			sql`${t.state} not in ('returned', 'withdrawn', 'revoked') or ${t.reason} <> ''`
		)
	]
);

/** 更正说明: what the public page has said wrongly, and since when it says otherwise. */
export const correction = tracker.table(
	'correction',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		/** Which fact, in words. */
		subject: text('subject').notNull(),
		before: text('before').notNull(),
		after: text('after').notNull(),
		reason: text('reason').notNull(),
		/** Whose completion it withdraws. */
		milestoneId: uuid('milestone_id'),
		/** Whose approval it revokes. */
		acceptanceId: uuid('acceptance_id'),
		at: moment('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		index('correction_list').on(t.projectId, t.at),
		index('correction_newest').on(t.at.desc().nullsFirst()),
		index('correction_by_milestone')
			.on(t.milestoneId)
			.where(sql`${t.milestoneId} is not null`),
		uniqueIndex('acceptance_revoked_once')
			.on(t.acceptanceId)
			.where(sql`${t.acceptanceId} is not null`),
		within('correction_of_project', t, t.projectId, () => project),
		within('correction_of_milestone', t, t.milestoneId, () => milestone),
		within('correction_of_acceptance', t, t.acceptanceId, () => acceptance),
		check('correction_has_reason', sql`${t.reason} <> ''`)
	]
);

/**
 * 群众意见 from the public page. Nothing is shown before it was looked at; the contact never is, and goes with the
 * reply.
 */
export const feedback = tracker.table(
	'feedback',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		text: text('text').notNull(),
		contact: text('contact').notNull().default(''),
		state: text('state').notNull().default('waiting').$type<'waiting' | 'shown' | 'kept-back'>(),
		/** Why it is kept back, for the file. */
		reason: text('reason').notNull().default(''),
		reply: text('reply').notNull().default(''),
		/** 责任单位 whose draft the published reply came from, as it was called then; of the office's own words empty. */
		replyUnit: text('reply_unit').notNull().default(''),
		at: moment('at').notNull(),
		/** By when the office looks at it, and answers it, as its form said. */
		reviewDueOn: date('review_due_on').notNull(),
		replyDueOn: date('reply_due_on').notNull(),
		decidedAt: moment('decided_at'),
		decidedBy: text('decided_by'),
		repliedAt: moment('replied_at'),
		/** When the office found that it needs no answer; it may be answered or passed on after all. */
		noReplyAt: moment('no_reply_at'),
		/** Keyed hash of the number by which the writer asks what became of it. */
		receiptHash: text('receipt_hash').notNull().default(''),
		/** Rises with every act; an act that names an older one is refused and told by whom. */
		revision: integer('revision').notNull().default(0),
		changedBy: text('changed_by').notNull().default(''),
		/** When the responsible unit was asked, with what; its draft waits for the office to publish it. */
		forwardedAt: moment('forwarded_at'),
		forwardNote: text('forward_note').notNull().default(''),
		draft: text('draft').notNull().default(''),
		draftAt: moment('draft_at'),
		draftBy: text('draft_by').notNull().default('')
	},
	(t) => [
		unique('feedback_in_congress').on(t.congressId, t.id),
		index('feedback_list').on(t.congressId, t.state, t.at),
		index('feedback_of_project_list').on(t.projectId, t.at),
		uniqueIndex('feedback_receipt')
			.on(t.receiptHash)
			.where(sql`${t.receiptHash} <> ''`),
		index('feedback_unanswered')
			.on(t.congressId, t.at)
			.where(sql`${t.repliedAt} is null`),
		within('feedback_of_project', t, t.projectId, () => project),
		check('feedback_state', sql`${t.state} in ('waiting', 'shown', 'kept-back')`),
		check('unit_of_a_reply', sql`${t.replyUnit} = '' or ${t.reply} <> ''`),
		check('keeping_back_has_reason', sql`${t.state} <> 'kept-back' or ${t.reason} <> ''`),
		check(
			'feedback_says_something',
			sql`length(${t.text}) between 1 and 2000 and length(${t.contact}) <= 100`
		),
		check('contact_goes_with_the_answer', sql`${t.contact} = '' or ${t.repliedAt} is null`),
		check('reply_has_its_day', sql`(${t.reply} <> '') = (${t.repliedAt} is not null)`),
		check(
			'no_reply_or_one',
			sql`${t.noReplyAt} is null or (${t.repliedAt} is null and ${t.state} <> 'waiting' and ${t.contact} = '')`
		),
		check('only_who_is_asked_drafts', sql`${t.draft} = '' or ${t.forwardedAt} is not null`)
	]
);

/** What residents ask a day from one place, so that a script can't fill the table: counts only, no addresses. */
export const feedbackDay = tracker.table(
	'feedback_day',
	{
		congressId: congressId(),
		day: date('day').notNull(),
		/** What is counted under a limit: a keyed hash of the sender's address for that day alone, or a project. */
		sender: text('sender').notNull(),
		count: integer('count').notNull()
	},
	(t) => [primaryKey({ name: 'feedback_day_pk', columns: [t.congressId, t.day, t.sender] })]
);
