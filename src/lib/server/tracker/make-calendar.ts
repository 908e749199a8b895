import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { calendarKey } from '../db/tracker-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';

/**
 * A new secret address for the unit's calendar; the one before stops working, also where two are made at once. It is
 * shown once: only its hash is kept. The congress's chain has who made one.
 */
export const makeCalendar = (
	desk: Desk,
	actor: StaffActor,
	now = new Date()
): Promise<Result<{ token: string }, 'forbidden'>> =>
	act(desk, actor.congressId, async (tx) => {
		const { unit, congressId } = actor;
		if (actor.role !== 'department' || !unit) return refuse('forbidden');
		await ownUntilCommit(tx, 'calendar', `calendar ${congressId} ${unit}`);
		await tx
			.update(calendarKey)
			.set({ revokedAt: now })
			.where(and(eq(calendarKey.unit, unit), isNull(calendarKey.revokedAt)));
		const token = randomBytes(24).toString('base64url');
		await tx.insert(calendarKey).values({ congressId, unit, tokenHash: calendarHash(token), createdAt: now });
		await appendCongressAudit(tx, {
			...{ congressId, actor: actor.username, act: 'calendar-made' as const, detail: { unit }, at: now }
		});
		return ok({ token });
	});

export const calendarHash = (token: string): string => createHash('sha256').update(token).digest('hex');
