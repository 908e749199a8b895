import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { hallStage, meeting } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';

/** 计时: a clock on the hall screens, counting down from `seconds`; 0 takes it off. It closes nothing by itself. */
export function setTimer(
	desk: Desk,
	actor: StaffActor,
	{ seconds }: { seconds: number },
	now = new Date()
): Promise<Result<object, 'not-found' | 'console-not-in-control'>> {
	return act(desk, actor.congressId, async (tx) => {
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		if (!current) return refuse('not-found');
		const control = await inControl(tx, actor, current.id);
		if (!control.ok) return control;
		const timerEndsAt = seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null;
		await tx
			.insert(hallStage)
			.values({ congressId: actor.congressId, meetingId: current.id, mode: 'auto', timerEndsAt })
			.onConflictDoUpdate({ target: hallStage.meetingId, set: { timerEndsAt } });
		await notifyDesk(tx, actor.congressId, current.id);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: current.id,
			actor: actor.username,
			act: seconds > 0 ? 'timer-started' : 'timer-stopped',
			detail: seconds > 0 ? { seconds } : null,
			at: now
		});
		return ok({});
	});
}
