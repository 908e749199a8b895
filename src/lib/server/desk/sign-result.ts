import { equalBytes } from '../../crypto/bytes.ts';
import { verifyResultSignature } from '../../crypto/result-hash.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isSettled } from '../../domain/settlement.ts';
import { isCertified, maySign } from '../../domain/signing.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRound } from '../db/round-lock.ts';
import { signature } from '../db/schema.ts';
import { currentResult, settlementOf } from '../queries/current-result.ts';
import { scrutineerOf, signedSoFar } from '../queries/signatures.ts';
import { appendAudit } from './audit.ts';
import { findRound, moveRound } from './round-access.ts';

/**
 * 签字确认: a scrutineer signs the one result hash with the own delegate card, in the own browser. With the
 * chief scrutineer, who signs last, and one more the round is certified. A result that still waits for a decision (a tie, a
 * shortfall) can't be certified, so it can't be signed either.
 *
 * @param input.resultHash what the scrutineer saw and signed; a newer result refuses it
 */
export function signResult(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; resultHash: Uint8Array; signature: Uint8Array },
	now = new Date()
): Promise<
	Result<
		{ certified: boolean },
		| 'not-found'
		| 'wrong-state'
		| 'count-not-ready'
		| 'stale-result'
		| 'result-pending'
		| 'not-a-scrutineer'
		| 'tellers-first'
		| 'chief-signs-last'
		| 'bad-signature'
		| 'already-signed'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		await ownRound(tx, input.roundId);
		const row = await findRound(tx, input.roundId);
		if (!row) return refuse('not-found');
		// A third scrutineer may still sign after the quorum is there.
		if (row.state !== 'counted' && row.state !== 'certified') return refuse('wrong-state');
		const stored = await currentResult(tx, row.id);
		if (!stored?.resultHash) return refuse('count-not-ready');
		if (!equalBytes(stored.resultHash, input.resultHash)) return refuse('stale-result');
		if (!isSettled(stored.result, await settlementOf(tx, row.id)))
			return refuse('result-pending', { reason: stored.result.reason ?? '' });
		const signer = await scrutineerOf(tx, row, actor.delegateNumber);
		if (!signer) return refuse('not-a-scrutineer');
		if (!verifyResultSignature(signer.publicKey, input.resultHash, input.signature))
			return refuse('bad-signature');
		const before = await signedSoFar(tx, row.meetingId, stored);
		const turn = maySign(signer.chief ? 'chief-scrutineer' : 'scrutineer', before);
		if (!turn.ok) return turn;
		const added = await tx
			.insert(signature)
			.values({
				congressId: row.congressId,
				roundId: row.id,
				version: stored.version,
				delegateId: signer.delegateId,
				publicKey: signer.publicKey,
				signature: input.signature,
				at: now
			})
			.onConflictDoNothing()
			.returning({ id: signature.delegateId });
		if (!added.length) return refuse('already-signed');
		const certified = row.state === 'counted' && isCertified(await signedSoFar(tx, row.meetingId, stored));
		if (certified) await moveRound(tx, row, 'certified');
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'result-signed',
			detail: { round: row.sequence, version: stored.version, number: actor.delegateNumber! },
			at: now
		});
		return ok({ certified: certified || row.state === 'certified' });
	});
}
