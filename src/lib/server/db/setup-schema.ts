import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
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
	uuid
} from 'drizzle-orm/pg-core';
import type { AuditDetail } from '../../crypto/audit.ts';
import { bytea, congressId, desk, moment } from './congress-schema.ts';
import { delegate, meeting, round, staff } from './schema.ts';

/** What the office prepares a session with: imports, cards, devices, rehearsals, readiness, the archive's keeping. */

/** One applied import (导入) and what it takes to undo it. A dry run writes nothing. */
export const importBatch = desk.table(
	'import_batch',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		kind: text('kind').notNull().$type<'deputies' | 'candidates' | 'cards'>(),
		fileName: text('file_name').notNull(),
		/** SHA-256 of the file as uploaded. */
		fileHash: bytea('file_hash').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull(),
		counts: jsonb('counts').notNull().$type<{ new: number; changed: number; unchanged: number }>(),
		/** The rows as they were before, and the ids of those that were new. */
		before: jsonb('before').notNull(),
		undoneAt: moment('undone_at'),
		undoneBy: uuid('undone_by')
	},
	(t) => [
		index('imports_of_meeting').on(t.meetingId, t.at),
		foreignKey({
			name: 'import_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		foreignKey({
			name: 'import_by_staff',
			columns: [t.congressId, t.by],
			foreignColumns: [staff.congressId, staff.id]
		}),
		check('import_kind', sql`${t.kind} in ('deputies', 'candidates', 'cards')`)
	]
);

