import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { nobodyText } from '../../i18n/zh-CN/refusals.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { shareUntilCommit } from '../db/round-lock.ts';
import { meeting, staff } from '../db/schema.ts';

/**
 * Whether the chair asks from the console in control; everybody else has no console and is not asked. Part of
 * the act's own transaction: a take-over waits for the act, or the act finds that it lost control. A chair
 * without a console id is as little in control as one with another's.
 */
export async function inControl(
	tx: Tx,
	actor: StaffActor,
	meetingId: string
): Promise<Result<null, 'console-not-in-control'>> {
	if (actor.role !== 'chair') return ok(null);
	await shareUntilCommit(tx, 'console', meetingId);
	const [held] = await tx
		.select({ id: meeting.consoleId, by: meeting.consoleBy })
		.from(meeting)
		.where(eq(meeting.id, meetingId));
	if (held?.id && held.id === actor.consoleId) return ok(null);
	const [holder] = held?.by ? await tx.select().from(staff).where(eq(staff.id, held.by)) : [];
	return refuse('console-not-in-control', { holder: holder?.name ?? nobodyText });
}
