import { and, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { notifyMoved } from '../db/notify.ts';
import { hallScreen, meeting } from '../db/schema.ts';

/**
 * Turns a congress to another of its meetings: the one before lets go, the paired hall screens come along, and
 * every console, tablet and screen that watches the old one is shown the new one. Whether it may is the caller's
 * question.
 */
export async function switchMeeting(
	tx: Tx,
	congressId: string,
	from: string | null,
	to: string
): Promise<void> {
	if (from) {
		await tx.update(meeting).set({ current: false }).where(eq(meeting.id, from));
		await tx
			.update(hallScreen)
			.set({ meetingId: to })
			.where(and(eq(hallScreen.congressId, congressId), eq(hallScreen.meetingId, from)));
	}
	await tx.update(meeting).set({ current: true }).where(eq(meeting.id, to));
	if (from) await notifyMoved(tx, congressId, from);
}
