import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { HallTheme } from '../../wire/views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { hallScreen } from '../db/schema.ts';
import { appendAudit } from './audit.ts';

/** Name, theme and measures of one paired screen. A screen that waits has no congress and is nobody's to set up. */
export function setHall(
	desk: Desk,
	actor: StaffActor,
	input: { id: string; name: string; theme: HallTheme; pictureCm: number | null; farthestCm: number | null },
	now = new Date()
): Promise<Result<object, 'not-found'>> {
	const { id, name, theme, pictureCm, farthestCm } = input;
	return act(desk, actor.congressId, async (tx) => {
		const [row] = await tx
			.update(hallScreen)
			.set({ name, theme, pictureCm, farthestCm })
			.where(and(eq(hallScreen.tokenHash, id), eq(hallScreen.congressId, actor.congressId)))
			.returning();
		if (!row?.meetingId) return refuse('not-found');
		await notifyDesk(tx, actor.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'hall-set-up',
			detail: { name, theme },
			at: now
		});
		return ok({});
	});
}
