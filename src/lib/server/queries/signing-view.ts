import { and, desc, eq, inArray } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import type { SigningView } from '../../wire/views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { meeting, round, roundResult } from '../db/schema.ts';
import { candidateHeads } from './meeting-frame.ts';
import { resultView } from './result-view.ts';
import { signatureViews } from './console-view.ts';

/** What a scrutineer reads and signs; null while there is nothing to sign yet. Scrutineers and tellers only. */
export const signingView = (desk: Desk, actor: StaffActor): Promise<SigningView | null> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [found] = await tx
			.select({ round, stored: roundResult })
			.from(round)
			.innerJoin(meeting, and(eq(meeting.id, round.meetingId), eq(meeting.current, true)))
			.innerJoin(roundResult, eq(roundResult.roundId, round.id))
			.where(inArray(round.state, ['counted', 'certified', 'announced']))
			.orderBy(desc(round.sequence))
			.limit(1);
		if (!found?.stored.resultHash) return null;
		const { round: row, stored } = found;
		const { electronic, paper } = JSON.parse(stored.resultJson) as Pick<SigningView, 'electronic' | 'paper'>;
		const column = ({ issued, returned, valid, invalid }: SigningView['paper']) => ({
			issued,
			returned,
			valid,
			invalid
		});
		const signatures = await signatureViews(tx, row.meetingId, row.id);
		const me = signatures.find((entry) => entry.delegateNumber === actor.delegateNumber);
		const named = me && row.manifest!.scrutineers.find((s) => s.name === me.name && s.chief === me.chief);
		return {
			roundId: row.id,
			fingerprint: row.fingerprint!,
			manifestHash: toBase64url(row.manifestHash!),
			root: toBase64url(stored.root),
			resultHash: toBase64url(stored.resultHash!),
			result: resultView(stored.result, row.rules.seats, await candidateHeads(tx, row.id)),
			electronic: column(electronic),
			paper: column(paper),
			signatures,
			signer: named
				? { delegateNumber: me.delegateNumber, name: me.name, chief: me.chief, publicKey: named.publicKey }
				: null
		};
	});
