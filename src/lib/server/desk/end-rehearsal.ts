import { and, eq, inArray, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { canAct } from '../../domain/round-state.ts';
import { rehearsalEndedText } from '../../i18n/zh-CN/rehearsal.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownRounds } from '../db/round-lock.ts';
import { meeting, round, session } from '../db/schema.ts';
import { rehearsal, rehearsalCard } from '../db/setup-schema.ts';
import { rehearsalReport } from '../queries/rehearsal-report.ts';
import { appendAudit } from './audit.ts';
import { appendCongressAudit } from './congress-audit.ts';
import { moveRound } from './round-access.ts';
import { switchMeeting } from './switch-meeting.ts';

/**
 * 结束演练: the report is written once, a round under way is aborted, and the formal meeting is the current one again,
 * as it was. Hall screens go back to it; the simulated deputies are signed out, their cards open nothing any more.
 */
export function endRehearsal(
	desk: Desk,
	actor: StaffActor,
	input: { meetingId: string },
	now = new Date()
): Promise<Result<{ formalId: string }, 'forbidden' | 'no-rehearsal'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		const { meetingId } = input;
		await ownRounds(tx, meetingId);
		const [row] = await tx.select().from(meeting).where(eq(meeting.id, meetingId)).for('no key update');
		if (!row?.current || !row.rehearsalOf) return refuse('no-rehearsal');
		const report = await rehearsalReport(tx, meetingId, now);
		await abortWhatRuns(tx, meetingId);
		await tx
			.update(rehearsal)
			.set({ endedAt: now, endedBy: actor.id, report })
			.where(and(eq(rehearsal.meetingId, meetingId), isNull(rehearsal.endedAt)));
		await switchMeeting(tx, actor.congressId, meetingId, row.rehearsalOf);
		await tx
			.delete(session)
			.where(
				inArray(
					session.cardId,
					tx
						.select({ cardId: rehearsalCard.cardId })
						.from(rehearsalCard)
						.where(eq(rehearsalCard.meetingId, meetingId))
				)
			);
		const { congressId } = actor;
		const line = { congressId, actor: actor.username, act: 'rehearsal-ended' as const, at: now };
		await appendAudit(tx, { ...line, meetingId });
		await appendCongressAudit(tx, line);
		return ok({ formalId: row.rehearsalOf });
	});
}

/** Without a second person: nothing that is aborted here was ever to count. */
async function abortWhatRuns(tx: Tx, meetingId: string): Promise<void> {
	const rounds = await tx.select().from(round).where(eq(round.meetingId, meetingId));
	for (const row of rounds.filter(({ state }) => canAct(state, 'abort')))
		await moveRound(tx, row, 'aborted', { reason: rehearsalEndedText, closingAt: null });
}
