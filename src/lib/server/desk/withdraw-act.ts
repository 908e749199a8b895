import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { pendingAct } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';
import { onRound } from './on-round.ts';
import { tellRound } from './round-access.ts';

/** 撤回: the first person takes back an act that still waits for the second. */
export function withdrawAct(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'nothing-pending' | 'console-not-in-control'>> {
	return onRound(desk, actor, input.roundId, async (tx, row) => {
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
