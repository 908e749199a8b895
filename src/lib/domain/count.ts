import { approvalsVerdict } from './ballot.ts';
import { decide, voidResult, type CountInput, type CountResult } from './decide.ts';
import { quorumHolds, quorumNeeded } from './quorum.ts';
import { refuse, ok, type Result } from './result.ts';
import { emptySums } from './sums.ts';

export type { CountResult, CountInput, Standing, CandidateSums, RoundKind, CountingRules } from './decide.ts';

/** Identical ballots together. Candidates that stand in no list are 弃权; `basic` is for surveys. */
export type GroupedBallots = {
	count: number;
	approve: readonly string[];
	against: readonly string[];
	basic?: readonly string[];
};

/** One round as a case file tells it: its ballots in one channel, unreadable paper ones beside them. */
export type CountCase = Omit<CountInput, 'returned' | 'invalid' | 'sums'> & {
	candidates: string[];
	ballots: readonly GroupedBallots[];
	/** Paper ballots that the chief scrutineer ruled invalid as a whole; they were returned too. */
	unreadable: number;
};

/**
 * Counts one round: the same function in the app, in the verifier and on the command line. The case has been
 * parsed (`parseCase`), so no ballot names a candidate twice.
 *
 * A quorum that is not met is no result but an error of the opening: `quorum`.
 */
export function countRound(round: CountCase): Result<CountResult, 'quorum'> {
	const { rules, kind, electorate, present, issued } = round;
	if (!quorumHolds(rules.quorum, electorate, present)) {
		return refuse('quorum', { present, electorate, needed: quorumNeeded(rules.quorum, electorate) });
	}
	const returned = returnedBallots(round);
	// Asked before any candidate is summed: of a void round no such number may exist.
	if (returned > issued) return ok(voidResult(rules.seats, issued, returned, 'returned-exceeds-issued'));
	return ok(decide({ rules, kind, electorate, present, issued, ...tallyBallots(round) }));
}

/**
 * Sums the valid ballots of one channel and sets the invalid ones apart: more than N approvals, other than N
 * with `exactly`, a mark on somebody who is no candidate, and the unreadable.
 */
export function tallyBallots(
	round: Pick<CountCase, 'rules' | 'candidates' | 'ballots' | 'unreadable'>
): Pick<CountInput, 'returned' | 'invalid' | 'sums'> {
	const sums = emptySums(round.candidates, round.rules);
	const placeOf = new Map(round.candidates.map((candidate, place) => [candidate, sums[place]!]));
	const isCandidate = (name: string) => placeOf.has(name);
	const returned = returnedBallots(round);
	let invalid = round.unreadable;
	for (const { count, approve, against, basic = [] } of round.ballots) {
		const wellMarked = [approve, against, basic].every((marked) => marked.every(isCandidate));
		if (!wellMarked || approvalsVerdict(approve.length, round.rules)) {
			invalid += count;
			continue;
		}
		for (const candidate of approve) placeOf.get(candidate)!.approve += count;
		for (const candidate of against) placeOf.get(candidate)!.against += count;
		for (const candidate of basic) placeOf.get(candidate)!.basic! += count;
	}
	// What carries no mark is 弃权: the marks of each candidate add up to the valid ballots.
	for (const entry of sums) {
		entry.abstain = returned - invalid - entry.approve - entry.against - (entry.basic ?? 0);
	}
	return { returned, invalid, sums };
}

const returnedBallots = (round: Pick<CountCase, 'ballots' | 'unreadable'>): number =>
	round.ballots.reduce((sum, { count }) => sum + count, round.unreadable);
