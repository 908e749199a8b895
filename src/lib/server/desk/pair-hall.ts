import { and, eq, gt, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { hallScreen, meeting } from '../db/schema.ts';
import { appendAudit } from './audit.ts';

/** A code nobody entered is forgotten after this: a screen left on overnight shows a fresh one. */
export const CODE_LIVES_MS = 30 * 60_000;

/** 配对: somebody who can see the screen's code lets it show this congress's current meeting. */
export function pairHall(
	desk: Desk,
	actor: StaffActor,
	input: { code: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'no-such-code'>> {
	return act(desk, actor.congressId, async (tx) => {
		// A switch to another meeting that is under way ends while this waits for the row: then the other one is current.
		const current = (await heldMeeting(tx)) ?? (await heldMeeting(tx));
		if (!current) return refuse('not-found');
		const paired = await tx
			.update(hallScreen)
			.set({ congressId: actor.congressId, meetingId: current.id, pairedAt: now })
			.where(
				and(
					eq(hallScreen.code, input.code),
					isNull(hallScreen.meetingId),
					gt(hallScreen.createdAt, new Date(now.getTime() - CODE_LIVES_MS))
				)
			)
			.returning({ code: hallScreen.code });
		if (!paired.length) return refuse('no-such-code');
		await notifyDesk(tx, actor.congressId, current.id);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: current.id,
			actor: actor.username,
			act: 'hall-paired',
			at: now
		});
		return ok({});
	});
}

/** The congress's current meeting, which stays current until the commit: a switch takes screens along that are paired by then. */
async function heldMeeting(tx: Tx): Promise<{ id: string } | null> {
	const [current] = await tx
		.select({ id: meeting.id })
		.from(meeting)
		.where(eq(meeting.current, true))
		.for('share');
	return current ?? null;
}
