import { eq, sql } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { roundStateNames } from '../../i18n/zh-CN/common.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRound, ownUntilCommit } from '../db/round-lock.ts';
import { meeting, round } from '../db/schema.ts';
import { rollLock } from '../queries/roll-lock.ts';
import { letReadyFall } from './let-ready-fall.ts';

export type ChangeRefusal = 'forbidden' | 'not-found' | 'rehearsal-under-way';

/**
 * Whoever changes the roll or the candidates of the current meeting: the office, one at a time in a congress, and
 * only while no round holds them fixed and nothing is rehearsed: what is typed in then would be the rehearsal's. The
 * drafts are owned, so that none becomes ready in the middle.
 */
export async function changeable<Locked extends 'roll-locked' | 'candidates-locked'>(
	tx: Tx,
	actor: StaffActor,
	locked: Locked
): Promise<Result<{ meetingId: string }, ChangeRefusal | Locked>> {
	if (actor.role !== 'office') return refuse('forbidden');
	await ownUntilCommit(tx, 'roll', actor.congressId);
	const [current] = await tx
		.select({ id: meeting.id, rehearsalOf: meeting.rehearsalOf })
		.from(meeting)
		.where(eq(meeting.current, true));
	if (!current) return refuse('not-found');
	if (current.rehearsalOf) return refuse('rehearsal-under-way');
	const rounds = await tx
		.select({ id: round.id, state: round.state })
		.from(round)
		.where(eq(round.meetingId, current.id))
		.orderBy(round.sequence);
	for (const { id, state } of rounds) if (state === 'draft') await ownRound(tx, id);
	const lock = await rollLock(tx);
	if (lock) return refuse(locked, { round: lock.title, state: roundStateNames[lock.state] });
	return ok({ meetingId: current.id });
}

/**
 * Tablets and pages look again. A 表决就绪 that waits for its second person falls: the first has confirmed another roll
 * or other candidates.
 */
export async function rollChanged(tx: Tx, congressId: string, meetingId: string): Promise<void> {
	await tx
		.update(meeting)
		.set({ rollVersion: sql`${meeting.rollVersion} + 1` })
		.where(eq(meeting.id, meetingId));
	await letReadyFall(tx, { meetingId });
	await notifyDesk(tx, congressId, meetingId);
}
