import { and, asc, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isDrawable } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { checkIn, draw, roundRoll } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';

/**
 * 全部发纸质票, in a round on paper alone: everybody in the hall who has no ballot yet gets one, as the staff go
 * along the rows. Who comes later is handed one singly.
 */
export async function issuePaperToAll(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string },
	now = new Date()
): Promise<
	Result<
		{ issued: number },
		'not-found' | 'forbidden' | 'paper-round-not-drawable' | 'round-not-paper-only' | 'nobody-without-ballot'
	>
> {
	if (actor.role !== 'office') return refuse('forbidden');
	return onRound(desk, actor, input.roundId, async (tx, row) => {
		if (!row.paperOnly) return refuse('round-not-paper-only');
		if (!isDrawable(row)) return refuse('paper-round-not-drawable');
		const waiting = await tx
			.select({ delegateId: roundRoll.delegateId, number: roundRoll.number })
			.from(roundRoll)
			.innerJoin(
				checkIn,
				and(eq(checkIn.meetingId, row.meetingId), eq(checkIn.delegateId, roundRoll.delegateId))
			)
			.leftJoin(draw, and(eq(draw.roundId, row.id), eq(draw.delegateId, roundRoll.delegateId)))
			.where(and(eq(roundRoll.roundId, row.id), isNull(checkIn.leftAt), isNull(draw.delegateId)))
			.orderBy(asc(roundRoll.number));
		if (!waiting.length) return refuse('nobody-without-ballot');
		await tx.insert(draw).values(
			waiting.map(({ delegateId, number }) => ({
				congressId: row.congressId,
				roundId: row.id,
				delegateId,
				number,
				channel: 'paper' as const
			}))
		);
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-issued-to-all',
			detail: { round: row.sequence, issued: waiting.length },
			at: now
		});
		return ok({ issued: waiting.length });
	});
}
