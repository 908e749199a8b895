import { batchSize, isUnclear, wellMarked, type PaperBallot } from '../../domain/paper.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { paperEntry } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { openBatch, type BatchRefusal } from './open-paper.ts';

/**
 * 录入一批: one teller's reading, kept as it was given. Two different tellers read every batch, and the answer says
 * nothing about the other's reading: not even whether the two agree.
 */
export function enterPaperBatch(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; batch: number; attempt: number; ballots: PaperBallot[] },
	now = new Date()
): Promise<
	Result<
		{ batch: number },
		BatchRefusal | 'batch-entered-by-you' | 'batch-entered-twice' | 'wrong-batch-size' | 'bad-paper-ballot'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await openBatch(tx, actor, input, ['teller']);
		if (!open.ok) return open;
		const { row, returned, batch } = open.value;
		const { readBy, state } = batch.status;
		if (readBy.includes(actor.id)) return refuse('batch-entered-by-you');
		if (state !== 'open') return refuse('batch-entered-twice');
		const size = batchSize(returned, input.batch);
		if (input.ballots.length !== size)
			return refuse('wrong-batch-size', { size, entered: input.ballots.length });
		const sheet = { candidateCount: row.manifest!.candidates.length, marks: row.rules.marks };
		const bad = input.ballots.findIndex((ballot) => !isUnclear(ballot) && !wellMarked(ballot, sheet));
		if (bad >= 0) return refuse('bad-paper-ballot', { ballot: bad + 1 });
		await tx.insert(paperEntry).values({
			congressId: row.congressId,
			roundId: row.id,
			batch: input.batch,
			attempt: input.attempt,
			tellerId: actor.id,
			ballots: input.ballots,
			at: now
		});
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-batch-entered',
			detail: { round: row.sequence, batch: input.batch, attempt: input.attempt, ballots: size },
			at: now
		});
		return ok({ batch: input.batch });
	});
}
