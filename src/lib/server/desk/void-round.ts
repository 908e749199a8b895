import { ok, refuse, type Result } from '../../domain/result.ts';
import { canAct } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { voidIt } from './count-round.ts';
import { findRound } from './round-access.ts';
import { confirmByTwo, type TwoPersonRefusal } from './two-persons.ts';

/**
 * 作废, by two persons and with a reason, after the close: more paper came out of the box than was handed out, or
 * the scrutineers found another defect. No number of a candidate is shown; a draft with new ballots follows.
 *
 * @param input.reason what the first person gives; empty from the second, who confirms that very reason
 * @source 选举法 第四十四条
 */
export function voidRound(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; reason: string },
	now = new Date()
): Promise<Result<{ pending: boolean }, 'not-found' | 'wrong-state' | 'nothing-pending' | TwoPersonRefusal>> {
	return act(desk, actor.congressId, async (tx) => {
		await ownRound(tx, input.roundId);
		const row = await findRound(tx, input.roundId);
		if (!row) return refuse('not-found');
		if (!canAct(row.state, 'void')) return refuse('wrong-state');
		const given = input.reason.trim() || null;
		const two = await confirmByTwo(tx, row, actor, 'void', now, given);
		if (!two.ok) return two;
		if (two.value.pending) return given ? ok({ pending: true }) : refuse('nothing-pending');
		await voidIt(tx, row, two.value.reason!, now, `${two.value.first}, ${actor.username}`);
		return ok({ pending: false });
	});
}
