import { and, eq, sql } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { card, checkIn as checkIns, delegate, meeting } from '../db/schema.ts';
import { appendAudit } from './audit.ts';

/**
 * 签到: the office has seen the deputy. A deputy's card becomes active with the first check-in. Late check-in
 * (补签) is the same act until the close; who is checked in raises `present`, read at the close.
 */
export function checkIn(
	desk: Desk,
	actor: StaffActor,
	input: { delegateNumber: number },
	now = new Date()
): Promise<Result<{ name: string; seat: string }, 'no-such-delegate' | 'already-checked-in' | 'not-found'>> {
	return act(desk, actor.congressId, async (tx) => {
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		if (!current) return refuse('not-found');
		const [person] = await tx.select().from(delegate).where(eq(delegate.number, input.delegateNumber));
		if (!person) return refuse('no-such-delegate');
		const arrived = await tx
			.insert(checkIns)
			.values({
				congressId: actor.congressId,
				meetingId: current.id,
				delegateId: person.id,
				at: now,
				by: actor.id
			})
			.onConflictDoNothing()
			.returning({ delegateId: checkIns.delegateId });
		if (!arrived.length) return refuse('already-checked-in', { name: person.name });
		await tx
			.update(card)
			.set({ state: 'active' })
			.where(and(eq(card.delegateId, person.id), eq(card.state, 'issued')));
		await tx
			.update(meeting)
			.set({ rollVersion: sql`${meeting.rollVersion} + 1` })
			.where(eq(meeting.id, current.id));
		await notifyDesk(tx, actor.congressId, current.id);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: current.id,
			actor: actor.username,
			act: 'checked-in',
			detail: { number: person.number },
			at: now
		});
		return ok({ name: person.name, seat: person.seat });
	});
}
