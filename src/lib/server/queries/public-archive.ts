import { and, asc, eq } from 'drizzle-orm';
import {
	publicFiles,
	type PublicArchive,
	type ResultFile,
	type ResultSignature
} from '../../crypto/archive.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { releaseRow } from '../../domain/release.ts';
import { gateArchive, gateCount, gateRelease, gateRound } from '../db/box-schema.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { delegate, round, signature } from '../db/schema.ts';
import { currentResult, type StoredResult } from './current-result.ts';
import { meetingKind } from './meeting-kind.ts';
import { announcedRound } from './rehearsal-report.ts';
import { congressOfAnnounced } from './round-for-watcher.ts';
import { reportPage } from '../archive/report-page.ts';
import { writeZip } from '../archive/zip.ts';

/**
 * The public archive of an announced round, byte for byte the same at every call; null where the round is not
 * announced. It lets anybody check that numbers, signatures and leaves agree, without a single ballot.
 */
export async function publicArchive(desk: Desk, roundId: string): Promise<Uint8Array | null> {
	const congressId = await congressOfAnnounced(desk, roundId);
	if (!congressId) return null;
	const archive = await inCongress(desk, congressId, (tx) => gather(tx, roundId));
	return writeZip(publicFiles(archive));
}

/**
 * The same archive of a rehearsed round, for the congress's own staff, who can try `verify` on it; null where the
 * rehearsal came to no announcement, and for every formal meeting.
 */
export const rehearsedArchive = (
	desk: Desk,
	congressId: string,
	meetingId: string
): Promise<Uint8Array | null> =>
	inCongress(desk, congressId, async (tx) => {
		if (!(await meetingKind(tx, meetingId))?.rehearsal) return null;
		const row = await announcedRound(tx, meetingId);
		return row?.state === 'announced' ? writeZip(publicFiles(await gather(tx, row.id))) : null;
	});

async function gather(tx: Tx, roundId: string): Promise<PublicArchive> {
	const [row] = await tx.select().from(round).where(eq(round.id, roundId));
	const stored = await currentResult(tx, roundId);
	const [counted] = await tx.select().from(gateCount).where(eq(gateCount.roundId, roundId));
	const [sealed] = await tx
		.select()
		.from(gateArchive)
		.where(and(eq(gateArchive.roundId, roundId), eq(gateArchive.version, stored?.version ?? 0)));
	const [gate] = await tx.select().from(gateRound).where(eq(gateRound.roundId, roundId));
	if (!row?.manifest || !stored?.resultHash || !counted || !sealed || !gate) {
		throw new Error(`announced round ${roundId} is not complete`);
	}
	const { manifest } = row;
	const shown = await tx
		.select({ released: gateRelease.released, approve: gateRelease.approve })
		.from(gateRelease)
		.where(eq(gateRelease.roundId, roundId))
		.orderBy(asc(gateRelease.seq));
	const signatures = await signaturesOf(tx, stored, manifest.scrutineers);
	const result = JSON.parse(stored.resultJson) as ResultFile;
	return {
		manifest,
		leaves: counted.leaves
			.split('\n')
			.filter(Boolean)
			.map((leaf) => fromBase64url(leaf)),
		result,
		releases: {
			from: manifest.release
				? (releaseRow(gate.drawnAtOpening ?? 0, manifest.release.rows)?.from ?? null)
				: null,
			shown
		},
		auditHead: { count: stored.auditCount, head: toBase64url(stored.auditHead) },
		signatures,
		report: reportPage({
			manifest,
			fingerprint: row.fingerprint!,
			result,
			present: row.present!,
			root: counted.root,
			resultHash: toBase64url(stored.resultHash),
			sealedHash: fromBase64url(sealed.sealedHash),
			openedAt: row.openedAt!,
			closedAt: row.closedAt!,
			signatures
		})
	};
}

/** In the manifest's order: it says who may sign and with which card. */
async function signaturesOf(
	tx: Tx,
	stored: StoredResult,
	scrutineers: { name: string; chief: boolean; publicKey: string }[]
): Promise<ResultSignature[]> {
	const rows = await tx
		.select({ name: delegate.name, publicKey: signature.publicKey, signature: signature.signature })
		.from(signature)
		.innerJoin(delegate, eq(delegate.id, signature.delegateId))
		.where(and(eq(signature.roundId, stored.roundId), eq(signature.version, stored.version)));
	const signed = new Map(rows.map((entry) => [toBase64url(entry.publicKey), toBase64url(entry.signature)]));
	return scrutineers.flatMap((scrutineer) => {
		const made = signed.get(scrutineer.publicKey);
		return made ? [{ ...scrutineer, signature: made }] : [];
	});
}
