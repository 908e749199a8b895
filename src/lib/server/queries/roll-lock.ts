import { and, asc, eq, inArray } from 'drizzle-orm';
import { lockingStates } from '../../domain/round-state.ts';
import type { Tx } from '../db/client.ts';
import { meeting, round } from '../db/schema.ts';

/** The round of the current meeting that holds roll and candidates fixed: from make-ready to the announcement. */
export async function rollLock(
	tx: Tx
): Promise<{ title: string; state: (typeof round.$inferSelect)['state'] } | null> {
	const [row] = await tx
		.select({ title: round.title, state: round.state })
		.from(round)
		.innerJoin(meeting, and(eq(meeting.id, round.meetingId), eq(meeting.current, true)))
		.where(inArray(round.state, [...lockingStates]))
		.orderBy(asc(round.sequence))
		.limit(1);
	return row ?? null;
}
