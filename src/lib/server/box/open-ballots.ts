import { toBase64url } from '../../crypto/bytes.ts';
import { merkleRoot } from '../../crypto/merkle.ts';
import { decodeMask, type Mark } from '../../domain/ballot.ts';
import type { Manifest } from '../../crypto/manifest.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import type { BoxSql } from './client.ts';
import { openRow, type OpenBallot } from './sealed-row.ts';

export type StoredBallot = OpenBallot & { key: Uint8Array; leaf: Uint8Array };

/** Rows read at once: bounds the memory of a province's round. */
const ROWS = 5000;

/**
 * Opens every ballot of a closed round, sorted by leaf. Called by the leader for the count and the archive,
 * and nowhere else; nothing of it is logged or kept.
 *
 * @throws where a row does not open under the storage key: an integrity alarm, the round can't be counted
 */
export async function* openBallots(
	sql: BoxSql,
	round: { id: string; storageKey: Uint8Array; issuers: number }
): AsyncGenerator<StoredBallot[]> {
	const inbox = sql(`box.inbox_${round.id.replaceAll('-', '')}`);
	let after: Buffer = Buffer.alloc(0);
	for (;;) {
		const rows = await sql<{ key: Uint8Array; sealed: Uint8Array; leaf: Buffer }[]>`
			select key, sealed, leaf from ${inbox} where leaf > ${after} order by leaf limit ${ROWS}`;
		if (!rows.length) return;
		yield rows.map(({ key, sealed, leaf }) => ({
			...openRow(round.storageKey, round.id, key, sealed, round.issuers),
			key,
			leaf
		}));
		after = rows.at(-1)!.leaf;
	}
}

/** Electronic sums in manifest order, with the board: what the gate carries to the desk after the close. */
export type ElectronicCount = {
	returned: number;
	approve: number[];
	against: number[];
	abstain: number[];
	/** 基本满意; null but in a survey. */
	basic: number[] | null;
	root: string;
	leaves: string;
};

/** The exact count of the box. Every ballot was checked before it was stored, so all are valid. */
export async function countBallots(
	batches: AsyncGenerator<StoredBallot[]>,
	manifest: Manifest
): Promise<ElectronicCount> {
	const zero = () => manifest.candidates.map(() => 0);
	const sums: Record<Mark, number[]> = { 0: zero(), 1: zero(), 2: zero(), 3: zero() };
	const leaves: Uint8Array[] = [];
	for await (const batch of batches) {
		for (const ballot of batch) {
			const marks = decodeMask(ballot.mask, manifest.candidates.length, manifest.rules);
			if (!marks.ok) throw new Error(`a stored ballot is ${marks.code}`);
			marks.value.forEach((mark, i) => sums[mark][i]!++);
			leaves.push(ballot.leaf);
		}
	}
	return {
		returned: leaves.length,
		approve: sums[1],
		against: sums[2],
		abstain: sums[0],
		basic: isSurvey(manifest.rules) ? sums[3] : null,
		root: toBase64url(merkleRoot(leaves)),
		leaves: leaves.map((leaf) => toBase64url(leaf) + '\n').join('')
	};
}
