import { ok } from '../../domain/result.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { currentResult, settlementOf } from '../queries/current-result.ts';
import { meetingKind } from '../queries/meeting-kind.ts';
import { recordSurvey } from '../tracker/record-survey.ts';
import { startTracking } from '../tracker/start-tracking.ts';
import { actAlone } from './on-round.ts';
import { moveRound } from './round-access.ts';

/**
 * 宣布结果, by the chair alone and only once the quorum of signatures has certified the round. In the same
 * transaction the chosen projects become items of the follow-up: what was announced is what is tracked. A 满意度测评
 * chooses nothing; its grades go to the projects that it was about.
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
			if (isSurvey(row.rules)) return ok({ graded: await recordSurvey(tx, actor, row, stored.result, now) });
			const projects = await startTracking(tx, row, stored, await settlementOf(tx, row.id), now);
			return ok({ projects });
		},
		now
	);
