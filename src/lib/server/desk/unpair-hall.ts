import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { hallScreen } from '../db/schema.ts';
import { appendAudit } from './audit.ts';

/** 解除配对: the screen is forgotten and shows a fresh code. */
export function unpairHall(
	desk: Desk,
	actor: StaffActor,
	input: { id: string },
	now = new Date()
): Promise<Result<object, 'not-found'>> {
	return act(desk, actor.congressId, async (tx) => {
		const [row] = await tx
			.delete(hallScreen)
			.where(and(eq(hallScreen.tokenHash, input.id), eq(hallScreen.congressId, actor.congressId)))
			.returning();
		if (!row?.meetingId) return refuse('not-found');
		await notifyDesk(tx, actor.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'hall-unpaired',
			detail: { name: row.name },
			at: now
		});
		return ok({});
	});
}
