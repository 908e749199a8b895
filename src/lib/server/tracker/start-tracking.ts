import { and, eq, inArray } from 'drizzle-orm';
import type { CountResult } from '../../domain/count.ts';
import { electedBy, type Settlement } from '../../domain/settlement.ts';
import type { Tx } from '../db/client.ts';
import { candidate, roundCandidate, type round } from '../db/schema.ts';
import { project } from '../db/tracker-schema.ts';

/**
 * Turns the elected candidates of an announced round into projects under way, in the announcing transaction.
 * @returns how many
 */
export async function startTracking(
	tx: Tx,
	row: typeof round.$inferSelect,
	result: CountResult,
	settled: Settlement | null,
	now: Date
): Promise<number> {
	const elected = electedBy(result, settled);
	if (!elected.length) return 0;
	const chosen = await tx
		.select({ candidate, number: roundCandidate.number })
		.from(roundCandidate)
		.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
		.where(and(eq(roundCandidate.roundId, row.id), inArray(roundCandidate.candidateId, elected)))
		.orderBy(roundCandidate.number);
	const approvals = new Map(result.standings.map((entry) => [entry.candidate, entry.approve]));
	await tx.insert(project).values(
		chosen.map(({ candidate: sheet, number }) => ({
			congressId: row.congressId,
			roundId: row.id,
			candidateId: sheet.id,
			number,
			name: sheet.name,
			category: sheet.category,
			content: sheet.content,
			place: sheet.place,
			beneficiaries: sheet.beneficiaries,
			unit: sheet.unit,
			leader: sheet.leader,
			totalFen: sheet.totalFen,
			yearFen: sheet.yearFen,
			funding: sheet.funding,
			startsOn: sheet.startsOn,
			endsOn: sheet.endsOn,
			approve: approvals.get(sheet.id)!,
			updatedAt: now
		}))
	);
	return chosen.length;
}
