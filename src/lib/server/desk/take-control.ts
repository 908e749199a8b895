import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { meeting, staff } from '../db/schema.ts';
import { appendAudit } from './audit.ts';

/**
 * 接管控制: from now on only this console of the chair's acts. Where none is in control it simply takes its
 * place; from another it takes over, which the dialog has asked the person about (`over`).
 */
export function takeControl(
	desk: Desk,
	actor: StaffActor,
	input: { consoleId: string; over: boolean },
	now = new Date()
): Promise<Result<{ taken: boolean }, 'not-found' | 'forbidden' | 'console-not-in-control'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'chair') return refuse('forbidden');
		const [seen] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		if (!seen) return refuse('not-found');
		await ownUntilCommit(tx, 'console', seen.id);
		// `for update` would stop every line of the chain, whose act may hold the chain that this one needs last.
		const [current] = await tx.select().from(meeting).where(eq(meeting.id, seen.id)).for('no key update');
		if (!current?.current) return refuse('not-found');
		if (current.consoleId === input.consoleId) return ok({ taken: false });
		const [holder] = current.consoleBy
			? await tx.select().from(staff).where(eq(staff.id, current.consoleBy))
			: [];
		if (current.consoleId && !input.over) {
			return refuse('console-not-in-control', { holder: holder?.name ?? '' });
		}
		await tx
			.update(meeting)
			.set({ consoleId: input.consoleId, consoleBy: actor.id, consoleAt: now })
			.where(eq(meeting.id, current.id));
		await notifyDesk(tx, actor.congressId, current.id);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: current.id,
			actor: actor.username,
			act: 'control-taken',
			detail: holder ? { from: holder.username } : null,
			at: now
		});
		return ok({ taken: true });
	});
}
