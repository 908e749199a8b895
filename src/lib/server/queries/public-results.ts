import { eq, sql } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import type { PublicResult } from '../../wire/views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { currentResult, settlementOf } from './current-result.ts';
import { signatureViews } from './console-view.ts';
import { candidateHeads, meetingFrame, roundHead } from './meeting-frame.ts';
import { storedResultView } from './result-view.ts';

export type PublicResultHead = {
	roundId: string;
	meetingName: string;
	title: string;
	announcedAt: string;
	demonstration: boolean;
};

/** Announced results, newest first: a page of them. */
export async function publicResults(
	desk: Desk,
	{ limit = 20, offset = 0 }: { limit?: number; offset?: number } = {}
): Promise<PublicResultHead[]> {
	const rows = await desk.execute<{
		round_id: string;
		meeting_name: string;
		title: string;
		announced_at: string;
		demonstration: boolean;
	}>(sql`select round_id, meeting_name, title, announced_at, demonstration from record.round
		order by announced_at desc limit ${limit} offset ${offset}`);
	return rows.map((row) => ({
		roundId: row.round_id,
		meetingName: row.meeting_name,
		title: row.title,
		announcedAt: new Date(row.announced_at).toISOString(),
		demonstration: row.demonstration
	}));
}

/** How many results are announced. */
export async function countResults(desk: Desk): Promise<number> {
	const [row] = await desk.execute<{ total: number }>(sql`select count(*)::int as total from record.round`);
	return row!.total;
}

/** The round that was announced before all others; null before the first. */
export async function firstAnnounced(desk: Desk): Promise<string | null> {
	const [row] = await desk.execute<{ round_id: string }>(
		sql`select round_id from record.round order by announced_at, round_id limit 1`
	);
	return row?.round_id ?? null;
}

/** One announced round with everything that is public about it; null where it is not announced. */
export async function publicResult(desk: Desk, roundId: string): Promise<PublicResult | null> {
	const [place] = await desk.execute<{ congress_id: string; meeting_id: string }>(
		sql`select congress_id, meeting_id from record.round where round_id = ${roundId}::uuid`
	);
	if (!place) return null;
	return inCongress(desk, place.congress_id, async (tx) => {
		const [row] = await tx.select().from(round).where(eq(round.id, roundId));
		const stored = await currentResult(tx, roundId);
		const frame = await meetingFrame(tx, place.meeting_id, row);
		if (!row || !stored || !frame) throw new Error(`announced round ${roundId} has no result`);
		return {
			meeting: frame.meeting,
			round: roundHead(row),
			turnout: { ...frame.turnout, checkedIn: row.present!, inHall: row.present! },
			result: storedResultView(
				row,
				stored,
				await settlementOf(tx, roundId),
				await candidateHeads(tx, roundId)
			),
			rules: { ...row.rules },
			resultHash: toBase64url(stored.resultHash!),
			signatures: await signatureViews(tx, place.meeting_id, row, stored)
		};
	});
}
