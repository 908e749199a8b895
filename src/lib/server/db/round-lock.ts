import { sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/** Draws share the round with each other and with the box's flushes; it can't move while they are under way. */
export const shareRound = (tx: Tx, roundId: string) =>
	tx.execute(sql`select gate.share_round(${roundId}::uuid)`);

/** Whoever moves a round owns it alone: a draw or flush is wholly before or wholly after the move. */
export const ownRound = (tx: Tx, roundId: string) => tx.execute(sql`select gate.own_round(${roundId}::uuid)`);
