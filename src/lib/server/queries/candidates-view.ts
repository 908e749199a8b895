import { asc, eq } from 'drizzle-orm';
import type { CandidateSheet } from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { candidate, roundCandidate } from '../db/schema.ts';
import { candidateText } from './candidate-text.ts';
import { currentRound } from './meeting-frame.ts';

/** The candidates' sheets, in ballot order where the ballot is frozen. */
export const candidatesView = (
	desk: Desk,
	congressId: string,
	meetingId: string
): Promise<CandidateSheet[]> =>
	inCongress(desk, congressId, async (tx) => {
		const row = await currentRound(tx, meetingId);
		return row ? candidateSheets(tx, row.id) : [];
	});

export async function candidateSheets(tx: Tx, roundId: string): Promise<CandidateSheet[]> {
	const rows = await tx
		.select({ candidate, number: roundCandidate.number, text: roundCandidate.text })
		.from(roundCandidate)
		.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
		.where(eq(roundCandidate.roundId, roundId))
		.orderBy(asc(roundCandidate.number));
	return rows.map(({ candidate: sheet, number, text }) => ({
		id: sheet.id,
		number,
		name: sheet.name,
		shortName: sheet.shortName,
		category: sheet.category,
		text: text ?? candidateText(sheet)
	}));
}
