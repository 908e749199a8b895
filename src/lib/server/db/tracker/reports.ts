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
import type { ReportBody, ReportState } from '../../../domain/tracker/report.ts';
import type { FieldChange } from '../../../domain/tracker/differences.ts';
import { congressId, moment } from '../congress-schema.ts';
import { bytea, delegate } from '../schema.ts';
import { tracker, within } from './base.ts';
import { acceptance } from './changes.ts';
import { project } from './projects.ts';
import { visit } from './supervision.ts';

/** 月报 of one project and month. `draft` is what was typed, word for word, so that nothing typed is lost. */
export const report = tracker.table(
	'report',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		/** `2026-03`. */
		month: text('month').notNull(),
		dueOn: date('due_on').notNull(),
		state: text('state').notNull().default('draft').$type<ReportState>(),
		draft: jsonb('draft').notNull().$type<Record<string, string>>(),
		/** Rises with every save; a save that names an older one is refused. */
		revision: integer('revision').notNull().default(0),
		version: integer('version').notNull().default(0),
		reason: text('reason').notNull().default(''),
		savedAt: moment('saved_at').notNull(),
		savedBy: text('saved_by').notNull(),
		submittedAt: moment('submitted_at'),
		decidedAt: moment('decided_at'),
		decidedBy: text('decided_by')
	},
	(t) => [
		unique('report_in_congress').on(t.congressId, t.id),
		unique('report_of_month').on(t.projectId, t.month),
		index('report_list').on(t.congressId, t.state, t.dueOn),
		index('report_approved_newest')
			.on(t.decidedAt.desc().nullsFirst())
			.where(sql`${t.state} = 'approved'`),
		within('report_of_project', t, t.projectId, () => project),
		check('report_month', sql`${t.month} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
		check('report_state', sql`${t.state} in ('draft', 'submitted', 'returned', 'approved')`),
		check('report_return_has_reason', sql`${t.state} <> 'returned' or ${t.reason} <> ''`)
	]
);

/** A submitted report, locked, with the hash of its canonical text. */
export const reportVersion = tracker.table(
	'report_version',
	{
		congressId: congressId(),
		reportId: uuid('report_id').notNull(),
		version: integer('version').notNull(),
		body: jsonb('body').notNull().$type<ReportBody>(),
		hash: bytea('hash').notNull(),
		submittedAt: moment('submitted_at').notNull(),
		submittedBy: text('submitted_by').notNull()
	},
	(t) => [
		primaryKey({ name: 'report_version_pk', columns: [t.reportId, t.version] }),
		within('version_of_report', t, t.reportId, () => report)
	]
);

/**
 * What is known of a project from a day on: progress and the three sums of money, each as a total so far. One
 * row per approved report or correction; never changed. The newest `as_of` (then `at`) is the state.
 */
export const measure = tracker.table(
	'measure',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		asOf: date('as_of').notNull(),
		percent: integer('percent').notNull(),
		plannedFen: bigint('planned_fen', { mode: 'number' }).notNull(),
		arrivedFen: bigint('arrived_fen', { mode: 'number' }).notNull(),
		paidFen: bigint('paid_fen', { mode: 'number' }).notNull(),
		/** Why more was paid than has arrived, such as 施工单位垫资. */
		explanation: text('explanation').notNull().default(''),
		/** Why the progress is lower than before. */
		correction: text('correction').notNull().default(''),
		reportId: uuid('report_id'),
		at: moment('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		index('measure_newest').on(t.projectId, t.asOf.desc(), t.at.desc()),
		index('measure_list').on(t.congressId, t.asOf),
		index('measure_corrected_newest')
			.on(t.at.desc().nullsFirst())
			.where(sql`${t.correction} <> ''`),
		within('measure_of_project', t, t.projectId, () => project),
		within('measure_of_report', t, t.reportId, () => report),
		check('measure_percent', sql`${t.percent} between 0 and 100`),
		check('measure_money', sql`${t.plannedFen} >= 0 and ${t.arrivedFen} >= 0 and ${t.paidFen} >= 0`),
		check('paid_within_arrived', sql`${t.paidFen} <= ${t.arrivedFen} or ${t.explanation} <> ''`)
	]
);

/**
 * A photograph or document. The bytes lie in the uploads under the id, drawn anew and without position; what
 * is wrong is withdrawn with a reason and stays in the history.
 */
export const evidence = tracker.table(
	'evidence',
	{
		id: uuid('id').primaryKey(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		kind: text('kind').notNull().$type<'photo' | 'document'>(),
		/** 前, 中, 后: photographs only. */
		slot: text('slot').$type<'before' | 'during' | 'after'>(),
		caption: text('caption').notNull(),
		/** 拍摄日期, of the camera where it wrote one. */
		takenOn: date('taken_on'),
		takenFrom: text('taken_from').$type<'camera' | 'entered'>(),
		mediaType: text('media_type').notNull(),
		bytes: integer('bytes').notNull(),
		width: integer('width'),
		height: integer('height'),
		sha256: bytea('sha256').notNull(),
		/** Shown on the public page. */
		shown: boolean('shown').notNull().default(false),
		/** The act that it belongs to: a report, visit, or none. */
		reportId: uuid('report_id'),
		visitId: uuid('visit_id'),
		/** Of older builds; what went with which 验收 is in `acceptanceEvidence`. */
		acceptanceId: uuid('acceptance_id'),
		uploadedAt: moment('uploaded_at').notNull(),
		uploadedBy: text('uploaded_by').notNull(),
		delegateId: uuid('delegate_id'),
		withdrawnAt: moment('withdrawn_at'),
		withdrawnFor: text('withdrawn_for')
	},
	(t) => [
		unique('evidence_in_congress').on(t.congressId, t.id),
		index('evidence_list').on(t.projectId, t.kind, t.takenOn),
		index('evidence_of_visit').on(t.visitId),
		index('evidence_of_acceptance').on(t.acceptanceId),
		within('evidence_of_project', t, t.projectId, () => project),
		within('evidence_of_report', t, t.reportId, () => report),
		within('evidence_belongs_to_visit', t, t.visitId, () => visit),
		within('evidence_belongs_to_acceptance', t, t.acceptanceId, () => acceptance),
		within('evidence_of_delegate', t, t.delegateId, () => delegate),
		check('evidence_kind', sql`${t.kind} in ('photo', 'document')`),
		check(
			'photo_has_slot_and_date',
			sql`${t.kind} = 'document' or (${t.slot} in ('before', 'during', 'after') and ${t.takenOn} is not null and ${t.takenFrom} in ('camera', 'entered') and ${t.caption} <> '')`
		),
		check('withdrawal_has_reason', sql`(${t.withdrawnAt} is null) = (coalesce(${t.withdrawnFor}, '') = '')`)
	]
);

/** What was handed in with each version of 验收: a file may go with several. Append only. */
export const acceptanceEvidence = tracker.table(
	'acceptance_evidence',
	{
		congressId: congressId(),
		acceptanceId: uuid('acceptance_id').notNull(),
		evidenceId: uuid('evidence_id').notNull()
	},
	(t) => [
		primaryKey({ name: 'acceptance_evidence_pk', columns: [t.acceptanceId, t.evidenceId] }),
		index('acceptance_evidence_list').on(t.evidenceId),
		within('attached_to_acceptance', t, t.acceptanceId, () => acceptance),
		within('attached_is_evidence', t, t.evidenceId, () => evidence)
	]
);

/** 变更记录: every act on a project with what it changed, field by field. Append only. */
export const history = tracker.table(
	'history',
	{
		id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		at: moment('at').notNull(),
		/** Names and unit as they were then; null unit for deputies and the office. */
		by: text('by').notNull(),
		unit: text('unit'),
		act: text('act').notNull(),
		subjectId: uuid('subject_id'),
		changes: jsonb('changes').notNull().$type<FieldChange[]>(),
		reason: text('reason').notNull().default('')
	},
	(t) => [
		index('history_list').on(t.projectId, t.id.desc()),
		index('history_recent').on(t.congressId, t.id.desc()),
		within('history_of_project', t, t.projectId, () => project)
	]
);
