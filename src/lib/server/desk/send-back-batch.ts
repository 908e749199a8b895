import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { paperBatch } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { openBatch, type BatchRefusal } from './open-paper.ts';

/**
 * 退回重录: both tellers count the batch anew, blind as the first time; the earlier readings stay as evidence. Two
 * readings that differ are reason enough; a batch that agreed is sent back for a stated one, as in a correction.
 */
export function sendBackBatch(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; batch: number; attempt: number; reason: string },
	now = new Date()
): Promise<Result<{ batch: number }, BatchRefusal | 'paper-reason-needed'>> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await openBatch(tx, actor, input, ['chief-scrutineer', 'scrutineer']);
		if (!open.ok) return open;
		const { row, batch } = open.value;
		const reason = input.reason.trim();
		// Half read: the second teller has yet to come, there is nothing to hold against it.
		if (batch.status.state === 'open') return refuse('stale-batch');
		if (batch.status.state !== 'different' && !reason) return refuse('paper-reason-needed');
		const anew = { attempt: input.attempt + 1, chosenTellerId: null, reason: null };
		await tx
			.insert(paperBatch)
			.values({ congressId: row.congressId, roundId: row.id, batch: input.batch, ...anew })
			.onConflictDoUpdate({ target: [paperBatch.roundId, paperBatch.batch], set: anew });
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-batch-sent-back',
			detail: { round: row.sequence, batch: input.batch, attempt: input.attempt, reason },
			at: now
		});
		return ok({ batch: input.batch });
	});
}
