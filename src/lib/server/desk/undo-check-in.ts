import { and, eq, isNull, notExists, sql } from 'drizzle-orm';
import type { Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk, Tx } from '../db/client.ts';
import { ownRounds } from '../db/round-lock.ts';
import { card, checkIn, draw, meeting, round } from '../db/schema.ts';
import { attend, type Attended, type AttendanceRefusal } from './attendance-act.ts';

/**
 * 撤销签到: somebody was checked in by mistake. Only while the deputy has drawn nothing in any round of the
 * meeting, because a ballot without a person present would void the round.
 */
export const undoCheckIn = (
	desk: Desk,
	actor: StaffActor,
	input: { delegateNumber: number; reason: string },
	now = new Date()
): Promise<Result<Attended, AttendanceRefusal | 'nothing-to-undo' | 'undo-after-draw'>> =>
	attend(
		desk,
		actor,
		{ delegateNumber: input.delegateNumber },
		{
			act: 'check-in-undone',
			// A draw of this deputy is wholly before the undoing or refused after it, whichever round it is in.
			own: ownRounds,
			against: async (present, tx, { meetingId, delegateId }) => {
				if (!present) return 'nothing-to-undo';
				return (await hasDrawn(tx, meetingId, delegateId)) ? 'undo-after-draw' : null;
			},
			change: async (tx, { meetingId, rehearsal, delegateId }) => {
				await tx
					.delete(checkIn)
					.where(and(eq(checkIn.meetingId, meetingId), eq(checkIn.delegateId, delegateId)));
				if (!rehearsal) await restoreCard(tx, delegateId);
			},
			detail: { reason: input.reason }
		},
		now
	);

async function hasDrawn(tx: Tx, meetingId: string, delegateId: string): Promise<boolean> {
	const [drawn] = await tx
		.select({ roundId: draw.roundId })
		.from(draw)
		.innerJoin(round, eq(round.id, draw.roundId))
		.where(and(eq(round.meetingId, meetingId), eq(draw.delegateId, delegateId)))
		.limit(1);
	return drawn !== undefined;
}

/** The first check-in had put the card to use; without any, it has only been issued. */
const restoreCard = (tx: Tx, delegateId: string) =>
	tx
		.update(card)
		.set({ state: 'issued' })
		.where(
			and(
				eq(card.delegateId, delegateId),
				eq(card.state, 'active'),
				notExists(
					tx
						.select({ one: sql`1` })
						.from(checkIn)
						.innerJoin(meeting, and(eq(meeting.id, checkIn.meetingId), isNull(meeting.rehearsalOf)))
						.where(eq(checkIn.delegateId, delegateId))
				)
			)
		);
