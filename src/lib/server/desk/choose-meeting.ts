import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isUnderWay } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { meeting, round } from '../db/schema.ts';
import { appendCongressAudit } from './congress-audit.ts';
import { switchMeeting } from './switch-meeting.ts';

/** Makes another meeting the current one; never away from a vote under way, and never out of a rehearsal. */
export function chooseMeeting(
	desk: Desk,
	actor: StaffActor,
	input: { meetingId: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'meeting-under-way' | 'rehearsal-running'>> {
	const { congressId } = actor;
	return act(desk, congressId, async (tx) => {
		const [wanted] = await tx
			.select()
			.from(meeting)
			.where(and(eq(meeting.id, input.meetingId), isNull(meeting.rehearsalOf)));
		if (!wanted) return refuse('not-found');
		const [current] = await tx.select().from(meeting).where(eq(meeting.current, true)).for('no key update');
		if (current?.id === wanted.id) return ok({});
		if (current?.rehearsalOf) return refuse('rehearsal-running');
		if (current) {
			// Held against a make-ready that begins meanwhile.
			const rounds = await tx
				.select({ state: round.state })
				.from(round)
				.where(eq(round.meetingId, current.id))
				.for('share');
			if (rounds.some(({ state }) => isUnderWay(state)))
				return refuse('meeting-under-way', { name: current.name });
		}
		await switchMeeting(tx, congressId, current?.id ?? null, wanted.id);
		await appendCongressAudit(tx, {
			congressId,
			actor: actor.username,
			act: 'meeting-chosen',
			detail: { meeting: wanted.id, name: wanted.name, ...(current ? { before: current.name } : {}) },
			at: now
		});
		return ok({});
	});
}
