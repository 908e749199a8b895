import { ok, refuse, type Result } from '../../domain/result.ts';
import { isSettled } from '../../domain/settlement.ts';
import { equalBytes } from '../../crypto/bytes.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRound } from '../db/round-lock.ts';
import { tellerSignature } from '../db/schema.ts';
import { currentResult, settlementOf } from '../queries/current-result.ts';
import { signedSoFar } from '../queries/signatures.ts';
import { appendAudit } from './audit.ts';
import { findRound } from './round-access.ts';

/**
 * 计票人签字: a teller puts the own name under the figures of one version, after the password was asked again.
 * Only where paper was counted by hand; the signature is kept in the audit chain, not in the archive.
 *
 * @param input.resultHash what the teller saw; a newer result refuses it
 */
export function signAsTeller(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; resultHash: Uint8Array },
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'wrong-state'
		| 'forbidden'
		| 'count-not-ready'
		| 'stale-result'
		| 'result-pending'
		| 'already-signed'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		await ownRound(tx, input.roundId);
		if (actor.role !== 'teller') return refuse('forbidden');
		const row = await findRound(tx, input.roundId);
		if (!row) return refuse('not-found');
		if (row.state !== 'counted') return refuse('wrong-state');
		const stored = await currentResult(tx, row.id);
		if (!stored?.resultHash) return refuse('count-not-ready');
		if (!equalBytes(stored.resultHash, input.resultHash)) return refuse('stale-result');
		if (!isSettled(stored.result, await settlementOf(tx, row.id))) return refuse('result-pending');
		if (!(await signedSoFar(tx, row.meetingId, stored)).tellersNeeded) return refuse('forbidden');
		const added = await tx
			.insert(tellerSignature)
			.values({
				congressId: row.congressId,
				roundId: row.id,
				version: stored.version,
				staffId: actor.id,
				at: now
			})
			.onConflictDoNothing()
			.returning({ id: tellerSignature.staffId });
		if (!added.length) return refuse('already-signed');
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'teller-signed',
			detail: { round: row.sequence, version: stored.version },
			at: now
		});
		return ok({});
	});
}
