import { eq } from 'drizzle-orm';
import { fromBase64url } from '../../crypto/bytes.ts';
import { resultHash } from '../../crypto/result-hash.ts';
import { gateArchive } from '../db/box-schema.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { roundResult } from '../db/schema.ts';
import { findRound } from './round-access.ts';

/**
 * The sealed archive is written: now there is one hash to sign, over round, manifest, board, result, sealed
 * files and audit. Idempotent; written once.
 */
export function finishCount(desk: Desk, place: { congressId: string; roundId: string }): Promise<void> {
	return inCongress(desk, place.congressId, async (tx) => {
		const row = await findRound(tx, place.roundId);
		const [archive] = await tx.select().from(gateArchive).where(eq(gateArchive.roundId, place.roundId));
		const [stored] = await tx.select().from(roundResult).where(eq(roundResult.roundId, place.roundId));
		if (!row?.manifestHash || !archive || !stored || stored.resultHash) return;
		const hash = resultHash({
			roundId: row.id,
			manifestHash: row.manifestHash,
			root: stored.root,
			resultJson: new TextEncoder().encode(stored.resultJson),
			sealedHash: fromBase64url(archive.sealedHash),
			auditHead: stored.auditHead
		});
		await tx.update(roundResult).set({ resultHash: hash }).where(eq(roundResult.roundId, row.id));
		await notifyDesk(tx, row.congressId, row.meetingId);
	});
}
