import { and, eq } from 'drizzle-orm';
import { takesTheStage, type RoundState } from '../../domain/round-state.ts';
import { gateRound } from '../db/box-schema.ts';
import type { Tx } from '../db/client.ts';
import { notifyDesk, notifyGate } from '../db/notify.ts';
import { hallStage, round } from '../db/schema.ts';

export type RoundRow = typeof round.$inferSelect;

/** The round, if it is one of this congress; a foreign one is as absent as an unknown one. */
export async function findRound(tx: Tx, roundId: string): Promise<RoundRow | null> {
	const [row] = await tx.select().from(round).where(eq(round.id, roundId));
	return row ?? null;
}

/**
 * Moves a round from one state to the next, for the desk and, in the same transaction, for the box. The
 * caller owns the round's lock. The hall screens turn to what it has to see. Compare-and-set: false where
 * another act was faster.
 */
export async function moveRound(
	tx: Tx,
	row: RoundRow,
	to: RoundState,
	changes: Partial<typeof round.$inferInsert> = {}
): Promise<boolean> {
	const moved = await tx
		.update(round)
		.set({ ...changes, state: to })
		.where(and(eq(round.id, row.id), eq(round.state, row.state)))
		.returning({ id: round.id });
	if (!moved.length) return false;
	await tx
		.update(gateRound)
		.set({ state: to, ...(to === 'open' || to === 'paused' ? {} : { closingAt: null }) })
		.where(eq(gateRound.roundId, row.id));
	if (takesTheStage(to)) {
		await tx
			.update(hallStage)
			.set({ mode: 'auto', candidateId: null, page: 1 })
			.where(eq(hallStage.meetingId, row.meetingId));
	}
	await tellRound(tx, row);
	return true;
}

/** Both sides look at the round again once this transaction has committed. */
export async function tellRound(
	tx: Tx,
	row: Pick<RoundRow, 'id' | 'congressId' | 'meetingId'>
): Promise<void> {
	await notifyGate(tx, row.id);
	await notifyDesk(tx, row.congressId, row.meetingId);
}
