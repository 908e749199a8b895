import { ok, refuse, type Result } from '../../domain/result.ts';
import { canAct } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { settlementOf } from '../queries/current-result.ts';
import { drawnOn } from '../queries/paper-count.ts';
import { appendAudit } from './audit.ts';
import { findRound, moveRound } from './round-access.ts';
import { confirmByTwo, type TwoPersonRefusal } from './two-persons.ts';

/**
 * 更正, by the chief scrutineer and one more, before the announcement: the paper ballots are read again and a new
 * version of the result is counted and signed. Earlier versions, their signatures and archives stay. Electronic
 * ballots were counted by the box and are not open to correction; a defect there voids the round.
 *
 * @param input.reason what the first person gives; empty from the second, who confirms that very reason
 */
export function correctResult(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; reason: string },
	now = new Date()
): Promise<
	Result<
		{ pending: boolean },
		| 'not-found'
		| 'wrong-state'
		| 'nothing-pending'
		| 'nothing-to-correct'
		| 'already-settled'
		| TwoPersonRefusal
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		await ownRound(tx, input.roundId);
		const row = await findRound(tx, input.roundId);
		if (!row) return refuse('not-found');
		if (!canAct(row.state, 'correct')) return refuse('wrong-state');
		if (!(await drawnOn(tx, row.id, 'paper'))) return refuse('nothing-to-correct');
		// A further round or a lot rests on these numbers.
		if (await settlementOf(tx, row.id)) return refuse('already-settled');
		const given = input.reason.trim() || null;
		const two = await confirmByTwo(tx, row, actor, 'correct', now, given);
		if (!two.ok) return two;
		if (two.value.pending) return given ? ok({ pending: true }) : refuse('nothing-pending');
		const reason = two.value.reason!;
		await moveRound(tx, row, 'closed', {
			paperDoneAt: null,
			paperDoneBy: null,
			validAt: null,
			validBy: null,
			reason
		});
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: `${two.value.first}, ${actor.username}`,
			act: 'result-corrected',
			detail: { round: row.sequence, reason },
			at: now
		});
		return ok({ pending: false });
	});
}
