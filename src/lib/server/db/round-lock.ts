import { asc, eq, sql } from 'drizzle-orm';
import { advisoryLocks } from './advisory-locks.ts';
import type { Tx } from './client.ts';
import { round } from './schema.ts';

/** Draws share the round with each other and with the box's flushes; it can't move while they are under way. */
export const shareRound = (tx: Tx, roundId: string) =>
	tx.execute(sql`select gate.share_round(${roundId}::uuid)`);

/** Whoever moves a round owns it alone: a draw or flush is wholly before or wholly after the move. */
export const ownRound = (tx: Tx, roundId: string) => tx.execute(sql`select gate.own_round(${roundId}::uuid)`);

/** Owns what a lock protects, by an id, until the transaction's end. */
export const ownUntilCommit = (
	tx: Tx,
	lock: Exclude<keyof typeof advisoryLocks, 'round' | 'boxLeader' | 'backup'>,
	id: string
) => tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks[lock]}, hashtext(${id}))`);

/** Shares what a lock protects with others who share it, until the transaction's end; who owns it waits for all of them. */
export const shareUntilCommit = (tx: Tx, lock: 'console' | 'standing', id: string) =>
	tx.execute(sql`select pg_advisory_xact_lock_shared(${advisoryLocks[lock]}, hashtext(${id}))`);

/** No backup begins until the transaction's end; false where one is under way. */
export async function noBackupUntilCommit(tx: Tx): Promise<boolean> {
	const [row] = await tx.execute<{ free: boolean }>(
		sql`select pg_try_advisory_xact_lock_shared(${advisoryLocks.backup}, 0) as free`
	);
	return row!.free;
}

/** All rounds of a meeting, in their order, so that two who own them never wait for each other. */
export async function ownRounds(tx: Tx, meetingId: string): Promise<void> {
	const rounds = await tx
		.select({ id: round.id })
		.from(round)
		.where(eq(round.meetingId, meetingId))
		.orderBy(asc(round.sequence));
	for (const { id } of rounds) await ownRound(tx, id);
}
