import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { currentResult, settlementOf } from '../queries/current-result.ts';
import { meetingKind } from '../queries/meeting-kind.ts';
import { followAnnounced } from '../tracker/start-tracking.ts';
import { actAlone } from './on-round.ts';
import { moveRound } from './round-access.ts';

/**
 * 宣布结果, by the chair alone and only once the quorum of signatures has certified the round. In the same
 * transaction the follow-up takes over what was announced: the chosen projects, or the grades of a survey.
 */
export const announceResult = (desk: Desk, actor: StaffActor, input: { roundId: string }, now = new Date()) =>
	actAlone(
		desk,
		actor,
		input.roundId,
		'announce',
		'result-announced',
		async (tx, row) => {
			const stored = await currentResult(tx, row.id);
			if (!stored) throw new Error(`round ${row.id} is certified without a result`);
			await moveRound(tx, row, 'announced', { announcedAt: now });
			// What was only rehearsed is nobody's work to follow up.
			if ((await meetingKind(tx, row.meetingId))?.rehearsal) return ok({ projects: 0 });
			return ok(await followAnnounced(tx, actor, row, stored, await settlementOf(tx, row.id), now));
		},
		now
	);
