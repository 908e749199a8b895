import { asc, eq } from 'drizzle-orm';
import type { RulesDraft } from '../../wire/rules.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';
import type { RoundRow } from './meeting-frame.ts';

/** The rules of a round with its candidates, for the page that sets them. */
export type RulesView = {
	rules: RulesDraft;
	/** Why nothing can be set any more; null while the round is a draft of its own vote. */
	locked: 'ready' | 'further-round' | null;
	candidates: { id: string; number: number; name: string }[];
};

/** Null for a round of another congress. */
export const rulesView = (desk: Desk, congressId: string, roundId: string): Promise<RulesView | null> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx.select().from(round).where(eq(round.id, roundId));
		if (!row) return null;
		const candidates = await tx
			.select({ id: candidate.id, number: roundCandidate.number, name: candidate.name })
			.from(roundCandidate)
			.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
			.where(eq(roundCandidate.roundId, roundId))
			.orderBy(asc(roundCandidate.number));
		return {
			rules: rulesOfRound(row),
			locked: row.state !== 'draft' ? 'ready' : row.kind !== 'first' ? 'further-round' : null,
			candidates
		};
	});

export const rulesOfRound = ({ rules, title, receipt }: RoundRow): RulesDraft => ({
	...rules,
	title,
	receipt
});
