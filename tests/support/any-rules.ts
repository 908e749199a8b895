import fc from 'fast-check';
import { ruleValues, type RuleSet } from '#lib/domain/rule-set.ts';

/** Any set of rules, with up to twelve places. */
export const anyRules: fc.Arbitrary<RuleSet> = fc.record({
	seats: fc.integer({ min: 1, max: 12 }),
	...(Object.fromEntries(
		Object.entries(ruleValues).map(([field, values]) => [field, fc.constantFrom(...values)])
	) as { [F in keyof typeof ruleValues]: fc.Arbitrary<RuleSet[F]> })
});
