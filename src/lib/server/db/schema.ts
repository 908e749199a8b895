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
import type { Manifest } from '../../crypto/manifest.ts';
import type { CountResult } from '../../domain/count.ts';
import type { SettlementKind } from '../../domain/settlement.ts';
import type { RoundKind, CandidateText, HallMode, HallTheme } from '../../wire/views.ts';
import type { PaperBallot, PaperMarks } from '../../domain/paper.ts';
import type { RoundState } from '../../domain/round-state.ts';
import type { RuleSet } from '../../domain/rule-set.ts';
import { bytea, congress, congressId, desk, moment } from './congress-schema.ts';

/**
 * The desk: who is who, what stands on the ballot, who drew. Nothing here knows a choice or a one-time key,
 * and no foreign key leads to the box.
 *
 * Every table carries its congress, and every reference to another table is by (congress, id), so a row
 * can't point into another congress. Row-level security (the guards migration) shows the application only the
 * congress that its transaction has named.
 */
export { bytea, congress, desk };

export const meeting = desk.table(
	'meeting',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		name: text('name').notNull(),
		heldOn: date('held_on').notNull(),
		venue: text('venue').notNull(),
		/** The meeting this congress's pages show; one at a time. */
		current: boolean('current').notNull().default(false),
		demonstration: boolean('demonstration').notNull().default(false),
		/** 届 and 次, as numbers; null where a meeting is not numbered. */
		term: integer('term'),
		session: integer('session'),
		/** Last day, where the session takes more than one. */
		endsOn: date('ends_on'),
		/** 议程: one item a line, in order. */
		agenda: jsonb('agenda').$type<string[]>().notNull().default([]),
		/** 演练: the meeting this one rehearses. Never changes: a rehearsal is never promoted. */
		rehearsalOf: uuid('rehearsal_of'),
		/** The meeting whose set-up was copied. */
		copiedFrom: uuid('copied_from'),
		/** Rises with every check-in and card change: the sign for tablets to look again. */
		rollVersion: integer('roll_version').notNull().default(0),
		/** The chair's console that is in control: one browser tab, by the id it made for itself. */
		consoleId: text('console_id'),
		consoleBy: uuid('console_by'),
		consoleAt: moment('console_at')
	},
	(t) => [
		unique('meeting_in_congress').on(t.congressId, t.id),
		uniqueIndex('one_current_meeting')
			.on(t.congressId)
			.where(sql`${t.current}`),
		foreignKey({
			name: 'rehearsal_of_meeting',
			columns: [t.congressId, t.rehearsalOf],
			foreignColumns: [t.congressId, t.id]
		})
	]
);

export const delegate = desk.table(
	'delegate',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		/** 代表证号 within the congress. */
		number: integer('number').notNull(),
		name: text('name').notNull(),
		delegation: text('delegation').notNull(),
		seat: text('seat').notNull(),
		gender: text('gender').$type<'男' | '女'>(),
		/** For the office's own use; never on a page that others see. */
		phone: text('phone'),
		/** 资格终止 sets it false: off the roll, but the old rounds still know the person. */
		active: boolean('active').notNull().default(true)
	},
	(t) => [
		unique('delegate_in_congress').on(t.congressId, t.id),
		unique('delegate_number').on(t.congressId, t.number)
	]
);

