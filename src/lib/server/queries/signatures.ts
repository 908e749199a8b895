import { and, count, eq } from 'drizzle-orm';
import type { ResultFile } from '../../crypto/archive.ts';
import { TELLERS_NEEDED, type Signed } from '../../domain/signing.ts';
import type { Tx } from '../db/client.ts';
import { scrutineer, signature, tellerSignature } from '../db/schema.ts';
import type { StoredResult } from './current-result.ts';

/** Who has signed this version of a result, as the signing order counts them. */
export async function signedSoFar(tx: Tx, meetingId: string, stored: StoredResult): Promise<Signed> {
	const { paper } = JSON.parse(stored.resultJson) as ResultFile;
	const [tellers] = await tx
		.select({ count: count() })
		.from(tellerSignature)
		.where(and(eq(tellerSignature.roundId, stored.roundId), eq(tellerSignature.version, stored.version)));
	const signers = await tx
		.select({ chief: scrutineer.chief })
		.from(signature)
		.innerJoin(
			scrutineer,
			and(eq(scrutineer.delegateId, signature.delegateId), eq(scrutineer.meetingId, meetingId))
		)
		.where(and(eq(signature.roundId, stored.roundId), eq(signature.version, stored.version)));
	return {
		tellersNeeded: paper.issued ? TELLERS_NEEDED : 0,
		tellers: tellers!.count,
		scrutineers: signers.filter((one) => !one.chief).length,
		chief: signers.some((one) => one.chief)
	};
}
