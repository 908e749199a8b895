import { and, count, eq, isNotNull, or } from 'drizzle-orm';
import type { ResultFile } from '../../crypto/archive.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import { TELLERS_NEEDED, type Signed } from '../../domain/signing.ts';
import type { SigningView } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import { roundRoll, scrutineer, signature, staff, tellerSignature } from '../db/schema.ts';
import type { StoredResult } from './current-result.ts';
import type { RoundRow } from './meeting-frame.ts';

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

/**
 * The scrutineer of a round by the number on its frozen roll, with the card that its manifest names: by the key, as two
 * scrutineers may have one name. Null for whom it doesn't name.
 */
export async function scrutineerOf(
	tx: Tx,
	row: RoundRow,
	number: number | null
): Promise<{ delegateId: string; name: string; chief: boolean; publicKey: Uint8Array } | null> {
	if (number === null) return null;
	const [listed] = await tx
		.select({ delegateId: roundRoll.delegateId, publicKey: roundRoll.cardPublicKey })
		.from(roundRoll)
		.where(and(eq(roundRoll.roundId, row.id), eq(roundRoll.number, number)));
	const key = listed && toBase64url(listed.publicKey);
	const named = row.manifest!.scrutineers.find(({ publicKey }) => publicKey === key);
	return listed && named ? { ...listed, name: named.name, chief: named.chief } : null;
}

/** 计票人: who has put a name under the paper figures of this version; nobody where no paper was counted. */
export async function tellerViews(tx: Tx, stored: StoredResult): Promise<SigningView['tellers']> {
	const { paper } = JSON.parse(stored.resultJson) as ResultFile;
	if (!paper.issued) return [];
	const rows = await tx
		.select({ name: staff.name, at: tellerSignature.at })
		.from(staff)
		.leftJoin(
			tellerSignature,
			and(
				eq(tellerSignature.staffId, staff.id),
				eq(tellerSignature.roundId, stored.roundId),
				eq(tellerSignature.version, stored.version)
			)
		)
		// Who has signed stays on the report, whatever becomes of the account.
		.where(or(isNotNull(tellerSignature.at), and(eq(staff.role, 'teller'), eq(staff.disabled, false))))
		.orderBy(staff.username);
	return rows.map(({ name, at }) => ({ name, signedAt: at?.toISOString() ?? null }));
}
