import type { Tx } from '../db/client.ts';
import { roundCandidate } from '../db/schema.ts';
import { surveyItem } from '../db/tracker-schema.ts';

/** Writes the lines of a survey: what its round puts to the vote, and which project each of them is. */
export async function listSurvey(
	tx: Tx,
	{ congressId, surveyId, roundId }: { congressId: string; surveyId: string; roundId: string },
	projects: { id: string; candidateId: string }[]
): Promise<void> {
	const lines = projects.map((entry, i) => ({ ...entry, number: i + 1 }));
	await tx
		.insert(roundCandidate)
		.values(lines.map(({ candidateId, number }) => ({ congressId, roundId, candidateId, number })));
	await tx.insert(surveyItem).values(
		lines.map(({ id, candidateId, number }) => ({
			congressId,
			surveyId,
			projectId: id,
			candidateId,
			number
		}))
	);
}
