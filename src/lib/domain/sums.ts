import { AGAINST, APPROVE, BASIC, type Mark } from './ballot.ts';
import type { CandidateSums } from './decide.ts';
import { isSurvey, type RuleSet } from './rule-set.ts';

/** Every candidate at zero, so that one nobody marked can't vanish from a report. A survey counts 基本满意 too. */
export const emptySums = (
	candidates: readonly string[],
	rules: Pick<RuleSet, 'marks'> = { marks: 'approve-against-abstain' }
): CandidateSums[] =>
	candidates.map((candidate) => ({
		candidate,
		...{ approve: 0, against: 0, abstain: 0 },
		...(isSurvey(rules) ? { basic: 0 } : {})
	}));

/** Adds one valid ballot, `count` times. `marks` in the order of `sums`. */
export function addMarks(sums: CandidateSums[], marks: readonly Mark[], count = 1): void {
	for (let i = 0; i < sums.length; i++) {
		const entry = sums[i]!;
		const mark = marks[i];
		if (mark === APPROVE) entry.approve += count;
		else if (mark === AGAINST) entry.against += count;
		else if (mark === BASIC) entry.basic = (entry.basic ?? 0) + count;
		else entry.abstain += count;
	}
}

/** Electronic and paper ballots of one round together; both list the same candidates in the same order. */
export function mergeSums(
	first: readonly CandidateSums[],
	second: readonly CandidateSums[]
): CandidateSums[] {
	if (first.length !== second.length) {
		throw new Error(`sums of ${first.length} candidates beside ${second.length}`);
	}
	return first.map((entry, i) => {
		const other = second[i]!;
		if (other.candidate !== entry.candidate) {
			throw new Error(`sums of different lists: ${entry.candidate} beside ${other.candidate}`);
		}
		return {
			candidate: entry.candidate,
			approve: entry.approve + other.approve,
			against: entry.against + other.against,
			abstain: entry.abstain + other.abstain,
			...(entry.basic === undefined ? {} : { basic: entry.basic + (other.basic ?? 0) })
		};
	});
}
