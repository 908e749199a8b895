import { ok, refuse, type Result } from '../../domain/result.ts';
import { canAct, type RoundAct } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';
import { findRound, type RoundRow } from './round-access.ts';

/**
 * The frame of an act that the chair does alone on a round: own it, look at its state, do it, write it down.
 *
 * @param step does the act inside the transaction; its detail goes into the audit line
 */
export function actAlone<Code extends string>(
	desk: Desk,
	actor: StaffActor,
	roundId: string,
	name: RoundAct,
	auditAct: string,
	step: (tx: Tx, row: RoundRow) => Promise<Result<Record<string, string | number>, Code>>,
	now: Date
): Promise<Result<object, Code | 'not-found' | 'wrong-state' | 'console-not-in-control'>> {
	return act(desk, actor.congressId, async (tx) => {
		await ownRound(tx, roundId);
		const row = await findRound(tx, roundId);
		if (!row) return refuse('not-found');
		const control = await inControl(tx, actor, row.meetingId);
		if (!control.ok) return control;
		if (!canAct(row.state, name) || row.closingAt) return refuse('wrong-state');
		const done = await step(tx, row);
		if (!done.ok) return done;
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: auditAct,
			detail: { round: row.sequence, ...done.value },
			at: now
		});
		return ok({});
	});
}
