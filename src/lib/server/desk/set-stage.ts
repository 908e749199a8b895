import { and, eq } from 'drizzle-orm';
import { mayPresent } from '../../domain/round-state.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { HallMode } from '../../wire/views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { hallStage, meeting, roundCandidate } from '../db/schema.ts';
import { currentRound, followingDraft } from '../queries/meeting-frame.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';

type Stage = { mode: HallMode; candidateId?: string | null; page?: number };

/**
 * 大屏: puts a picture on every hall screen of the current meeting. Candidates are presented before the
 * opening only: from then on the hall has to see the ballot. Turning a page leaves no audit line.
 */
export function setStage(
	desk: Desk,
	actor: StaffActor,
	{ mode, candidateId = null, page = 1 }: Stage,
	now = new Date()
): Promise<Result<object, 'not-found' | 'no-such-candidate' | 'wrong-stage' | 'console-not-in-control'>> {
	return act(desk, actor.congressId, async (tx) => {
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		if (!current) return refuse('not-found');
		const control = await inControl(tx, actor, current.id);
		if (!control.ok) return control;
		const shown = mode === 'candidate' ? await presented(tx, current.id, candidateId) : null;
		if (shown && !shown.ok) return shown;
		const stage = { mode, candidateId: shown?.value.id ?? null, page };
		const [before] = await tx
			.select()
			.from(hallStage)
			.where(eq(hallStage.meetingId, current.id))
			.for('update');
		await tx
			.insert(hallStage)
			.values({ congressId: actor.congressId, meetingId: current.id, ...stage })
			.onConflictDoUpdate({ target: hallStage.meetingId, set: stage });
		await notifyDesk(tx, actor.congressId, current.id);
		const same = (before?.mode ?? 'auto') === mode && (before?.candidateId ?? null) === stage.candidateId;
		if (!same) {
			await appendAudit(tx, {
				congressId: actor.congressId,
				meetingId: current.id,
				actor: actor.username,
				act: 'hall-shows',
				detail: shown ? { mode, candidate: shown.value.number } : { mode },
				at: now
			});
		}
		return ok({});
	});
}

/** The candidate, if it is on the ballot that comes next and this is the time for it. */
async function presented(
	tx: Tx,
	meetingId: string,
	candidateId: string | null
): Promise<Result<{ id: string; number: number }, 'no-such-candidate' | 'wrong-stage'>> {
	const current = await currentRound(tx, meetingId);
	// Between two rounds it is the ballot of the draft that the chair presents, while the hall shows the last one's end.
	const row = current && ((await followingDraft(tx, current)) ?? current);
	if (!row || !candidateId) return refuse('no-such-candidate');
	if (!mayPresent(row.state)) return refuse('wrong-stage');
	const [listed] = await tx
		.select({ id: roundCandidate.candidateId, number: roundCandidate.number })
		.from(roundCandidate)
		.where(and(eq(roundCandidate.roundId, row.id), eq(roundCandidate.candidateId, candidateId)));
	return listed ? ok(listed) : refuse('no-such-candidate');
}
