import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { actAlone } from './on-round.ts';
import { moveRound } from './round-access.ts';

/** 恢复表决, after a pause. The chair alone. */
export const resumeRound = (desk: Desk, actor: StaffActor, input: { roundId: string }, now = new Date()) =>
	actAlone(
		desk,
		actor,
		input.roundId,
		'resume',
		'round-resumed',
		async (tx, row) => {
			await moveRound(tx, row, 'open');
			return ok({});
		},
		now
	);
