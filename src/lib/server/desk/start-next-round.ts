import { and, eq, inArray, isNull, max } from 'drizzle-orm';
import type { RuleSet } from '../../domain/rule-set.ts';
import type { RoundKind } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRound } from '../db/round-lock.ts';
import { pendingAct, round, roundCandidate } from '../db/schema.ts';
import { survey } from '../db/tracker-schema.ts';
import { appendAudit } from './audit.ts';
import type { RoundRow } from './round-access.ts';

/**
 * A new draft after `previous`: a round never goes back, it is followed. The candidates are the previous
 * ones, or those of them that the count named, in list order.
 */
export async function startNextRound(
	tx: Tx,
	previous: RoundRow,
	next: { kind: RoundKind; title: string; rules: RuleSet; candidateIds?: string[] }
): Promise<string> {
	const [last] = await tx
		.select({ sequence: max(round.sequence) })
		.from(round)
		.where(eq(round.meetingId, previous.meetingId));
	const [made] = await tx
		.insert(round)
		.values({
			congressId: previous.congressId,
			meetingId: previous.meetingId,
			sequence: last!.sequence! + 1,
			kind: next.kind,
			title: next.title,
			rules: next.rules,
			receipt: previous.receipt,
			previousId: previous.id
		})
		.returning({ id: round.id });
	const listed = await tx
		.select({ candidateId: roundCandidate.candidateId })
		.from(roundCandidate)
		.where(
			and(
				eq(roundCandidate.roundId, previous.id),
				next.candidateIds ? inArray(roundCandidate.candidateId, next.candidateIds) : undefined
			)
		)
		.orderBy(roundCandidate.number);
	await tx.insert(roundCandidate).values(
		listed.map(({ candidateId }, i) => ({
			congressId: previous.congressId,
			roundId: made!.id,
			candidateId,
			number: i + 1
		}))
	);
	// A survey goes on in the round that follows its aborted or void one.
	await tx.update(survey).set({ roundId: made!.id }).where(eq(survey.roundId, previous.id));
	await notifyDesk(tx, previous.congressId, previous.meetingId);
	return made!.id;
}

/** Before a line is written: who changes such a draft holds it and comes to the chain later. */
export async function ownFollowingDrafts(tx: Tx, previous: RoundRow): Promise<void> {
	for (const { id } of await followingDrafts(tx, previous)) await ownRound(tx, id);
}

const followingDrafts = (tx: Tx, previous: RoundRow) =>
	tx
		.select()
		.from(round)
		.where(and(eq(round.previousId, previous.id), eq(round.state, 'draft'), isNull(round.manifest)))
		.orderBy(round.sequence);

/**
 * The drafts that a settlement of this round's result made, when the round itself does not hold: left behind, a draft
 * of it could never be made current and never be discarded, and no further vote could begin.
 */
export async function dropFollowingDrafts(
	tx: Tx,
	previous: RoundRow,
	by: { actor: string; now: Date }
): Promise<void> {
	const drafts = await followingDrafts(tx, previous);
	for (const draft of drafts) {
		await tx.delete(roundCandidate).where(eq(roundCandidate.roundId, draft.id));
		await tx.delete(pendingAct).where(eq(pendingAct.roundId, draft.id));
		await tx.delete(round).where(eq(round.id, draft.id));
		await appendAudit(tx, {
			congressId: draft.congressId,
			meetingId: draft.meetingId,
			actor: by.actor,
			act: 'draft-discarded',
			detail: { round: draft.sequence, title: draft.title, kind: 'vote', follows: previous.sequence },
			at: by.now
		});
	}
}