/** 换发: the first person's half of a card's reissue; a second, different person completes it within two minutes. */
export const pendingReissue = desk.table(
	'pending_reissue',
	{
		congressId: congressId(),
		delegateId: uuid('delegate_id').notNull(),
		cardId: bytea('card_id').notNull(),
		publicKey: bytea('public_key').notNull(),
		reason: text('reason').notNull(),
		requestedBy: uuid('requested_by').notNull(),
		requestedAt: moment('requested_at').notNull()
	},
	(t) => [
		primaryKey({ name: 'one_pending_reissue', columns: [t.congressId, t.delegateId] }),
		foreignKey({
			name: 'reissue_for_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		}),
		foreignKey({
			name: 'reissue_by_staff',
			columns: [t.congressId, t.requestedBy],
			foreignColumns: [staff.congressId, staff.id]
		})
	]
);

/** A rehearsal (演练) of one meeting, which is itself a meeting: its rounds, check-ins and chain are its own. */
export const rehearsal = desk.table(
	'rehearsal',
	{
		meetingId: uuid('meeting_id').notNull(),
		congressId: congressId(),
		startedAt: moment('started_at').notNull(),
		startedBy: uuid('started_by').notNull(),
		/** How many deputies are simulated. */
		simulated: integer('simulated').notNull().default(0),
		endedAt: moment('ended_at'),
		endedBy: uuid('ended_by'),
		/** Written at the end and never changed. */
		report: jsonb('report')
	},
	(t) => [
		primaryKey({ name: 'rehearsal_pk', columns: [t.meetingId] }),
		unique('rehearsal_in_congress').on(t.congressId, t.meetingId),
		foreignKey({
			name: 'rehearsal_is_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		foreignKey({
			name: 'rehearsal_by_staff',
			columns: [t.congressId, t.startedBy],
			foreignColumns: [staff.congressId, staff.id]
		})
	]
);

/** The card of a simulated deputy: good in its own rehearsal and nowhere else. */
export const rehearsalCard = desk.table(
	'rehearsal_card',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		cardId: bytea('card_id').notNull(),
		publicKey: bytea('public_key').notNull()
	},
	(t) => [
		primaryKey({ name: 'rehearsal_card_pk', columns: [t.cardId] }),
		unique('rehearsal_card_public_key').on(t.publicKey),
		unique('one_rehearsal_card').on(t.meetingId, t.delegateId),
		foreignKey({
			name: 'card_of_rehearsal',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [rehearsal.congressId, rehearsal.meetingId]
		}),
		foreignKey({
			name: 'rehearsal_card_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

/**
 * What a tablet reports of one step in a rehearsal: how long, and what went wrong. The reference to the rehearsal
 * makes it impossible to keep any of this for a formal round.
 */
export const rehearsalStep = desk.table(
	'rehearsal_step',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		step: text('step').notNull(),
		ms: integer('ms').notNull(),
		/** A refusal code or `network`; null where the step went well. */
		trouble: text('trouble')
	},
	(t) => [
		index('steps_of_rehearsal').on(t.meetingId),
		foreignKey({
			name: 'step_of_rehearsal',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [rehearsal.congressId, rehearsal.meetingId]
		}),
		foreignKey({
			name: 'step_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

/** 设备检查: the last check of each device, by the number on its label. */
export const device = desk.table(
	'device',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		kind: text('kind').notNull().$type<'tablet' | 'hall' | 'desk'>(),
		number: integer('number').notNull(),
		/** One entry a check: its name, whether it passed, and what was measured. */
		checks: jsonb('checks').notNull().$type<{ check: string; passed: boolean; measured: string }[]>(),
		passed: boolean('passed').notNull(),
		browser: text('browser').notNull(),
		checkedAt: moment('checked_at').notNull()
	},
	(t) => [
		unique('device_number').on(t.congressId, t.kind, t.number),
		check('device_kind', sql`${t.kind} in ('tablet', 'hall', 'desk')`)
	]
);

/** 应有台数: how many labels of a kind the office gave out. A kind without a row was not counted yet. */
export const deviceCount = desk.table(
	'device_count',
	{
		congressId: congressId(),
		kind: text('kind').notNull().$type<'tablet' | 'hall' | 'desk'>(),
		count: integer('count').notNull()
	},
	(t) => [
		primaryKey({ name: 'device_count_pk', columns: [t.congressId, t.kind] }),
		check('device_count_kind', sql`${t.kind} in ('tablet', 'hall', 'desk')`),
		check('device_count_range', sql`${t.count} between 0 and 9999`)
	]
);

/** A paper of the session that was printed or saved as PDF; the readiness list asks for it. */
export const paperPrint = desk.table(
	'paper_print',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		roundId: uuid('round_id'),
		paper: text('paper').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull()
	},
	(t) => [
		index('prints_of_meeting').on(t.meetingId, t.paper),
		foreignKey({
			name: 'print_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		})
	]
);

/** The last run of one check of the readiness list (就绪检查单). */
export const readinessCheck = desk.table(
	'readiness_check',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		check: text('check').notNull(),
		passed: boolean('passed').notNull(),
		measured: text('measured').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull()
	},
	(t) => [
		primaryKey({ name: 'readiness_check_pk', columns: [t.meetingId, t.check] }),
		foreignKey({
			name: 'readiness_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		})
	]
);

/** How long a round's sealed archive is kept, and its end. */
export const archiveTerm = desk.table(
	'archive_term',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		destroyOn: date('destroy_on').notNull(),
		setAt: moment('set_at').notNull(),
		setBy: uuid('set_by').notNull(),
		/** The first of the two persons of the destruction. */
		requestedBy: uuid('requested_by'),
		requestedAt: moment('requested_at'),
		/** When the box had carried it out. */
		destroyedAt: moment('destroyed_at'),
		/** The second person; known from the order on. */
		destroyedBy: uuid('destroyed_by'),
		/** Reason and witnesses, in the words of the record. */
		destroyNote: text('destroy_note')
	},
	(t) => [
		primaryKey({ name: 'archive_term_pk', columns: [t.roundId] }),
		foreignKey({
			name: 'archive_term_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		})
	]
);

/** 移交: who took which files of a round's archive, with their hashes; the record of destruction too. Append-only. */
export const archiveRecord = desk.table(
	'archive_record',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		act: text('act').notNull().$type<'download' | 'hand-over' | 'destruction'>(),
		files: jsonb('files').notNull().$type<{ name: string; bytes: number; sha256: string }[]>(),
		/** Receiver, keeper, witnesses: in the words of the record. */
		note: text('note').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull(),
		secondBy: uuid('second_by')
	},
	(t) => [
		index('records_of_round').on(t.roundId, t.at),
		foreignKey({
			name: 'archive_record_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		check('archive_act', sql`${t.act} in ('download', 'hand-over', 'destruction')`)
	]
);

/** Acts that belong to no meeting: accounts, roles, sign-ins, meetings themselves. One hash chain per congress. */
export const congressAudit = desk.table(
	'congress_audit',
	{
		congressId: congressId(),
		seq: integer('seq').notNull(),
		at: text('at').notNull(),
		actor: text('actor').notNull(),
		act: text('act').notNull(),
		detail: jsonb('detail').$type<AuditDetail>(),
		prev: bytea('prev').notNull(),
		hash: bytea('hash').notNull()
	},
	(t) => [
		primaryKey({ name: 'congress_audit_pk', columns: [t.congressId, t.seq] }),
		index('congress_audit_by_time').on(t.congressId, t.at, t.seq)
	]
);

/** Backups of the whole installation, written by the operator's command. Of no congress. */
export const backupRun = desk.table('backup_run', {
	id: uuid('id').primaryKey().defaultRandom(),
	at: moment('at').notNull(),
	bytes: bigint('bytes', { mode: 'number' }).notNull(),
	sha256: text('sha256').notNull(),
	/** When a restore of this backup was last tried out, and whether everything came back. */
	drilledAt: moment('drilled_at'),
	drillPassed: boolean('drill_passed')
});

/** Accounts with a password that somebody else chose: it must be changed at the next sign-in. */
export const passwordReset = desk.table(
	'password_reset',
	{
		congressId: congressId(),
		staffId: uuid('staff_id').notNull(),
		at: moment('at').notNull(),
		by: uuid('by')
	},
	(t) => [
		primaryKey({ name: 'password_reset_pk', columns: [t.staffId] }),
		uniqueIndex('password_reset_in_congress').on(t.congressId, t.staffId),
		foreignKey({
			name: 'password_reset_of_staff',
			columns: [t.congressId, t.staffId],
			foreignColumns: [staff.congressId, staff.id]
		})
	]
);
