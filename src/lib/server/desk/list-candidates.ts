import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';

/**
 * A first ballot that is still a draft lists all of the meeting's candidates, in the order of their 项目编号. Later
 * rounds list what the count before them has named and are left alone.
 */
export async function listCandidates(tx: Tx, congressId: string, meetingId: string): Promise<void> {
	const drafts = await tx
		.select({ id: round.id })
		.from(round)
		.where(and(eq(round.meetingId, meetingId), eq(round.state, 'draft'), eq(round.kind, 'first')));
	if (!drafts.length) return;
	const candidates = await tx
		.select({ id: candidate.id })
		.from(candidate)
		.where(eq(candidate.meetingId, meetingId))
		.orderBy(asc(candidate.number));
	for (const { id: roundId } of drafts) {
		await tx.delete(roundCandidate).where(eq(roundCandidate.roundId, roundId));
		if (candidates.length)
			await tx
				.insert(roundCandidate)
				.values(candidates.map(({ id }, i) => ({ congressId, roundId, candidateId: id, number: i + 1 })));
	}
}
