import type { CountInput, CountResult, Standing } from './decide.ts';
import { leastMajority } from './quorum.ts';
import { satisfactionGrade, type SatisfactionBase } from './tracker/satisfaction.ts';

/**
 * Counts a 满意度测评 from its totals: every project gets its grade, in list order. Nobody is elected, ranked or
 * left over, and nothing about it waits.
 *
 * `threshold` is the least number over half of the base (35 人 → 18). It tells the grades as well as the base does, so
 * that they can be recounted where the number of those present is not published.
 */
export function countSurvey(input: CountInput): CountResult {
	const { rules, issued, returned, invalid } = input;
	if (!rules.grading || (rules.majorityBase !== 'all' && rules.majorityBase !== 'present')) {
		throw new Error(`a survey without its rule: ${rules.grading} of ${rules.majorityBase}`);
	}
	const base = surveyBase(rules.majorityBase, input);
	const standings = input.sums.map((entry, place): Standing => {
		if (entry.basic === undefined) throw new Error(`no 基本满意 was counted for ${entry.candidate}`);
		const counts = { satisfied: entry.approve, basic: entry.basic, dissatisfied: entry.against };
		const grade = satisfactionGrade(counts, base, rules.grading);
		return { ...entry, rank: place + 1, passed: grade !== 'dissatisfied', outcome: grade };
	});
	return {
		status: 'decided',
		reason: null,
		issued,
		returned,
		notReturned: issued - returned,
		valid: returned - invalid,
		invalid,
		threshold: leastMajority(base),
		standings,
		elected: [],
		seatsLeft: 0,
		next: null
	};
}

/** How many persons half is taken of: 全体组成人员, or 实到. */
export const surveyBase = (
	base: SatisfactionBase,
	numbers: { electorate: number; present: number }
): number => (base === 'all' ? numbers.electorate : numbers.present);
