import { eq } from 'drizzle-orm';
import { gateArchive, gateDestruction } from '../db/box-schema.ts';
import type { Tx } from '../db/client.ts';
import { refuse, ok, type Result } from '../../domain/result.ts';
import type { RoundRow } from './round-access.ts';

/** The witness of an act on a sealed archive, who has just given name and password. */
export type Witness = { id: string; role: string; username: string; congressId: string };

/** Whether the round's ballots still lie in a sealed archive: it is over, was counted, and nothing was ordered. */
export async function hasSealedArchive(
	tx: Tx,
	row: RoundRow
): Promise<Result<null, 'wrong-state' | 'no-sealed-archive'>> {
	if (!['announced', 'void', 'aborted'].includes(row.state)) return refuse('wrong-state');
	const [sealed] = await tx.select().from(gateArchive).where(eq(gateArchive.roundId, row.id)).limit(1);
	const [order] = await tx.select().from(gateDestruction).where(eq(gateDestruction.roundId, row.id));
	return sealed && !order ? ok(null) : refuse('no-sealed-archive');
}
