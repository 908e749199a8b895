import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { pendingAct } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';
import { findRound, tellRound } from './round-access.ts';

/** 撤回: the first person takes back an act that still waits for the second. */
export function withdrawAct(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'nothing-pending' | 'console-not-in-control'>> {
	return act(desk, actor.congressId, async (tx) => {
		await ownRound(tx, input.roundId);
		const row = await findRound(tx, input.roundId);
		if (!row) return refuse('not-found');
		const control = await inControl(tx, actor, row.meetingId);
		if (!control.ok) return control;
		const [gone] = await tx
			.delete(pendingAct)
			.where(and(eq(pendingAct.roundId, row.id), eq(pendingAct.requestedBy, actor.id)))
			.returning({ act: pendingAct.act });
		if (!gone) return refuse('nothing-pending');
		await tellRound(tx, row);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'act-withdrawn',
			detail: { round: row.sequence, withdrawn: gone.act },
			at: now
		});
		return ok({});
	});
}
