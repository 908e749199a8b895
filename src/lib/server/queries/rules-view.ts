import { asc, eq } from 'drizzle-orm';
import { isSurvey, type RuleSet } from '../../domain/rule-set.ts';
import type { RulesDraft } from '../../wire/rules.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';
import type { RoundRow } from './meeting-frame.ts';
import { rehearsing } from './rehearsing.ts';

/** The rules of a round with its candidates, for the page that sets them. */
export type RulesView = {
	candidates: { id: string; number: number; name: string }[];
} & (
	| { locked: null; rules: RulesDraft }
	/** Why nothing can be set any more. A survey's rules come from the settings of the follow-up. */
	| {
			locked: 'ready' | 'further-round' | 'survey' | 'rehearsal';
			rules: RuleSet & Pick<RulesDraft, 'title' | 'receipt'>;
	  }
);

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
		const locked = lockOf(row, await rehearsing(tx));
		if (!locked) return { rules: rulesOfRound(row), locked, candidates };
		const { rules, title, receipt } = row;
		return { rules: { ...rules, title, receipt }, locked, candidates };
	});

function lockOf({ rules, state, kind }: RoundRow, rehearsed: boolean): RulesView['locked'] {
	if (isSurvey(rules)) return 'survey';
	if (rehearsed) return 'rehearsal';
	return state !== 'draft' ? 'ready' : kind !== 'first' ? 'further-round' : null;
}

/** @throws for a survey, whose rules no office sets */
export function rulesOfRound({ rules, title, receipt }: RoundRow): RulesDraft {
	const { marks, grading: _none, ...rest } = rules;
	if (marks === 'three-grades') throw new Error('a survey has no rules of a vote');
	return { ...rest, marks, title, receipt };
}
