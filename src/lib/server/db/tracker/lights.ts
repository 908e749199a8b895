import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	date,
	index,
	integer,
	jsonb,
	primaryKey,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import type { Light, LightReason, LightRules } from '../../../domain/tracker/lights.ts';
import type { TrackerSettings } from '../../../domain/tracker/settings.ts';
import { congressId, moment } from '../congress-schema.ts';
import { staff } from '../schema.ts';
import { tracker, within } from './base.ts';
import { project } from './projects.ts';

/** Terms, authorities and bases that a congress decides; a version per change, none before the first. */
export const trackerSetting = tracker.table(
	'setting',
	{
		congressId: congressId(),
		version: integer('version').notNull(),
		values: jsonb('values').notNull().$type<TrackerSettings>(),
		reason: text('reason').notNull(),
		at: moment('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [primaryKey({ name: 'setting_pk', columns: [t.congressId, t.version] })]
);

/** 亮灯规则 as data; without a row the default of the domain is in force as version 0. */
export const lightRuleSet = tracker.table(
	'light_rules',
	{
		congressId: congressId(),
		version: integer('version').notNull(),
		rules: jsonb('rules').notNull().$type<LightRules>(),
		reason: text('reason').notNull(),
		at: moment('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [primaryKey({ name: 'light_rules_pk', columns: [t.congressId, t.version] })]
);

/**
 * Where every project stands, derived: what lists filter and sort by. Rebuilt by the nightly job and with every
 * change, so it may be written over; what it said on a day stays in `light_change`.
 */
export const standing = tracker.table(
	'standing',
	{
		projectId: uuid('project_id').primaryKey(),
		congressId: congressId(),
		year: integer('year').notNull(),
		light: text('light').notNull().$type<Light>(),
		reasons: jsonb('reasons').notNull().$type<LightReason[]>(),
		rulesVersion: integer('rules_version').notNull(),
		percent: integer('percent').notNull(),
		plannedPercent: integer('planned_percent').notNull(),
		/** The day that the plan is of; null without an approved one. */
		plannedOn: date('planned_on'),
		plannedFen: bigint('planned_fen', { mode: 'number' }).notNull(),
		arrivedFen: bigint('arrived_fen', { mode: 'number' }).notNull(),
		paidFen: bigint('paid_fen', { mode: 'number' }).notNull(),
		overdueDays: integer('overdue_days').notNull(),
		lateReportDays: integer('late_report_days').notNull(),
		nextName: text('next_name'),
		nextOn: date('next_on'),
		/** 数据截至: day of the newest measure; null before the first. */
		asOf: date('as_of'),
		computedOn: date('computed_on').notNull(),
		computedAt: moment('computed_at').notNull()
	},
	(t) => [
		index('standing_list').on(t.congressId, t.year, t.light),
		index('standing_public').on(t.year, t.light),
		index('standing_stale').on(t.computedOn),
		within('standing_of_project', t, t.projectId, () => project),
		check('standing_light', sql`${t.light} in ('grey', 'green', 'yellow', 'red', 'blue', 'orange')`),
		check('standing_percent', sql`${t.percent} between 0 and 100 and ${t.plannedPercent} between 0 and 100`)
	]
);

/** A light that changed, with why. Lights by month are read from here. */
export const lightChange = tracker.table(
	'light_change',
	{
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		seq: integer('seq').notNull(),
		/** The day from which it holds. */
		since: date('since').notNull(),
		light: text('light').notNull().$type<Light>(),
		reasons: jsonb('reasons').notNull().$type<LightReason[]>(),
		rulesVersion: integer('rules_version').notNull(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'light_change_pk', columns: [t.projectId, t.seq] }),
		index('light_change_by_day').on(t.congressId, t.since),
		index('light_change_newest').on(t.at.desc().nullsFirst()),
		within('light_change_of_project', t, t.projectId, () => project)
	]
);

/** One message of the inbox. The stage makes a reminder come once, however often the job runs. */
export const reminder = tracker.table(
	'reminder',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		/** plan-due, report-due, report-late, milestone-due, milestone-late, reply-due, returned, … */
		kind: text('kind').notNull(),
		/** What it is about: a report, milestone, notice or visit. */
		subjectId: uuid('subject_id').notNull(),
		/** Working days from the due day, as in −5, −1, +1, +3, +5; 0 for what happens once. */
		stage: integer('stage').notNull(),
		/** The unit it goes to, or null for the supervising office. */
		unit: text('unit'),
		text: text('text').notNull(),
		dueOn: date('due_on'),
		/** 升级: also on the list of the leaders. */
		escalated: boolean('escalated').notNull().default(false),
		at: moment('at').notNull(),
		doneAt: moment('done_at')
	},
	(t) => [
		unique('reminder_in_congress').on(t.congressId, t.id),
		unique('reminded_once').on(t.subjectId, t.kind, t.stage, t.unit).nullsNotDistinct(),
		index('inbox_of_unit').on(t.congressId, t.unit, t.at.desc()),
		within('reminder_of_project', t, t.projectId, () => project)
	]
);

export const reminderRead = tracker.table(
	'reminder_read',
	{
		congressId: congressId(),
		reminderId: uuid('reminder_id').notNull(),
		staffId: uuid('staff_id').notNull(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'read_once', columns: [t.reminderId, t.staffId] }),
		within('read_of_reminder', t, t.reminderId, () => reminder),
		within('read_by_staff', t, t.staffId, () => staff)
	]
);

/** The secret address of a unit's calendar; only its hash is kept. */
export const calendarKey = tracker.table(
	'calendar_key',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		unit: text('unit').notNull(),
		tokenHash: text('token_hash').notNull(),
		createdAt: moment('created_at').notNull(),
		revokedAt: moment('revoked_at')
	},
	(t) => [unique('calendar_token').on(t.tokenHash), index('calendar_of_unit').on(t.congressId, t.unit)]
);
