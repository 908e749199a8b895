import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { appendAudit } from './audit.ts';
import { actByTwo } from './on-round.ts';
import { moveRound } from './round-access.ts';
import { startNextRound } from './start-next-round.ts';

/**
 * 中止, by two persons and with a reason: the round's ballots are destroyed unopened, none is ever counted or
 * shown, and a new draft with the same candidates and rules takes its place.
 *
 * @param input.reason what the first person gives; empty from the second, who confirms that very reason
 */
export const abortRound = (
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
			act: 'abort',
			step: async (tx, row, by, reason) => {
				await moveRound(tx, row, 'aborted', { reason });
				await appendAudit(tx, {
					congressId: row.congressId,
					meetingId: row.meetingId,
					actor: by,
					act: 'round-aborted',
					detail: { round: row.sequence, reason },
					at: now
				});
				await startNextRound(tx, row, { kind: row.kind, title: row.title, rules: row.rules });
			}
		},
		now
	);
