import { and, eq } from 'drizzle-orm';
import { fromBase64url } from '../../crypto/bytes.ts';
import { resultHash } from '../../crypto/result-hash.ts';
import { gateArchive } from '../db/box-schema.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { roundResult } from '../db/schema.ts';
import { currentResult } from '../queries/current-result.ts';
import { findRound } from './round-access.ts';

/**
 * The newest version's sealed archive is written: now there is one hash to sign, over round, manifest, board, result, sealed
 * files and audit. Idempotent; written once.
 */
export function finishCount(desk: Desk, place: { congressId: string; roundId: string }): Promise<void> {
	return inCongress(desk, place.congressId, async (tx) => {
		const row = await findRound(tx, place.roundId);
		const stored = await currentResult(tx, place.roundId);
		const [archive] = await tx
			.select()
			.from(gateArchive)
			.where(and(eq(gateArchive.roundId, place.roundId), eq(gateArchive.version, stored?.version ?? 0)));
		if (!row?.manifestHash || !archive || !stored || stored.resultHash) return;
		const hash = resultHash({
			roundId: row.id,
			manifestHash: row.manifestHash,
			root: stored.root,
			resultJson: new TextEncoder().encode(stored.resultJson),
			sealedHash: fromBase64url(archive.sealedHash),
			auditHead: stored.auditHead
		});
		await tx
			.update(roundResult)
			.set({ resultHash: hash })
			.where(and(eq(roundResult.roundId, row.id), eq(roundResult.version, stored.version)));
		await notifyDesk(tx, row.congressId, row.meetingId);
	});
}
