import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { pendingAct, round } from '../db/schema.ts';

/**
 * A 表决就绪 that waits for its second person falls: what its first person has confirmed was changed since. The caller
 * owns the drafts, so that no request for one of them is under way beside the change, and has the desk look again.
 *
 * @param of the meeting whose drafts are concerned, or the one round of it
 */
export async function letReadyFall(
	tx: Tx,
	of: { meetingId: string } | { meetingId: string; roundId: string }
): Promise<void> {
	const drafts = tx
		.select({ id: round.id })
		.from(round)
		.where(
			and(
				eq(round.meetingId, of.meetingId),
				'roundId' in of ? eq(round.id, of.roundId) : undefined,
				eq(round.state, 'draft')
			)
		);
	await tx
		.delete(pendingAct)
		.where(and(eq(pendingAct.act, 'make-ready'), inArray(pendingAct.roundId, drafts)));
}
