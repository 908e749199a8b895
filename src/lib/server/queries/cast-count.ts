import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';

/** Electronic ballots in the box. Read before the draws wherever both are compared or shown. */
export async function castCount(tx: Tx, roundId: string): Promise<number> {
	const [row] = await tx.execute<{ count: number | null }>(
		sql`select desk.cast_count(${roundId}::uuid) as count`
	);
	return row!.count ?? 0;
}
