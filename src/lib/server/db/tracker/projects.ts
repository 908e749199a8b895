import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	date,
	foreignKey,
	index,
	integer,
	jsonb,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import type { PlanBody, PlanState, Stage } from '../../../domain/tracker/plan.ts';
import type { ReserveState } from '../../../domain/tracker/reserve.ts';
import { congressId, moment } from '../congress-schema.ts';
import { bytea, candidate, delegate, round } from '../schema.ts';
import { tracker, within } from './base.ts';

/** A chosen project under way. What was voted on changes by a recorded decision only (the guards). */
export const project = tracker.table(
	'project',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		candidateId: uuid('candidate_id').notNull(),
		number: integer('number').notNull(),
		name: text('name').notNull(),
		category: text('category').notNull(),
		content: text('content').notNull(),
		place: text('place').notNull(),
		beneficiaries: text('beneficiaries').notNull(),
		unit: text('unit').notNull(),
		leader: text('leader').notNull(),
		totalFen: bigint('total_fen', { mode: 'number' }).notNull(),
		yearFen: bigint('year_fen', { mode: 'number' }).notNull(),
		funding: text('funding').notNull(),
		startsOn: date('starts_on'),
		endsOn: date('ends_on'),
		approve: integer('approve').notNull(),
		updatedAt: moment('updated_at').notNull(),
		/** 年度: whose projects it belongs to. */
		year: integer('year').notNull(),
		/** Of the announced result that chose it. */
		resultHash: bytea('result_hash'),
		/** The last approved change that was written into this row. */
		changeId: uuid('change_id'),
		/** Replaced by a decision of the congress: followed up no more, shown for good. */
		replacedAt: moment('replaced_at'),
		/** The replaced project that it takes the place of; nobody has voted on it then. */
		predecessorId: uuid('predecessor_id'),
		/** When it was named as a substitute, which may be long after the decision behind it. */
		namedAt: moment('named_at')
	},
	(t) => [
		unique('project_in_congress').on(t.congressId, t.id),
		unique('project_of_candidate').on(t.roundId, t.candidateId),
		index('project_list').on(t.congressId, t.year, t.number),
		index('project_public_list').on(t.year.desc().nullsFirst(), t.congressId, t.number, t.id),
		within('project_of_round', t, t.roundId, () => round),
		within('project_was_candidate', t, t.candidateId, () => candidate),
		foreignKey({
			name: 'project_takes_the_place_of',
			columns: [t.congressId, t.predecessorId],
			foreignColumns: [t.congressId, t.id] as [AnyPgColumn, AnyPgColumn]
		}),
		uniqueIndex('project_takes_one_place')
			.on(t.predecessorId)
			.where(sql`${t.predecessorId} is not null`),
		index('project_named_newest')
			.on(t.namedAt.desc().nullsFirst())
			.where(sql`${t.namedAt} is not null`),
		check('project_money', sql`${t.totalFen} >= 0 and ${t.yearFen} >= 0`)
	]
);

/**
 * 储备库: candidates that were voted on and not chosen, kept for another year. One that a further round of the same
 * meeting chooses after all is marked so.
 */
export const reserve = tracker.table(
	'reserve',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		candidateId: uuid('candidate_id').notNull(),
		year: integer('year').notNull(),
		number: integer('number').notNull(),
		name: text('name').notNull(),
		unit: text('unit').notNull(),
		totalFen: bigint('total_fen', { mode: 'number' }).notNull(),
		approve: integer('approve').notNull(),
		state: text('state').notNull().default('kept').$type<ReserveState>(),
		note: text('note').notNull().default(''),
		addedAt: moment('added_at').notNull()
	},
	(t) => [
		unique('reserve_in_congress').on(t.congressId, t.id),
		unique('reserve_of_candidate').on(t.candidateId),
		index('reserve_list').on(t.congressId, t.year, t.number),
		within('reserve_of_round', t, t.roundId, () => round),
		within('reserve_was_candidate', t, t.candidateId, () => candidate),
		check('reserve_state', sql`${t.state} in ('kept', 'dropped', 'chosen')`)
	]
);

/** 交办单. Issued again it is the next version; the old ones stay. */
export const assignment = tracker.table(
	'assignment',
	{
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		version: integer('version').notNull(),
		/** 交办字号. */
		reference: text('reference').notNull(),
		unit: text('unit').notNull(),
		leader: text('leader').notNull(),
		contact: text('contact').notNull(),
		/** 协同单位. */
		cooperating: jsonb('cooperating').notNull().$type<string[]>(),
		/** 年度目标任务. */
		target: text('target').notNull(),
		startsOn: date('starts_on').notNull(),
		endsOn: date('ends_on').notNull(),
		planDueOn: date('plan_due_on').notNull(),
		requirement: text('requirement').notNull(),
		issuedAt: moment('issued_at').notNull(),
		issuedBy: uuid('issued_by').notNull()
	},
	(t) => [
		primaryKey({ name: 'assignment_pk', columns: [t.projectId, t.version] }),
		index('assignment_list').on(t.congressId, t.projectId),
		within('assignment_of_project', t, t.projectId, () => project),
		check('assignment_ends_after_start', sql`${t.endsOn} >= ${t.startsOn}`)
	]
);

