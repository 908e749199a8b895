import { count, and, eq } from 'drizzle-orm';
import type { PaperFile } from '../../crypto/archive.ts';
import { tallyBallots } from '../../domain/count.ts';
import { isUnclear, type PaperMarks } from '../../domain/paper.ts';
import type { CandidateSums } from '../../domain/decide.ts';
import type { Tx } from '../db/client.ts';
import { draw, paperBox } from '../db/schema.ts';
import type { RoundRow } from './meeting-frame.ts';
import { paperBatches, type ReadBatch } from './paper-progress.ts';

export type PaperCount = {
	issued: number;
	returned: number;
	invalid: number;
	sums: CandidateSums[];
	/** `paper.json` of the sealed archive. */
	file: PaperFile;
};

/**
 * The paper ballots as both tellers read them and the chief scrutineer ruled on them, counted by the same pure
 * function as everything else. Call it once every batch is done.
 */
export async function paperCount(tx: Tx, row: RoundRow): Promise<PaperCount> {
	const ids = row.manifest!.candidates.map((candidate) => candidate.id);
	const issued = await drawnOn(tx, row.id, 'paper');
	const [box] = await tx.select().from(paperBox).where(eq(paperBox.roundId, row.id));
	const { ballots, unreadable } = groupBallots((await paperBatches(tx, row.id)) ?? [], ids);
	const tally = tallyBallots({ rules: row.rules, candidates: ids, ballots, unreadable });
	return {
		issued,
		returned: box?.returned ?? 0,
		invalid: tally.invalid,
		sums: tally.sums,
		file: { issued, unreadable, ballots }
	};
}

/** Ballots drawn on one channel. */
export async function drawnOn(tx: Tx, roundId: string, channel: 'electronic' | 'paper'): Promise<number> {
	const [found] = await tx
		.select({ count: count() })
		.from(draw)
		.where(and(eq(draw.roundId, roundId), eq(draw.channel, channel)));
	return found!.count;
}

/** Identical ballots together, in an order that is theirs and not the box's. */
function groupBallots(
	batches: ReadBatch[],
	ids: readonly string[]
): Pick<PaperFile, 'ballots' | 'unreadable'> {
	const groups = new Map<string, PaperFile['ballots'][number]>();
	let unreadable = 0;
	const add = ({ approve, against, basic }: PaperMarks) => {
		const named = (numbers: number[]) => [...numbers].sort((a, b) => a - b).map((n) => ids[n - 1]!);
		const group = {
			...{ count: 0, approve: named(approve), against: named(against) },
			...(basic && { basic: named(basic) })
		};
		const key = JSON.stringify([group.approve, group.against, group.basic]);
		const known = groups.get(key) ?? group;
		known.count++;
		groups.set(key, known);
	};
	for (const { ballots, rulings } of batches) {
		for (const ballot of ballots ?? []) if (!isUnclear(ballot)) add(ballot);
		for (const { ballot } of rulings) {
			if (ballot) add(ballot);
			else unreadable++;
		}
	}
	const ordered = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
	return { unreadable, ballots: ordered.map(([, group]) => group) };
}
