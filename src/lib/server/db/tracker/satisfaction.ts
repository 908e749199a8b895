import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { RuleSet } from '../../../domain/rule-set.ts';
import type { Grade, SatisfactionBase, SatisfactionRule } from '../../../domain/tracker/satisfaction.ts';
import { congressId, moment } from '../congress-schema.ts';
import { candidate, meeting, round } from '../schema.ts';
import { tracker, within } from './base.ts';
import { project } from './projects.ts';

/** What a survey's draft says otherwise than the vote's draft that it was made of. */
export type TakenDraft = { title: string; rules: RuleSet; paperOnly: boolean };

/** 满意度测评 of a year's projects: one round of the secret ballot, three grades a project. */
export const survey = tracker.table(
	'survey',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		year: integer('year').notNull(),
		meetingId: uuid('meeting_id').notNull(),
		/** The round that decides; null until it is drafted. */
		roundId: uuid('round_id'),
		/** 全体组成人员 or 实到, frozen with the round. */
		base: text('base').notNull().$type<SatisfactionBase>(),
		rule: text('rule').notNull().$type<SatisfactionRule>(),
		/** Of the settings that gave the rule. */
		settingVersion: integer('setting_version').notNull(),
		createdAt: moment('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		announcedAt: moment('announced_at'),
		/** The empty draft of a vote that it became, as it was; null where it got a round of its own. */
		tookOver: jsonb('took_over').$type<TakenDraft>()
	},
	(t) => [
		unique('survey_in_congress').on(t.congressId, t.id),
		unique('survey_of_round').on(t.roundId),
		index('survey_list').on(t.congressId, t.year),
		index('survey_announced_newest')
			.on(t.announcedAt.desc().nullsFirst())
			.where(sql`${t.announcedAt} is not null`),
		within('survey_of_meeting', t, t.meetingId, () => meeting),
		within('survey_by_round', t, t.roundId, () => round),
		check('survey_base', sql`${t.base} in ('all', 'present')`),
		check('survey_rule', sql`${t.rule} in ('majority', 'joint-rate')`)
	]
);

/** Which ballot line is which project. */
export const surveyItem = tracker.table(
	'survey_item',
	{
		congressId: congressId(),
		surveyId: uuid('survey_id').notNull(),
		projectId: uuid('project_id').notNull(),
		candidateId: uuid('candidate_id').notNull(),
		number: integer('number').notNull()
	},
	(t) => [
		primaryKey({ name: 'survey_item_pk', columns: [t.surveyId, t.projectId] }),
		unique('survey_item_candidate').on(t.surveyId, t.candidateId),
		within('item_of_survey', t, t.surveyId, () => survey),
		within('item_is_project', t, t.projectId, () => project),
		within('item_is_candidate', t, t.candidateId, () => candidate)
	]
);

/** The announced result, per project: counts first, then the grade. Append only. */
export const surveyResult = tracker.table(
	'survey_result',
	{
		congressId: congressId(),
		surveyId: uuid('survey_id').notNull(),
		projectId: uuid('project_id').notNull(),
		satisfied: integer('satisfied').notNull(),
		basic: integer('basic').notNull(),
		dissatisfied: integer('dissatisfied').notNull(),
		blank: integer('blank').notNull(),
		/** The number that half is taken of, and what it is. */
		base: text('base').notNull().$type<SatisfactionBase>(),
		baseNumber: integer('base_number').notNull(),
		rule: text('rule').notNull().$type<SatisfactionRule>(),
		grade: text('grade').notNull().$type<Grade>(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'survey_result_pk', columns: [t.surveyId, t.projectId] }),
		index('survey_result_of_project_list').on(t.projectId),
		within('result_of_survey', t, t.surveyId, () => survey),
		within('survey_result_of_project', t, t.projectId, () => project),
		check(
			'survey_counts',
			sql`${t.satisfied} >= 0 and ${t.basic} >= 0 and ${t.dissatisfied} >= 0 and ${t.blank} >= 0 and ${t.satisfied} + ${t.basic} + ${t.dissatisfied} + ${t.blank} <= ${t.baseNumber}`
		),
		// 镇海 2022: 满意 over half; else 满意 and 基本满意 together over half; else, half included, 不满意.
		check(
			'survey_grade_follows',
			sql`${t.rule} <> 'majority' or ${t.grade} = case when 2 * ${t.satisfied} > ${t.baseNumber} then 'satisfied' when 2 * (${t.satisfied} + ${t.basic}) > ${t.baseNumber} then 'basic' else 'dissatisfied' end`
		)
	]
);

/** 群众评价: kept apart from the deputies' result in table, page and export; counted per day, no person. */
export const residentRating = tracker.table(
	'resident_rating',
	{
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		/** One per browser and project: a keyed hash of its cookie. */
		sender: text('sender').notNull(),
		grade: text('grade').notNull().$type<Grade>(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'rated_once', columns: [t.projectId, t.sender] }),
		within('rating_of_project', t, t.projectId, () => project),
		check('resident_grade', sql`${t.grade} in ('satisfied', 'basic', 'dissatisfied')`)
	]
);
