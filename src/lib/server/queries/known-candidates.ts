import { and, asc, eq, inArray } from 'drizzle-orm';
import { freezingStates } from '../../domain/round-state.ts';
import type { CandidateValues } from '../../import/candidates.ts';
import type { Known } from '../../import/plan.ts';
import type { Tx } from '../db/client.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';
import { candidatesOf } from './candidates-of.ts';

/** The meeting's candidates as an import holds a file against them. */
export async function knownCandidates(tx: Tx, meetingId: string): Promise<Known[]> {
	const rows = await tx
		.select()
		.from(candidate)
		.where(candidatesOf(meetingId))
		.orderBy(asc(candidate.number));
	const frozen = await tx
		.selectDistinct({ id: roundCandidate.candidateId })
		.from(roundCandidate)
		.innerJoin(round, and(eq(round.id, roundCandidate.roundId), inArray(round.state, [...freezingStates])))
		.where(eq(round.meetingId, meetingId));
	const frozenIds = new Set(frozen.map(({ id }) => id));
	return rows.map((row) => ({
		id: row.id,
		key: row.number,
		frozen: frozenIds.has(row.id),
		values: candidateValues(row)
	}));
}

export function candidateValues(row: typeof candidate.$inferSelect): CandidateValues {
	const { number, name, shortName, category, place, content, scale, totalFen, yearFen } = row;
	const { funding, unit, leader, startsOn, endsOn, beneficiaries, basis } = row;
	return {
		...{ number, name, shortName, category, place, content, scale, totalFen, yearFen },
		...{ funding, unit, leader, startsOn, endsOn, beneficiaries, basis }
	};
}
