import { ok, refuse } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { settlementOf } from '../queries/current-result.ts';
import { drawnOn } from '../queries/paper-count.ts';
import { appendAudit } from './audit.ts';
import { actByTwo } from './on-round.ts';
import { moveRound } from './round-access.ts';

/**
 * 更正, by the chief scrutineer and one more, before the announcement: the paper ballots are read again and a new
 * version of the result is counted and signed. Earlier versions, their signatures and archives stay. Electronic
 * ballots were counted by the box and are not open to correction; a defect there voids the round.
 *
 * @param input.reason what the first person gives; empty from the second, who confirms that very reason
 */
export const correctResult = (
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; reason: string },
	now = new Date()
) =>
	actByTwo(
		desk,
		actor,
		input,
		{
			act: 'correct',
			against: async (tx, row) => {
				if (!(await drawnOn(tx, row.id, 'paper'))) return refuse('nothing-to-correct');
				// A further round or a lot rests on these numbers.
				return (await settlementOf(tx, row.id)) ? refuse('already-settled') : ok(null);
			},
			step: async (tx, row, by, reason) => {
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
					actor: by,
					act: 'result-corrected',
					detail: { round: row.sequence, reason },
					at: now
				});
			}
		},
		now
	);
