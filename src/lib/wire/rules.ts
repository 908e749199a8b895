import { z } from 'zod';
import { ruleValues, type VoteRules } from '../domain/rule-set.ts';

const seats = z
	.string()
	.transform((typed) => typed.normalize('NFKC').trim())
	.pipe(z.string().regex(/^\d{1,3}$/))
	.transform(Number)
	.pipe(z.number().int().min(1).max(99));

/** What the rules page sets: the rules of a vote, and the round's title and receipt beside it. */
export type RulesDraft = VoteRules & { title: string; receipt: 'presence' | 'none' };

const closed = {
	marks: z.enum(ruleValues.marks),
	cap: z.enum(ruleValues.cap),
	quorum: z.enum(ruleValues.quorum),
	majorityBase: z.enum(ruleValues.majorityBase),
	tie: z.enum(ruleValues.tie),
	shortfall: z.enum(ruleValues.shortfall),
	secondRoundPass: z.enum(ruleValues.secondRoundPass),
	tallyDisplay: z.enum(ruleValues.tallyDisplay),
	candidateOrder: z.enum(ruleValues.candidateOrder),
	receipt: z.enum(['presence', 'none'])
};

/** The rules as the page was given them, so that a second person overwrites nothing without having seen it. */
const seen = z
	.string()
	.max(2000)
	.transform((text, context) => {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			context.addIssue({ code: 'custom' });
			return z.NEVER;
		}
	})
	.pipe(z.object({ ...closed, seats: z.number().int(), title: z.string() }));

export const rulesForm = z.object({
	roundId: z.guid(),
	title: z.string().trim().min(4).max(60),
	seats,
	...closed,
	seen
});
