import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { actAlone } from './on-round.ts';
import { moveRound } from './round-access.ts';

/** 暂停表决: marks stay on the tablets, the box takes nothing. The chair alone. */
export const pauseRound = (desk: Desk, actor: StaffActor, input: { roundId: string }, now = new Date()) =>
	actAlone(
		desk,
		actor,
		input.roundId,
		'pause',
		'round-paused',
		async (tx, row) => {
			await moveRound(tx, row, 'paused');
			return ok({});
		},
		now
	);
