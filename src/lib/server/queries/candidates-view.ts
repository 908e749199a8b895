import { asc, eq } from 'drizzle-orm';
import type { CandidateSheet } from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { candidate, candidateFile, roundCandidate } from '../db/schema.ts';
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
	const files = await tx
		.select({ file: candidateFile })
		.from(candidateFile)
		.innerJoin(roundCandidate, eq(roundCandidate.candidateId, candidateFile.candidateId))
		.where(eq(roundCandidate.roundId, roundId))
		.orderBy(asc(candidateFile.addedAt), asc(candidateFile.id));
	return rows.map(({ candidate: sheet, number, text }) => ({
		id: sheet.id,
		number,
		name: sheet.name,
		shortName: sheet.shortName,
		category: sheet.category,
		scale: sheet.scale,
		text: text ?? candidateText(sheet),
		files: files
			.filter(({ file }) => file.candidateId === sheet.id)
			.map(({ file: { id, kind, name, mediaType, bytes } }) => ({
				id,
				kind,
				name,
				mediaType,
				bytes,
				url: `/candidate-files/${id}`
			}))
	}));
}
