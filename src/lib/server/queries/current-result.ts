import { desc, eq } from 'drizzle-orm';
import { isSettled } from '../../domain/settlement.ts';
import type { Tx } from '../db/client.ts';
import { roundResult, settlement } from '../db/schema.ts';
import type { RoundRow } from './meeting-frame.ts';

export type StoredResult = typeof roundResult.$inferSelect;
export type StoredSettlement = typeof settlement.$inferSelect;

/** The newest version of a round's result: what is signed and announced; null before the count. */
export async function currentResult(tx: Tx, roundId: string): Promise<StoredResult | null> {
	const [row] = await tx
		.select()
		.from(roundResult)
		.where(eq(roundResult.roundId, roundId))
		.orderBy(desc(roundResult.version))
		.limit(1);
	return row ?? null;
}

/** What was decided about a round's tie or shortfall; null while it waits, or where nothing did. */
export async function settlementOf(tx: Tx, roundId: string): Promise<StoredSettlement | null> {
	const [row] = await tx.select().from(settlement).where(eq(settlement.roundId, roundId));
	return row ?? null;
}

/** Whether a counted round waits for what is decided about its tie or shortfall. */
export async function isSettling(tx: Tx, row: Pick<RoundRow, 'id' | 'state'>): Promise<boolean> {
	if (row.state !== 'counted') return false;
	const stored = await currentResult(tx, row.id);
	return stored !== null && !isSettled(stored.result, await settlementOf(tx, row.id));
}
