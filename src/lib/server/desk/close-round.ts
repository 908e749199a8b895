import { and, eq, sql } from 'drizzle-orm';
import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { gateRound } from '../db/box-schema.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { checkIn, delegate, round, roundPresence } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { actAlone } from './on-round.ts';
import { findRound, moveRound, tellRound, type RoundRow } from './round-access.ts';

/**
 * 结束表决, the chair's act: from now the box writes what it holds and takes nothing new. The close itself
 * follows by `finishClose`; if this process dies between the two, any other finishes it.
 */
export const closeRound = (desk: Desk, actor: StaffActor, input: { roundId: string }, now = new Date()) =>
	actAlone(
		desk,
		actor,
		input.roundId,
		'close',
		'round-closing',
		async (tx, row) => {
			await tx.update(round).set({ closingAt: now }).where(eq(round.id, row.id));
			await tx.update(gateRound).set({ closingAt: now }).where(eq(gateRound.roundId, row.id));
			await tellRound(tx, row);
			return ok({});
		},
		now
	);

/**
 * The close: alone with the round, so every flush is wholly before it and nothing is stored after it.
 * Idempotent; false where it was done already.
 */
export async function finishClose(
	desk: Desk,
	place: { congressId: string; roundId: string },
	now = new Date()
): Promise<boolean> {
	const done = await act(desk, place.congressId, async (tx) => {
		await ownRound(tx, place.roundId);
		const row = await findRound(tx, place.roundId);
		if (!row?.closingAt || (row.state !== 'open' && row.state !== 'paused')) return ok(false);
		const present = await freezePresence(tx, row);
		await moveRound(tx, row, 'closed', { closedAt: now, closingAt: null, present });
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: 'system',
			act: 'round-closed',
			detail: { round: row.sequence, present },
			at: now
		});
		return ok(true);
	});
	return done.ok && done.value;
}

/** 实到: everybody checked in at any moment before the close, who left included. @returns how many */
async function freezePresence(tx: Tx, row: RoundRow): Promise<number> {
	// Inside the database: a province's roll is more than one statement's parameters.
	const present = await tx
		.insert(roundPresence)
		.select(
			tx
				.select({
					congressId: checkIn.congressId,
					roundId: sql<string>`${row.id}::uuid`.as('round_id'),
					delegateId: checkIn.delegateId
				})
				.from(checkIn)
				// 资格终止 after an earlier round of this meeting: on no roll any more.
				.innerJoin(delegate, and(eq(delegate.id, checkIn.delegateId), eq(delegate.active, true)))
				.where(eq(checkIn.meetingId, row.meetingId))
		)
		.returning({ delegateId: roundPresence.delegateId });
	return present.length;
}
