import { APPROVE, AGAINST, type Mark } from './ballot.ts';
import type { CandidateSums } from './decide.ts';

/** Every candidate at zero, so that one nobody marked can't vanish from a report. */
export const emptySums = (candidates: readonly string[]): CandidateSums[] =>
	candidates.map((candidate) => ({ candidate, approve: 0, against: 0, abstain: 0 }));

/** Adds one valid ballot, `count` times. `marks` in the order of `sums`. */
export function addMarks(sums: CandidateSums[], marks: readonly Mark[], count = 1): void {
	for (let i = 0; i < sums.length; i++) {
		const entry = sums[i]!;
		const mark = marks[i];
		if (mark === APPROVE) entry.approve += count;
		else if (mark === AGAINST) entry.against += count;
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
			abstain: entry.abstain + other.abstain
		};
	});
}
