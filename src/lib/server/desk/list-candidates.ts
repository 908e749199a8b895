import { and, asc, eq } from 'drizzle-orm';
import { isSurvey } from '../../domain/rule-set.ts';
import type { Tx } from '../db/client.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';
import { candidatesOf } from '../queries/candidates-of.ts';

/**
 * A first ballot that is still a draft lists all of the meeting's candidates, in the order of their 项目编号; that of a
 * second vote in the meeting those the office has put on it, and whoever no announced ballot had. Later rounds list what
 * the count before them has named and are left alone.
 */
export async function listCandidates(tx: Tx, congressId: string, meetingId: string): Promise<void> {
	const drafts = await tx
		.select({ id: round.id, rules: round.rules })
		.from(round)
		.where(and(eq(round.meetingId, meetingId), eq(round.state, 'draft'), eq(round.kind, 'first')))
		// A survey lists projects that were chosen long ago, whatever is put to the vote now.
		.then((rows) => rows.filter(({ rules }) => !isSurvey(rules)));
	if (!drafts.length) return;
	const candidates = await tx
		.select({ id: candidate.id })
		.from(candidate)
		.where(candidatesOf(meetingId))
		.orderBy(asc(candidate.number));
	const announced = await tx
		.select({ id: roundCandidate.candidateId })
		.from(roundCandidate)
		.innerJoin(round, eq(round.id, roundCandidate.roundId))
		.where(and(eq(round.meetingId, meetingId), eq(round.state, 'announced')));
	const votedOn = new Set(announced.map(({ id }) => id));
	for (const { id: roundId } of drafts) {
		const taken = await tx
			.delete(roundCandidate)
			.where(eq(roundCandidate.roundId, roundId))
			.returning({ id: roundCandidate.candidateId });
		const before = new Set(taken.map(({ id }) => id));
		const listed = candidates.filter(({ id }) => before.has(id) || !votedOn.has(id));
		if (listed.length)
			await tx
				.insert(roundCandidate)
				.values(listed.map(({ id }, i) => ({ congressId, roundId, candidateId: id, number: i + 1 })));
	}
}
