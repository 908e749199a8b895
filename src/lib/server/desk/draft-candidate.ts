import { eq, inArray } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { freezingStates } from '../../domain/round-state.ts';
import type { Tx } from '../db/client.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';

/**
 * A candidate whose sheet may still be changed: no ballot with it is ready, or has been
 * announced; an aborted or void round has decided nothing and keeps the text it was frozen with. Its drafts are held, so
 * that none becomes ready in the middle of the change.
 */
export async function draftCandidate(
	tx: Tx,
	candidateId: string
): Promise<Result<typeof candidate.$inferSelect, 'not-found' | 'candidate-frozen'>> {
	const [sheet] = await tx.select().from(candidate).where(eq(candidate.id, candidateId)).for('update');
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
