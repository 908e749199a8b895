import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isDrawable } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { checkIn, delegate, draw, roundRoll } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';

export type IssuePaperRefusal =
	| 'not-found'
	| 'forbidden'
	| 'paper-round-not-drawable'
	| 'paper-no-such-delegate'
	| 'not-on-roll'
	| 'delegate-not-checked-in'
	| 'delegate-has-left'
	| 'already-drawn-electronically'
	| 'already-drawn-paper';

/**
 * 发纸质票: the office hands a paper ballot to a deputy who is in the hall and has drawn nothing. The draw has the
 * same key as an electronic one, so nobody holds both.
 */
export async function issuePaper(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; delegateNumber: number },
	now = new Date()
): Promise<Result<{ name: string; seat: string }, IssuePaperRefusal>> {
	if (actor.role !== 'office') return refuse('forbidden');
	return onRound(desk, actor, input.roundId, async (tx, row) => {
		if (!isDrawable(row)) return refuse('paper-round-not-drawable');
		const [person] = await tx
			.select({
				delegate,
				listed: roundRoll.number,
				at: checkIn.at,
				leftAt: checkIn.leftAt,
				drew: draw.channel
			})
			.from(delegate)
			.leftJoin(roundRoll, and(eq(roundRoll.roundId, row.id), eq(roundRoll.delegateId, delegate.id)))
			.leftJoin(checkIn, and(eq(checkIn.meetingId, row.meetingId), eq(checkIn.delegateId, delegate.id)))
			.leftJoin(draw, and(eq(draw.roundId, row.id), eq(draw.delegateId, delegate.id)))
			.where(eq(delegate.number, input.delegateNumber));
		if (!person) return refuse('paper-no-such-delegate', { number: input.delegateNumber });
		const { id, name, seat } = person.delegate;
		if (person.listed === null) return refuse('not-on-roll', { name });
		if (!person.at) return refuse('delegate-not-checked-in', { name });
		if (person.drew === 'paper') return refuse('already-drawn-paper', { name });
		if (person.drew === 'electronic') return refuse('already-drawn-electronically', { name });
		if (person.leftAt) return refuse('delegate-has-left', { name });
		await tx.insert(draw).values({
			congressId: row.congressId,
			roundId: row.id,
			delegateId: id,
			number: person.listed,
			channel: 'paper'
		});
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-issued',
			detail: { round: row.sequence, number: person.listed },
			at: now
		});
		return ok({ name, seat });
	});
}
