import { eq } from 'drizzle-orm';
import { inCongress, type Desk } from '../db/client.ts';
import { round } from '../db/schema.ts';

/** Every field of a round's RuleSet, for the rules page; null for a round of another congress. */
export const roundRules = (
	desk: Desk,
	congressId: string,
	roundId: string
): Promise<Record<string, string | number> | null> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx
			.select({ rules: round.rules, receipt: round.receipt })
			.from(round)
			.where(eq(round.id, roundId));
		return row ? { ...row.rules, receipt: row.receipt } : null;
	});
