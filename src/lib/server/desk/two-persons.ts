import { eq } from 'drizzle-orm';
import { refuse, ok, type Result } from '../../domain/result.ts';
import {
	mayTakePart,
	SECOND_PERSON_MS,
	secondMayConfirm,
	type TwoPersonAct
} from '../../domain/round-state.ts';
import type { Role } from '../../domain/permissions.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { pendingAct, staff } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';
import { tellRound, type RoundRow } from './round-access.ts';

export type TwoPersonRefusal =
	'same-person' | 'second-person-too-late' | 'forbidden' | 'another-act-pending' | 'console-not-in-control';

/**
 * The half of a two-person act that is common to all: the first call leaves a pending act and a line of audit, and
 * has nothing after it in its transaction; the second by a different person within two minutes lets the act happen. A first person whose two minutes are over may
 * simply start again. The caller owns the round's lock.
 *
 * @returns `pending: true` for the first person; `pending: false` with both names once the act may happen
 */
export async function confirmByTwo(
	tx: Tx,
	row: RoundRow,
	actor: StaffActor,
	act: TwoPersonAct,
	now: Date,
	reason: string | null = null
): Promise<
	Result<{ pending: true } | { pending: false; first: string; reason: string | null }, TwoPersonRefusal>
> {
	if (!mayTakePart(act, actor.role)) return refuse('forbidden');
	const control = await inControl(tx, actor, row.meetingId);
	if (!control.ok) return control;
	const [waiting] = await tx
		.select({
			act: pendingAct.act,
			id: pendingAct.requestedBy,
			at: pendingAct.requestedAt,
			reason: pendingAct.reason,
			role: staff.role,
			username: staff.username
		})
		.from(pendingAct)
		.innerJoin(staff, eq(staff.id, pendingAct.requestedBy))
		.where(eq(pendingAct.roundId, row.id));
	const by = { id: actor.id, role: actor.role };
	const nowMs = now.getTime();
	if (waiting && waiting.act === act) {
		const second = secondMayConfirm({
			act,
			requestedBy: { id: waiting.id, role: waiting.role as Role },
			by,
			requestedAtMs: waiting.at.getTime(),
			nowMs
		});
		if (second.ok) {
			await tx.delete(pendingAct).where(eq(pendingAct.roundId, row.id));
			return ok({ pending: false, first: waiting.username, reason: waiting.reason });
		}
		// Too late, or the first person again after the time: the act starts anew with this person.
		if (second.code !== 'second-person-too-late' && nowMs - waiting.at.getTime() <= SECOND_PERSON_MS)
			return second;
	} else if (waiting && nowMs - waiting.at.getTime() <= SECOND_PERSON_MS) {
		return refuse('another-act-pending');
	}
	const pending = { requestedBy: actor.id, requestedAt: now, act, reason };
	await tx
		.insert(pendingAct)
		.values({ congressId: row.congressId, roundId: row.id, ...pending })
		.onConflictDoUpdate({ target: pendingAct.roundId, set: pending });
	await tellRound(tx, row);
	await appendAudit(tx, {
		congressId: row.congressId,
		meetingId: row.meetingId,
		actor: actor.username,
		act: `${act}-requested`,
		detail: { round: row.sequence, ...(reason && { reason }) },
		at: now
	});
	return ok({ pending: true });
}