/** 1+1+2: who supervises a project. A person leaves by an end, never by a deletion. */
export const supervisor = tracker.table(
	'supervisor',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		part: text('part').notNull().$type<'leader' | 'presidium' | 'deputy'>(),
		/** Null for a leader who is no deputy. */
		delegateId: uuid('delegate_id'),
		name: text('name').notNull(),
		since: moment('since').notNull(),
		until: moment('until')
	},
	(t) => [
		unique('supervisor_in_congress').on(t.congressId, t.id),
		uniqueIndex('supervisor_once')
			.on(t.projectId, t.part, t.name)
			.where(sql`${t.until} is null and ${t.delegateId} is null`),
		uniqueIndex('supervising_deputy_once')
			.on(t.projectId, t.part, t.delegateId)
			.where(sql`${t.until} is null and ${t.delegateId} is not null`),
		index('supervisor_of_delegate').on(t.congressId, t.delegateId),
		within('supervisor_of_project', t, t.projectId, () => project),
		within('supervisor_is_delegate', t, t.delegateId, () => delegate),
		check('supervisor_part', sql`${t.part} in ('leader', 'presidium', 'deputy')`),
		check('supervising_deputy_is_known', sql`${t.part} = 'leader' or ${t.delegateId} is not null`)
	]
);

/** 项目建设计划书: what the unit is writing, exactly as typed; the revision tells two writers apart. */
export const plan = tracker.table(
	'plan',
	{
		projectId: uuid('project_id').primaryKey(),
		congressId: congressId(),
		state: text('state').notNull().default('draft').$type<PlanState>(),
		draft: jsonb('draft').notNull().$type<Record<string, string>>(),
		revision: integer('revision').notNull().default(0),
		/** Of the newest submitted version; 0 before the first. */
		version: integer('version').notNull().default(0),
		dueOn: date('due_on').notNull(),
		/** Why it was returned. */
		reason: text('reason').notNull().default(''),
		savedAt: moment('saved_at').notNull(),
		savedBy: text('saved_by').notNull()
	},
	(t) => [
		index('plan_list').on(t.congressId, t.state),
		within('plan_of_project', t, t.projectId, () => project),
		check('plan_state', sql`${t.state} in ('draft', 'submitted', 'returned', 'approved')`),
		check('plan_return_has_reason', sql`${t.state} <> 'returned' or ${t.reason} <> ''`)
	]
);

/** A submitted plan, locked. `basis` names the change that made a later one. */
export const planVersion = tracker.table(
	'plan_version',
	{
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		version: integer('version').notNull(),
		body: jsonb('body').notNull().$type<PlanBody>(),
		basis: uuid('basis'),
		submittedAt: moment('submitted_at').notNull(),
		submittedBy: text('submitted_by').notNull()
	},
	(t) => [
		primaryKey({ name: 'plan_version_pk', columns: [t.projectId, t.version] }),
		within('plan_version_of_project', t, t.projectId, () => project)
	]
);

/** 时间节点 of the approved plan with what really happened. A date moved by a decision keeps the first one. */
export const milestone = tracker.table(
	'milestone',
	{
		id: uuid('id').notNull().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		name: text('name').notNull(),
		plannedOn: date('planned_on').notNull(),
		doneOn: date('done_on'),
		/** When the report that reached it was approved: from then on everybody reads it. */
		reachedAt: moment('reached_at'),
		note: text('note').notNull().default(''),
		stage: text('stage').notNull().default('main').$type<Stage>(),
		/** As first approved, where a change has moved it since. */
		firstPlannedOn: date('first_planned_on'),
		/** Dropped from the plan by an approved change. */
		droppedAt: moment('dropped_at'),
		/** The day on which its unit says it was reached, and the month whose report says so or is going to. */
		claimedOn: date('claimed_on'),
		claimedMonth: text('claimed_month'),
		/** The last correction that withdrew its completion. */
		undoneBy: uuid('undone_by')
	},
	(t) => [
		primaryKey({ name: 'milestone_pk', columns: [t.id] }),
		unique('milestone_in_congress').on(t.congressId, t.id),
		index('milestone_of_project_by_date').on(t.projectId, t.plannedOn),
		index('milestone_due')
			.on(t.congressId, t.plannedOn)
			.where(sql`${t.doneOn} is null and ${t.droppedAt} is null`),
		index('milestone_reached_newest')
			.on(t.reachedAt.desc().nullsFirst())
			.where(sql`${t.reachedAt} is not null and ${t.droppedAt} is null`),
		within('milestone_of_project', t, t.projectId, () => project),
		check('milestone_claim_has_month', sql`(${t.claimedOn} is null) = (${t.claimedMonth} is null)`),
		check(
			'milestone_stage',
			sql`${t.stage} in ('preparation', 'tender', 'start', 'main', 'finish', 'acceptance', 'handover')`
		)
	]
);
