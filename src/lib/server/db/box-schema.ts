import { customType, integer, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * The box's own schema. Ballots lie in one table per round, `box.inbox_<round id>`, made and dropped by the
 * owner's functions in the guards migration: `key bytea primary key, sealed bytea, leaf bytea` and nothing
 * else: no time, serial, default, trigger, foreign key or CHECK, because each of them is an order or a log.
 */
export const box = pgSchema('box');

/** What has been released, so that a new leader goes on from there: tags and sums, sealed with the storage key. */
export const release = box.table(
	'release',
	{
		roundId: uuid('round_id').notNull(),
		seq: integer('seq').notNull(),
		sealed: bytea('sealed').notNull()
	},
	(t) => [primaryKey({ name: 'release_pk', columns: [t.roundId, t.seq] })]
);

/**
 * The hatch between desk and box, the only tables both can read. The desk hands in a round's state and the
 * archive's desk part; the box hands out the released snapshot, the count and the archive's hash.
 */
export const gate = pgSchema('gate');

export const gateRound = gate.table('round', {
	roundId: uuid('round_id').primaryKey(),
	state: text('state').notNull(),
	closingAt: timestamp('closing_at', { withTimezone: true }),
	manifest: text('manifest').notNull(),
	/** Electronic ballots drawn at the opening: chooses the row of the release table, once. */
	drawnAtOpening: integer('drawn_at_opening')
});

/** The released snapshots, in order. Approvals as shown: rounded down to the row's floor. */
export const gateRelease = gate.table(
	'release',
	{
		roundId: uuid('round_id').notNull(),
		seq: integer('seq').notNull(),
		released: integer('released').notNull(),
		approve: integer('approve').array().notNull()
	},
	(t) => [primaryKey({ name: 'gate_release_pk', columns: [t.roundId, t.seq] })]
);

/** The exact electronic count, after the close. Sums in manifest order. */
export const gateCount = gate.table('count', {
	roundId: uuid('round_id').primaryKey(),
	returned: integer('returned').notNull(),
	approve: integer('approve').array().notNull(),
	against: integer('against').array().notNull(),
	abstain: integer('abstain').array().notNull(),
	/** 基本满意; null but in a survey. */
	basic: integer('basic').array(),
	root: text('root').notNull(),
	/** leaves.txt of the public archive. */
	leaves: text('leaves').notNull()
});

/** The desk's files of the sealed archive; to the box they are bytes. */
export const gateParts = gate.table(
	'parts',
	{
		roundId: uuid('round_id').notNull(),
		/** Of the result; each version has its own archive. */
		version: integer('version').notNull(),
		audit: text('audit').notNull(),
		draws: text('draws').notNull(),
		paper: text('paper').notNull(),
		roll: text('roll').notNull()
	},
	(t) => [primaryKey({ name: 'gate_parts_pk', columns: [t.roundId, t.version] })]
);

/** The box's word that the sealed archive is written, and what its files hash to. */
export const gateArchive = gate.table(
	'archive',
	{
		roundId: uuid('round_id').notNull(),
		version: integer('version').notNull(),
		/** SHA-256 of the sealed files, concatenated in name order; base64url. */
		sealedHash: text('sealed_hash').notNull()
	},
	(t) => [primaryKey({ name: 'gate_archive_pk', columns: [t.roundId, t.version] })]
);

/** 销毁: ordered by the desk, carried out by the box, which says what it destroyed. */
export const gateDestruction = gate.table('destruction', {
	roundId: uuid('round_id').primaryKey(),
	orderedAt: timestamp('ordered_at', { withTimezone: true }).notNull(),
	/** The files of the sealed archive as they were; written before the first of them goes. */
	files: jsonb('files').$type<{ name: string; bytes: number; sha256: string }[]>(),
	doneAt: timestamp('done_at', { withTimezone: true })
});
