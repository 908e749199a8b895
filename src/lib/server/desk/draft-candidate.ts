import { and, asc, eq, inArray } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { freezingStates } from '../../domain/round-state.ts';
import type { Tx } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';

/**
 * A candidate whose sheet may still be changed: no ballot with it is ready, or has been
 * announced; an aborted or void round has decided nothing and keeps the text it was frozen with. Its drafts are owned, so
 * that none becomes ready in the middle of the change.
 */
export async function draftCandidate(
	tx: Tx,
	candidateId: string
): Promise<Result<typeof candidate.$inferSelect, 'not-found' | 'candidate-frozen'>> {
	const drafts = await tx
		.select({ id: round.id })
		.from(roundCandidate)
		.innerJoin(round, eq(round.id, roundCandidate.roundId))
		.where(and(eq(roundCandidate.candidateId, candidateId), eq(round.state, 'draft')))
		.orderBy(asc(round.sequence));
	// Before the sheet itself: who makes a round ready owns it first, and comes to its candidates later.
	for (const { id } of drafts) await ownRound(tx, id);
	const [sheet] = await tx.select().from(candidate).where(eq(candidate.id, candidateId)).for('no key update');
	if (!sheet) return refuse('not-found');
	const itsRounds = tx
		.select({ id: roundCandidate.roundId })
		.from(roundCandidate)
		.where(eq(roundCandidate.candidateId, candidateId));
	const rounds = await tx
		.select({ state: round.state })
		.from(round)
		.where(inArray(round.id, itsRounds))
		.for('share');
	return rounds.some(({ state }) => freezingStates.includes(state)) ? refuse('candidate-frozen') : ok(sheet);
}
