import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { paperBatch } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { openBatch, type BatchRefusal } from './open-paper.ts';

/**
 * 裁定: where two readings of a batch differ, the chief scrutineer lets one of them stand, with a reason. Nothing is
 * averaged and neither reading is changed.
 */
export function decideBatch(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; batch: number; attempt: number; reading: 'first' | 'second'; reason: string },
	now = new Date()
): Promise<Result<{ batch: number }, BatchRefusal | 'batch-not-different' | 'paper-reason-needed'>> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await openBatch(tx, actor, input, ['chief-scrutineer']);
		if (!open.ok) return open;
		const { row, batch } = open.value;
		if (batch.status.state !== 'different') return refuse('batch-not-different');
		const reason = input.reason.trim();
		if (!reason) return refuse('paper-reason-needed');
		const [first, second] = batch.status.readBy;
		const decision = { chosenTellerId: input.reading === 'first' ? first! : second!, reason };
		await tx
			.insert(paperBatch)
			.values({
				congressId: row.congressId,
				roundId: row.id,
				batch: input.batch,
				attempt: input.attempt,
				...decision
			})
			.onConflictDoUpdate({ target: [paperBatch.roundId, paperBatch.batch], set: decision });
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-batch-decided',
			detail: {
				round: row.sequence,
				batch: input.batch,
				attempt: input.attempt,
				reading: input.reading === 'first' ? 1 : 2,
				reason
			},
			at: now
		});
		return ok({ batch: input.batch });
	});
}