/** Public halves of the cards; the server never sees a seed. A revoked card keeps its row. */
export const card = desk.table(
	'card',
	{
		congressId: congressId(),
		delegateId: uuid('delegate_id').notNull(),
		cardId: bytea('card_id').notNull(),
		publicKey: bytea('public_key').notNull(),
		state: text('state').notNull().$type<'issued' | 'active' | 'revoked'>(),
		issuedAt: moment('issued_at').notNull(),
		revokedAt: moment('revoked_at'),
		/** Why it was revoked: 挂失, 损坏, 换发. */
		revokedFor: text('revoked_for')
	},
	(t) => [
		primaryKey({ name: 'card_pk', columns: [t.cardId] }),
		unique('card_public_key').on(t.publicKey),
		uniqueIndex('one_live_card')
			.on(t.congressId, t.delegateId)
			.where(sql`${t.state} <> 'revoked'`),
		foreignKey({
			name: 'card_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		}),
		check('card_state', sql`${t.state} in ('issued', 'active', 'revoked')`)
	]
);

export const staff = desk.table(
	'staff',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		username: text('username').notNull(),
		passwordHash: text('password_hash').notNull(),
		role: text('role').notNull(),
		name: text('name').notNull(),
		/** The responsible unit (责任单位) a department account reports for. */
		unit: text('unit'),
		/** A scrutineer is a delegate: whose card signs for this account. */
		delegateId: uuid('delegate_id'),
		disabled: boolean('disabled').notNull().default(false)
	},
	(t) => [
		unique('staff_username').on(t.username),
		unique('staff_in_congress').on(t.congressId, t.id),
		foreignKey({
			name: 'staff_is_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		}),
		check(
			'staff_role',
			sql`${t.role} in ('office', 'chair', 'chief-scrutineer', 'scrutineer', 'teller', 'department', 'supervision', 'system-admin', 'security-admin', 'audit-admin')`
		)
	]
);

/** Lucia's sessions. `id` is the SHA-256 of what the cookie holds: reading this table signs nobody in. */
export const session = desk.table(
	'session',
	{
		id: text('id').primaryKey(),
		congressId: congressId(),
		/** `staff:<id>` or `delegate:<id>`. */
		userId: text('user_id').notNull(),
		/** The card that opened a delegate's session: it may be revoked while the session lives. */
		cardId: bytea('card_id'),
		createdAt: moment('created_at').notNull(),
		expiresAt: moment('expires_at').notNull(),
		/** Browser and system of a staff session, for its owner's list; never kept for a delegate. */
		device: text('device')
	},
	(t) => [index('session_of_user').on(t.userId)]
);

/** Nonces of card sign-in. Written for unknown cards too, so it carries no congress: none is known yet. */
export const loginChallenge = desk.table('login_challenge', {
	nonceHash: bytea('nonce_hash').primaryKey(),
	cardId: bytea('card_id').notNull(),
	expiresAt: moment('expires_at').notNull()
});

/** Wrong passwords by (address, username), kept for a day to slow the guesser down. */
export const signInFailure = desk.table(
	'sign_in_failure',
	{
		username: text('username').notNull(),
		address: text('address').notNull(),
		count: integer('count').notNull(),
		lastAt: moment('last_at').notNull()
	},
	(t) => [
		primaryKey({ name: 'sign_in_failure_pk', columns: [t.username, t.address] }),
		index('sign_in_failure_by_time').on(t.lastAt)
	]
);

export const candidate = desk.table(
	'candidate',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		/** 项目编号. Below zero: a substitute of a replaced project, which no vote of the meeting lists (`candidates-of.ts`). */
		number: integer('number').notNull(),
		name: text('name').notNull(),
		/** At most 12 characters: what the hall screen shows. */
		shortName: text('short_name').notNull(),
		category: text('category').notNull(),
		place: text('place').notNull(),
		content: text('content').notNull(),
		/** 建设规模. Not part of the frozen text: the manifest's fields are fixed. */
		scale: text('scale').notNull().default(''),
		totalFen: bigint('total_fen', { mode: 'number' }).notNull(),
		yearFen: bigint('year_fen', { mode: 'number' }).notNull(),
		funding: text('funding').notNull(),
		unit: text('unit').notNull(),
		leader: text('leader').notNull(),
		startsOn: date('starts_on'),
		endsOn: date('ends_on'),
		beneficiaries: text('beneficiaries').notNull(),
		basis: text('basis').notNull()
	},
	(t) => [
		unique('candidate_in_congress').on(t.congressId, t.id),
		unique('candidate_number').on(t.meetingId, t.number),
		foreignKey({
			name: 'candidate_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		check('candidate_money', sql`${t.totalFen} >= 0 and ${t.yearFen} >= 0`)
	]
);

/** Pictures and attachments of a candidate; the bytes lie in the upload folder under the id. */
export const candidateFile = desk.table(
	'candidate_file',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		candidateId: uuid('candidate_id').notNull(),
		kind: text('kind').notNull().$type<'picture' | 'attachment'>(),
		name: text('name').notNull(),
		mediaType: text('media_type').notNull(),
		bytes: integer('bytes').notNull(),
		addedAt: moment('added_at').notNull()
	},
	(t) => [
		index('files_of_candidate').on(t.candidateId),
		foreignKey({
			name: 'file_of_candidate',
			columns: [t.congressId, t.candidateId],
			foreignColumns: [candidate.congressId, candidate.id]
		}),
		check('candidate_file_kind', sql`${t.kind} in ('picture', 'attachment')`)
	]
);

export const scrutineer = desk.table(
	'scrutineer',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		chief: boolean('chief').notNull().default(false)
	},
	(t) => [
		primaryKey({ name: 'scrutineer_pk', columns: [t.meetingId, t.delegateId] }),
		uniqueIndex('one_chief_scrutineer')
			.on(t.meetingId)
			.where(sql`${t.chief}`),
		foreignKey({
			name: 'scrutineer_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		foreignKey({
			name: 'scrutineer_is_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

export const checkIn = desk.table(
	'check_in',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull(),
		/** 中途退场: gone since; null for who is in the hall. Coming back clears it, the audit chain keeps it. */
		leftAt: moment('left_at'),
		/** Asked for a paper ballot: the tablet draws none. */
		wantsPaper: boolean('wants_paper').notNull().default(false)
	},
	(t) => [
		primaryKey({ name: 'check_in_pk', columns: [t.meetingId, t.delegateId] }),
		foreignKey({
			name: 'check_in_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		foreignKey({
			name: 'check_in_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		}),
		foreignKey({
			name: 'check_in_by_staff',
			columns: [t.congressId, t.by],
			foreignColumns: [staff.congressId, staff.id]
		})
	]
);

/** 请假: known beforehand not to come, or not until later. Checking in afterwards stays possible. */
export const leave = desk.table(
	'leave',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		reason: text('reason').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull()
	},
	(t) => [
		primaryKey({ name: 'leave_pk', columns: [t.meetingId, t.delegateId] }),
		foreignKey({
			name: 'leave_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		foreignKey({
			name: 'leave_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

export const round = desk.table(
	'round',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		sequence: integer('sequence').notNull(),
		kind: text('kind').notNull().$type<RoundKind>(),
		title: text('title').notNull(),
		state: text('state').notNull().$type<RoundState>().default('draft'),
		rules: jsonb('rules').notNull().$type<RuleSet>(),
		receipt: text('receipt').notNull().$type<'presence' | 'none'>().default('presence'),
		/** Frozen at make-ready; the text is what every hash is taken of. */
		manifest: jsonb('manifest').$type<Manifest>(),
		manifestHash: bytea('manifest_hash'),
		fingerprint: text('fingerprint'),
		readyAt: moment('ready_at'),
		openedAt: moment('opened_at'),
		/** Set while the box takes what is under way; the close follows. */
		closingAt: moment('closing_at'),
		closedAt: moment('closed_at'),
		announcedAt: moment('announced_at'),
		/** Checked in at any moment before the close; read at the close. */
		present: integer('present'),
		reason: text('reason'),
		/** The round this one follows: after an abort, a void, a tie or a shortfall. */
		previousId: uuid('previous_id'),
		/** 只用纸质票: tablets draw nothing; the desk hands out paper. */
		paperOnly: boolean('paper_only').notNull().default(false),
		/** 宣布表决有效, by the chief scrutineer; with `after-close` no number of a candidate exists before it. */
		validAt: moment('valid_at'),
		validBy: uuid('valid_by'),
		/** The paper ballots are entered, compared and ruled on: the count may begin. */
		paperDoneAt: moment('paper_done_at'),
		paperDoneBy: uuid('paper_done_by')
	},
	(t) => [
		unique('round_in_congress').on(t.congressId, t.id),
		unique('round_sequence').on(t.meetingId, t.sequence),
		foreignKey({
			name: 'round_follows',
			columns: [t.congressId, t.previousId],
			foreignColumns: [t.congressId, t.id]
		}),
		foreignKey({
			name: 'round_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		index('round_announced_newest')
			.on(t.announcedAt.desc().nullsFirst())
			.where(sql`${t.state} = 'announced'`),
		check(
			'round_state',
			sql`${t.state} in ('draft', 'ready', 'open', 'paused', 'closed', 'counted', 'certified', 'announced', 'void', 'aborted')`
		),
		check(
			'ready_is_frozen',
			sql`${t.state} = 'draft' or (${t.manifest} is not null and ${t.manifestHash} is not null and ${t.fingerprint} is not null)`
		)
	]
);

/** A draft's candidates, and after make-ready the frozen ballot: what stands at which place. */
export const roundCandidate = desk.table(
	'round_candidate',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		candidateId: uuid('candidate_id').notNull(),
		number: integer('number').notNull(),
		/** The frozen sheet; null while the round is a draft. */
		text: jsonb('text').$type<CandidateText>()
	},
	(t) => [
		primaryKey({ name: 'round_candidate_pk', columns: [t.roundId, t.candidateId] }),
		unique('round_candidate_number').on(t.roundId, t.number),
		foreignKey({
			name: 'round_candidate_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'round_candidate_is_candidate',
			columns: [t.congressId, t.candidateId],
			foreignColumns: [candidate.congressId, candidate.id]
		})
	]
);

/** The roll as frozen at make-ready: number and card key, and nothing that changes later. */
export const roundRoll = desk.table(
	'round_roll',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		number: integer('number').notNull(),
		cardPublicKey: bytea('card_public_key').notNull()
	},
	(t) => [
		primaryKey({ name: 'round_roll_pk', columns: [t.roundId, t.delegateId] }),
		unique('round_roll_number').on(t.roundId, t.number),
		foreignKey({
			name: 'round_roll_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'round_roll_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

/**
 * 实到 as read at the close: who counted as present in this round. Frozen, because a check-in that comes later, or
 * was recorded earlier and uploaded later, must change neither the number nor the sealed roll.
 */
export const roundPresence = desk.table(
	'round_presence',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		delegateId: uuid('delegate_id').notNull()
	},
	(t) => [
		primaryKey({ name: 'round_presence_pk', columns: [t.roundId, t.delegateId] }),
		foreignKey({
			name: 'presence_in_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'presence_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

/**
 * Deputies whose tablet has been connected in this meeting. The time is that of the last beat of a process, one and
 * the same for all tablets it holds, so the row says nothing finer of its deputy than here or gone.
 */
export const tabletSeen = desk.table(
	'tablet_seen',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		/** Null once no process has it any more. */
		seenAt: moment('seen_at')
	},
	(t) => [
		primaryKey({ name: 'tablet_seen_pk', columns: [t.meetingId, t.delegateId] }),
		foreignKey({
			name: 'tablet_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		foreignKey({
			name: 'tablet_of_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

/** 领票. One row per (round, delegate): an electronic draw and paper exclude each other by the key. */
export const draw = desk.table(
	'draw',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		number: integer('number').notNull(),
		channel: text('channel').notNull().$type<'electronic' | 'paper'>(),
		cardPublicKey: bytea('card_public_key'),
		/** One value per issuer, concatenated in manifest order, 384 bytes each. */
		blinded: bytea('blinded'),
		signature: bytea('signature')
	},
	(t) => [
		primaryKey({ name: 'draw_once', columns: [t.roundId, t.delegateId] }),
		unique('draw_number_once').on(t.roundId, t.number),
		foreignKey({
			name: 'draw_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'draw_by_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		}),
		check(
			'draw_channel',
			sql`(${t.channel} = 'electronic' and ${t.cardPublicKey} is not null and ${t.blinded} is not null and ${t.signature} is not null)
				or (${t.channel} = 'paper' and ${t.cardPublicKey} is null and ${t.blinded} is null and ${t.signature} is null)`
		)
	]
);

/** The first person's half of a two-person act; the second must follow within two minutes. */
export const pendingAct = desk.table(
	'pending_act',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		act: text('act').notNull(),
		requestedBy: uuid('requested_by').notNull(),
		requestedAt: moment('requested_at').notNull(),
		reason: text('reason')
	},
	(t) => [
		primaryKey({ name: 'one_pending_act', columns: [t.roundId] }),
		foreignKey({
			name: 'pending_act_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'pending_act_by_staff',
			columns: [t.congressId, t.requestedBy],
			foreignColumns: [staff.congressId, staff.id]
		})
	]
);

export const roundResult = desk.table(
	'round_result',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		/** 1 for the count; a settled tie or a correction (更正) adds the next and never overwrites one. */
		version: integer('version').notNull(),
		at: moment('at').notNull(),
		/** Why there is a version after the first. */
		reason: text('reason'),
		result: jsonb('result').notNull().$type<CountResult>(),
		/** The bytes of result.json: what the result hash covers. */
		resultJson: text('result_json').notNull(),
		root: bytea('root').notNull(),
		auditHead: bytea('audit_head').notNull(),
		auditCount: integer('audit_count').notNull(),
		/** Known once the sealed archive is written. */
		resultHash: bytea('result_hash')
	},
	(t) => [
		primaryKey({ name: 'round_result_pk', columns: [t.roundId, t.version] }),
		foreignKey({
			name: 'result_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		})
	]
);

export const signature = desk.table(
	'signature',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		/** Which version of the result it signs. */
		version: integer('version').notNull(),
		delegateId: uuid('delegate_id').notNull(),
		publicKey: bytea('public_key').notNull(),
		signature: bytea('signature').notNull(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'signature_once', columns: [t.roundId, t.version, t.delegateId] }),
		foreignKey({
			name: 'signature_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'signature_by_delegate',
			columns: [t.congressId, t.delegateId],
			foreignColumns: [delegate.congressId, delegate.id]
		})
	]
);

/** 计票人签字: a teller's word, by password, for the paper figures of one version. Outside of the archive. */
export const tellerSignature = desk.table(
	'teller_signature',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		version: integer('version').notNull(),
		staffId: uuid('staff_id').notNull(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'teller_signature_once', columns: [t.roundId, t.version, t.staffId] }),
		foreignKey({
			name: 'teller_signature_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'teller_signature_by_staff',
			columns: [t.congressId, t.staffId],
			foreignColumns: [staff.congressId, staff.id]
		})
	]
);

/** What was decided about a pending result: a tie or a shortfall that the count alone does not settle. */
export const settlement = desk.table(
	'settlement',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		kind: text('kind').notNull().$type<SettlementKind>(),
		/** Candidate ids that a lot or the presidium chose among the tied; empty otherwise. */
		elected: jsonb('elected').notNull().$type<string[]>(),
		/** Who drew the lot and who witnessed it, or the presidium's decision in its own words. */
		note: text('note').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull()
	},
	(t) => [
		primaryKey({ name: 'settled_once', columns: [t.roundId] }),
		foreignKey({
			name: 'settlement_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'settlement_by_staff',
			columns: [t.congressId, t.by],
			foreignColumns: [staff.congressId, staff.id]
		}),
		check(
			'settlement_kind',
			sql`${t.kind} in ('revote', 'second-round', 'lot', 'presidium', 'vacant', 'next-session')`
		)
	]
);

/** 清点: what came out of the paper ballot box, before a single mark is read. */
export const paperBox = desk.table(
	'paper_box',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		/** 印制 = 发出 + 剩余 + 作废. */
		printed: integer('printed').notNull(),
		spoiled: integer('spoiled').notNull(),
		returned: integer('returned').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull()
	},
	(t) => [
		primaryKey({ name: 'paper_box_pk', columns: [t.roundId] }),
		foreignKey({
			name: 'paper_box_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		check('paper_box_counts', sql`${t.printed} >= 0 and ${t.spoiled} >= 0 and ${t.returned} >= 0`)
	]
);

/**
 * One teller's reading of one batch, blind to the other's. Never changed: a batch that differs is counted
 * anew as the next attempt.
 */
export const paperEntry = desk.table(
	'paper_entry',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		batch: integer('batch').notNull(),
		attempt: integer('attempt').notNull(),
		tellerId: uuid('teller_id').notNull(),
		ballots: jsonb('ballots').notNull().$type<PaperBallot[]>(),
		at: moment('at').notNull()
	},
	(t) => [
		primaryKey({ name: 'paper_entry_once', columns: [t.roundId, t.batch, t.attempt, t.tellerId] }),
		foreignKey({
			name: 'paper_entry_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'paper_entry_by_staff',
			columns: [t.congressId, t.tellerId],
			foreignColumns: [staff.congressId, staff.id]
		})
	]
);

/** Which attempt a batch is at, and the chief scrutineer's decision where two readings differ. */
export const paperBatch = desk.table(
	'paper_batch',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		batch: integer('batch').notNull(),
		attempt: integer('attempt').notNull().default(1),
		/** The teller whose reading stands, as the chief scrutineer decided, and why. */
		chosenTellerId: uuid('chosen_teller_id'),
		reason: text('reason')
	},
	(t) => [
		primaryKey({ name: 'paper_batch_pk', columns: [t.roundId, t.batch] }),
		foreignKey({
			name: 'paper_batch_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		})
	]
);

/** 认定: the chief scrutineer's ruling on one unclear ballot. */
export const paperRuling = desk.table(
	'paper_ruling',
	{
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		batch: integer('batch').notNull(),
		attempt: integer('attempt').notNull(),
		/** Place among the unclear ballots of the batch, from 1. */
		place: integer('place').notNull(),
		/** The marks it counts with, or null where it is invalid as a whole. */
		ballot: jsonb('ballot').$type<PaperMarks | null>(),
		reason: text('reason').notNull(),
		at: moment('at').notNull(),
		by: uuid('by').notNull()
	},
	(t) => [
		primaryKey({ name: 'ruled_once', columns: [t.roundId, t.batch, t.attempt, t.place] }),
		foreignKey({
			name: 'paper_ruling_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		})
	]
);

/** 主持词 as this meeting words it; a step without a row has the default text. */
export const scriptLine = desk.table(
	'script_line',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		step: text('step').notNull(),
		text: text('text').notNull()
	},
	(t) => [
		primaryKey({ name: 'script_line_pk', columns: [t.meetingId, t.step] }),
		foreignKey({
			name: 'script_line_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		})
	]
);

/** What the chair has put on the hall screens; without a row they follow the round. */
export const hallStage = desk.table(
	'hall_stage',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		mode: text('mode').notNull().$type<HallMode>(),
		/** The candidate that is presented. */
		candidateId: uuid('candidate_id'),
		/** Page of a list too long for one picture, from 1. */
		page: integer('page').notNull().default(1),
		/** 计时: shown on the hall screen until then; closes nothing by itself. */
		timerEndsAt: moment('timer_ends_at')
	},
	(t) => [
		primaryKey({ name: 'hall_stage_pk', columns: [t.meetingId] }),
		foreignKey({
			name: 'hall_stage_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		}),
		foreignKey({
			name: 'hall_stage_shows_candidate',
			columns: [t.congressId, t.candidateId],
			foreignColumns: [candidate.congressId, candidate.id]
		}),
		check('hall_stage_mode', sql`${t.mode} in ('auto', 'title', 'check-in', 'candidate', 'blank')`),
		check('hall_stage_candidate', sql`(${t.mode} = 'candidate') = (${t.candidateId} is not null)`)
	]
);

/** The hash chain of acts, one chain per meeting. The application may add and read, nothing else. */
export const audit = desk.table(
	'audit',
	{
		congressId: congressId(),
		meetingId: uuid('meeting_id').notNull(),
		seq: integer('seq').notNull(),
		at: text('at').notNull(),
		actor: text('actor').notNull(),
		act: text('act').notNull(),
		detail: jsonb('detail').$type<AuditDetail>(),
		prev: bytea('prev').notNull(),
		hash: bytea('hash').notNull()
	},
	(t) => [
		primaryKey({ name: 'audit_pk', columns: [t.meetingId, t.seq] }),
		index('audit_by_time').on(t.congressId, t.at, t.seq),
		foreignKey({
			name: 'audit_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		})
	]
);

/** A hall screen. Unpaired it shows a code and belongs to nobody yet. */
export const hallScreen = desk.table(
	'hall_screen',
	{
		/** SHA-256 of the screen's cookie. */
		tokenHash: text('token_hash').primaryKey(),
		code: text('code').notNull(),
		congressId: uuid('congress_id').references(() => congress.id),
		meetingId: uuid('meeting_id'),
		createdAt: moment('created_at').notNull(),
		pairedAt: moment('paired_at'),
		name: text('name').notNull().default(''),
		theme: text('theme').notNull().default('led').$type<HallTheme>(),
		/** For the legibility of its text: height of the picture and distance of the farthest seat. */
		pictureCm: integer('picture_cm'),
		farthestCm: integer('farthest_cm'),
		/** Renewed while the screen is connected; null once it has left. */
		seenAt: moment('seen_at')
	},
	(t) => [
		check('hall_theme', sql`${t.theme} in ('led', 'red', 'projector')`),
		uniqueIndex('hall_code')
			.on(t.code)
			.where(sql`${t.meetingId} is null`),
		foreignKey({
			name: 'hall_of_meeting',
			columns: [t.congressId, t.meetingId],
			foreignColumns: [meeting.congressId, meeting.id]
		})
	]
);
