import { ok, refuse, type Result } from '../../domain/result.ts';
import { canAct } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { appendAudit } from './audit.ts';
import { findRound, moveRound } from './round-access.ts';
import { startNextRound } from './start-next-round.ts';
import { confirmByTwo, type TwoPersonRefusal } from './two-persons.ts';

/**
 * 中止, by two persons and with a reason: the round's ballots are destroyed unopened, none is ever counted or
 * shown, and a new draft with the same candidates and rules takes its place.
 *
 * @param input.reason what the first person gives; empty from the second, who confirms that very reason
 */
export function abortRound(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; reason: string },
	now = new Date()
): Promise<Result<{ pending: boolean }, 'not-found' | 'wrong-state' | 'nothing-pending' | TwoPersonRefusal>> {
	return act(desk, actor.congressId, async (tx) => {
		await ownRound(tx, input.roundId);
		const row = await findRound(tx, input.roundId);
		if (!row) return refuse('not-found');
		if (!canAct(row.state, 'abort') || row.closingAt) return refuse('wrong-state');
		const given = input.reason.trim() || null;
		const two = await confirmByTwo(tx, row, actor, 'abort', now, given);
		if (!two.ok) return two;
		if (two.value.pending) return given ? ok({ pending: true }) : refuse('nothing-pending');
		const reason = two.value.reason!;
		await moveRound(tx, row, 'aborted', { reason });
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: `${two.value.first}, ${actor.username}`,
			act: 'round-aborted',
			detail: { round: row.sequence, reason },
			at: now
		});
		await startNextRound(tx, row, { kind: row.kind, title: row.title, rules: row.rules });
		return ok({ pending: false });
	});
}
