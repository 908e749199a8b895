import { invalidByRule, isUnclear, wellMarked, type PaperMarks } from '../../domain/paper.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { paperRuling } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { openBatch, type BatchRefusal } from './open-paper.ts';

/**
 * 认定: the chief scrutineer says of one unclear ballot what it counts with, or that it is invalid, and why. A
 * ruling stands; a batch ruled wrongly is sent back and read anew. A ballot with too many marks needs no ruling, so
 * none may give it any.
 *
 * @param input.ballot null where it is invalid as a whole
 */
export function ruleOnBallot(
	desk: Desk,
	actor: StaffActor,
	input: {
		roundId: string;
		batch: number;
		attempt: number;
		place: number;
		ballot: PaperMarks | null;
		reason: string;
	},
	now = new Date()
): Promise<
	Result<
		{ batch: number },
		BatchRefusal | 'no-such-unclear' | 'paper-reason-needed' | 'ruling-bad-numbers' | 'ruling-breaks-rule'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await openBatch(tx, actor, input, ['chief-scrutineer']);
		if (!open.ok) return open;
		const { row, batch } = open.value;
		const laidAside = batch.ballots?.filter(isUnclear).length ?? 0;
		if (input.place > laidAside || batch.rulings.some(({ place }) => place === input.place))
			return refuse('no-such-unclear');
		const reason = input.reason.trim();
		if (!reason) return refuse('paper-reason-needed');
		if (input.ballot) {
			const candidateCount = row.manifest!.candidates.length;
			if (!wellMarked(input.ballot, { candidateCount, marks: row.rules.marks }))
				return refuse('ruling-bad-numbers', { candidates: candidateCount });
			if (invalidByRule(input.ballot, row.rules))
				return refuse('ruling-breaks-rule', { seats: row.rules.seats });
		}
		await tx.insert(paperRuling).values({
			congressId: row.congressId,
			roundId: row.id,
			batch: input.batch,
			attempt: input.attempt,
			place: input.place,
			ballot: input.ballot,
			reason,
			at: now,
			by: actor.id
		});
		await notifyDesk(tx, row.congressId, row.meetingId);
		// What the ballot says stays out of the chain; the ruling itself is in the table that nobody may change.
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-ballot-ruled',
			detail: { round: row.sequence, batch: input.batch, attempt: input.attempt, place: input.place },
			at: now
		});
		return ok({ batch: input.batch });
	});
}
