import { and, eq, ne } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifySessions } from '../db/notify.ts';
import { session } from '../db/schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';

/**
 * One of the own sessions, or all but the one that asks. That one ends by signing out.
 *
 * @param input.here hash of the session that asks
 * @param input.id hash of the one to end; null for all others
 */
export function endOwnSessions(
	desk: Desk,
	actor: StaffActor,
	input: { here: string; id: string | null },
	now = new Date()
): Promise<Result<{ ended: number }, 'session-gone'>> {
	const { congressId } = actor;
	const userId = `staff:${actor.id}`;
	return act(desk, congressId, async (tx) => {
		const ended = await tx
			.delete(session)
			.where(
				and(
					eq(session.userId, userId),
					ne(session.id, input.here),
					input.id ? eq(session.id, input.id) : undefined
				)
			)
			.returning({ id: session.id });
		if (!ended.length) return refuse('session-gone');
		await notifySessions(tx, userId);
		await appendCongressAudit(tx, {
			congressId,
			actor: actor.username,
			act: 'sessions-ended',
			detail: { count: ended.length },
			at: now
		});
		return ok({ ended: ended.length });
	});
}
