import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { voidIt } from './count-round.ts';
import { actByTwo } from './on-round.ts';

/**
 * 作废, by two persons and with a reason, from the close to the announcement, signed or not: more paper came out of the
 * box than was handed out, or the scrutineers found another defect. No number of a candidate is shown; a draft with new ballots follows.
 *
 * @param input.reason what the first person gives; empty from the second, who confirms that very reason
 * @source 选举法 第四十四条
 */
export const voidRound = (
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; reason: string },
	now = new Date()
) =>
	actByTwo(
		desk,
		actor,
		input,
		{ act: 'void', step: (tx, row, by, reason) => voidIt(tx, row, reason, now, by) },
		now
	);
