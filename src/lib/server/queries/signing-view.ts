import { and, desc, eq, inArray } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import { isSettled } from '../../domain/settlement.ts';
import { nextSigner } from '../../domain/signing.ts';
import type { SigningView } from '../../wire/views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { meeting, round } from '../db/schema.ts';
import { currentResult, settlementOf } from './current-result.ts';
import { candidateHeads } from './meeting-frame.ts';
import { storedResultView } from './result-view.ts';
import { signatureViews } from './console-view.ts';
import { scrutineerOf, signedSoFar, tellerViews } from './signatures.ts';

/** What a scrutineer reads and signs; null while there is nothing to sign yet. Scrutineers and tellers only. */
export const signingView = (desk: Desk, actor: StaffActor): Promise<SigningView | null> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [found] = await tx
			.select({ round })
			.from(round)
			.innerJoin(meeting, and(eq(meeting.id, round.meetingId), eq(meeting.current, true)))
			.where(inArray(round.state, ['counted', 'certified', 'announced']))
			.orderBy(desc(round.sequence))
			.limit(1);
		const stored = found && (await currentResult(tx, found.round.id));
		if (!found || !stored?.resultHash) return null;
		const { round: row } = found;
		const settled = await settlementOf(tx, row.id);
		const signatures = await signatureViews(tx, row.meetingId, row, stored);
		const signer = await scrutineerOf(tx, row, actor.delegateNumber);
		return {
			roundId: row.id,
			fingerprint: row.fingerprint!,
			manifestHash: toBase64url(row.manifestHash!),
			root: toBase64url(stored.root),
			resultHash: toBase64url(stored.resultHash!),
			result: storedResultView(row, stored, settled, await candidateHeads(tx, row.id)),
			turn:
				row.state !== 'announced' && isSettled(stored.result, settled)
					? nextSigner(await signedSoFar(tx, row.meetingId, stored))
					: null,
			version: stored.version,
			signatures,
			tellers: await tellerViews(tx, stored),
			signer: signer && {
				delegateNumber: actor.delegateNumber!,
				name: signer.name,
				chief: signer.chief,
				publicKey: toBase64url(signer.publicKey)
			}
		};
	});
