import { and, eq, isNull, ne } from 'drizzle-orm';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { calendarKey } from '../db/tracker-schema.ts';
import { staff } from '../db/schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import type { StaffRow } from './accounts.ts';

/**
 * Ends the secret address of a unit's calendar with the last account of the unit: whoever had it from there would read
 * on, and nobody could make a new one. Called before the account changes.
 */
export async function endCalendarWith(
	tx: Tx,
	actor: StaffActor,
	leaving: StaffRow,
	now: Date
): Promise<void> {
	const { congressId, unit, role } = leaving;
	if (role !== 'department' || !unit) return;
	await ownUntilCommit(tx, 'calendar', `calendar ${congressId} ${unit}`);
	const [other] = await tx
		.select({ id: staff.id })
		.from(staff)
		.where(
			and(eq(staff.unit, unit), eq(staff.role, role), eq(staff.disabled, false), ne(staff.id, leaving.id))
		)
		.limit(1);
	if (other) return;
	const ended = await tx
		.update(calendarKey)
		.set({ revokedAt: now })
		.where(and(eq(calendarKey.unit, unit), isNull(calendarKey.revokedAt)))
		.returning({ id: calendarKey.id });
	if (!ended.length) return;
	await appendCongressAudit(tx, {
		...{ congressId, actor: actor.username, act: 'calendar-ended' as const, detail: { unit }, at: now }
	});
}
