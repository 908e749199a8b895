import { asc, eq } from 'drizzle-orm';
import { batchCount, compareBatch, isUnclear, type PaperBallot } from '../../domain/paper.ts';
import type { Tx } from '../db/client.ts';
import { paperBatch, paperBox, paperEntry, paperRuling, round } from '../db/schema.ts';

export type BatchState =
	/** Waits for one reading or both. */
	| { state: 'open'; attempt: number; readBy: string[] }
	/** Both are in and differ: to be counted anew, or decided by the chief scrutineer. */
	| { state: 'different'; attempt: number; readBy: string[] }
	/** Agreed or decided, but unclear ballots wait for their ruling. */
	| { state: 'to-rule'; attempt: number; readBy: string[]; unclear: number }
	| { state: 'done'; attempt: number; readBy: string[] };

export type ReadBatch = {
	batch: number;
	status: BatchState;
	/** The reading that counts; null while there is none. */
	ballots: PaperBallot[] | null;
	rulings: (typeof paperRuling.$inferSelect)[];
	/** Both readings of this attempt, for whoever holds them against each other; never for a teller. */
	readings: PaperBallot[][];
};

/** Every batch of a round's paper ballots as it stands; null before the box was counted out. */
export async function paperBatches(tx: Tx, roundId: string): Promise<ReadBatch[] | null> {
	const [box] = await tx.select().from(paperBox).where(eq(paperBox.roundId, roundId));
	if (!box) return null;
	const [row] = await tx.select({ manifest: round.manifest }).from(round).where(eq(round.id, roundId));
	const candidateCount = row!.manifest!.candidates.length;
	// First and second are those who entered first and second, on every page and in every decision.
	const entries = await tx
		.select()
		.from(paperEntry)
		.where(eq(paperEntry.roundId, roundId))
		.orderBy(asc(paperEntry.at), asc(paperEntry.tellerId));
	const batches = await tx.select().from(paperBatch).where(eq(paperBatch.roundId, roundId));
	const rulings = await tx.select().from(paperRuling).where(eq(paperRuling.roundId, roundId));
	return Array.from({ length: batchCount(box.returned) }, (_, i): ReadBatch => {
		const batch = i + 1;
		const kept = batches.find((entry) => entry.batch === batch);
		const attempt = kept?.attempt ?? 1;
		const read = entries.filter((entry) => entry.batch === batch && entry.attempt === attempt);
		const ruled = rulings.filter((entry) => entry.batch === batch && entry.attempt === attempt);
		const place = { attempt, readBy: read.map((entry) => entry.tellerId) };
		const readings = read.map((entry) => entry.ballots);
		const chosen = read.find((entry) => entry.tellerId === kept?.chosenTellerId);
		if (read.length < 2 && !chosen)
			return { batch, status: { state: 'open', ...place }, ballots: null, rulings: ruled, readings };
		const same = chosen ?? compareBatch(read[0]!.ballots, read[1]!.ballots, candidateCount).same;
		if (!same)
			return { batch, status: { state: 'different', ...place }, ballots: null, rulings: ruled, readings };
		const ballots = (chosen ?? read[0]!).ballots;
		const unclear = ballots.filter(isUnclear).length - ruled.length;
		const status: BatchState = unclear
			? { state: 'to-rule', ...place, unclear }
			: { state: 'done', ...place };
		return { batch, status, ballots, rulings: ruled, readings };
	});
}

/** How far the tellers are: batches done of all, ballots entered. */
export function paperProgress(batches: ReadBatch[]): { done: number; batches: number; entered: number } {
	const done = batches.filter(({ status }) => status.state === 'done');
	return {
		done: done.length,
		batches: batches.length,
		entered: done.reduce((sum, { ballots }) => sum + ballots!.length, 0)
	};
}
