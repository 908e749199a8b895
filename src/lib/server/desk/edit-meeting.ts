import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { MeetingFacts } from '../../wire/meetings.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRounds } from '../db/round-lock.ts';
import { meeting, round } from '../db/schema.ts';
import { appendCongressAudit } from './congress-audit.ts';
import { letReadyFall } from './let-ready-fall.ts';

/** Changes a meeting's facts until the first of its rounds is ready: from then on its name stands in a manifest. */
export function editMeeting(
	desk: Desk,
	actor: StaffActor,
	input: MeetingFacts & { meetingId: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'meeting-frozen'>> {
	const { congressId } = actor;
	const { meetingId, ...facts } = input;
	return act(desk, congressId, async (tx) => {
		// The drafts are owned: none becomes ready, and nobody asks for it, in the middle of the change.
		await ownRounds(tx, meetingId);
		const [row] = await tx
			.select()
			.from(meeting)
			.where(and(eq(meeting.id, meetingId), isNull(meeting.rehearsalOf)))
			.for('no key update');
		if (!row) return refuse('not-found');
		const rounds = await tx
			.select({ state: round.state })
			.from(round)
			.where(eq(round.meetingId, meetingId))
			.for('share');
		if (rounds.some(({ state }) => state !== 'draft')) return refuse('meeting-frozen');
		await tx.update(meeting).set(facts).where(eq(meeting.id, meetingId));
		await letReadyFall(tx, { meetingId });
		await notifyDesk(tx, congressId, meetingId);
		await appendCongressAudit(tx, {
			congressId,
			actor: actor.username,
			act: 'meeting-edited',
			detail: { meeting: meetingId, name: facts.name, heldOn: facts.heldOn, venue: facts.venue },
			at: now
		});
		return ok({});
	});
}
