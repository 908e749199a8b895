import { leastMajority } from './quorum.ts';
import { nextRound, type NextRound } from './next-round.ts';
import { isSurvey, type RuleSet } from './rule-set.ts';
import { countSurvey } from './survey-count.ts';
import type { Grade } from './tracker/satisfaction.ts';

/** `tie-revote` lists only the tied; `second-round` follows a shortfall. */
export const roundKinds = ['first', 'tie-revote', 'second-round'] as const;

export type RoundKind = (typeof roundKinds)[number];

/**
 * What the valid ballots say of each candidate, in list order. Every entry adds up to `valid`. In a survey: 满意,
 * 不满意, 未评, and 基本满意, which a vote has no member for.
 */
export type CandidateSums = {
	candidate: string;
	approve: number;
	against: number;
	abstain: number;
	basic?: number;
};

/** What a vote makes of a candidate. */
export type Outcome = 'elected' | 'tied' | 'not-elected';

export type Standing = CandidateSums & {
	/** Equal approvals share a rank: 1, 2, 2, 4. A survey ranks nobody: the place on the list. */
	rank: number;
	/** Reached the threshold. Passing without a seat is 过半数、未入选. */
	passed: boolean;
	/** A survey's is the grade. */
	outcome: Outcome | Grade;
};

export type CountResult = {
	status: 'decided' | 'pending' | 'void';
	reason: string | null;
	issued: number;
	returned: number;
	/** 未交, never counted as 弃权; 0 where the round is void. */
	notReturned: number;
	valid: number | null;
	invalid: number | null;
	/** Least approvals that pass; null with base none and in a tie re-vote, where one is still needed. */
	threshold: number | null;
	/** By approvals, then in list order. */
	standings: Standing[];
	/** In the order of the standings; more than N only with `tie: expand`. */
	elected: string[];
	seatsLeft: number;
	next: NextRound | null;
};

/** The part of a RuleSet that counting reads. */
export type CountingRules = Pick<
	RuleSet,
	'seats' | 'marks' | 'cap' | 'quorum' | 'majorityBase' | 'tie' | 'shortfall' | 'secondRoundPass' | 'grading'
>;

/** Everything the decision needs, however the ballots came: in the box, on paper, or in a case file. */
export type CountInput = {
	rules: CountingRules;
	kind: RoundKind;
	/** D, all delegates of this congress. */
	electorate: number;
	/** A, checked in at any moment before the close. */
	present: number;
	issued: number;
	returned: number;
	invalid: number;
	/** In list order. */
	sums: CandidateSums[];
};

/**
 * Decides one round from its totals (docs/rules.md, counting, 1-10). List order orders the report and never
 * an outcome: candidates with equal approvals fare alike.
 *
 * @throws where some candidate's marks do not add up to the valid ballots
 */
export function decide(input: CountInput): CountResult {
	const { rules, issued, returned, invalid } = input;
	if (returned > issued) return voidResult(rules.seats, issued, returned, 'returned-exceeds-issued');
	const valid = returned - invalid;
	assertComplete(input.sums, valid);
	if (isSurvey(rules)) return countSurvey(input);
	const threshold = leastApprovals(input, valid);
	const ranked = rank(input.sums).map((entry) => ({
		...entry,
		// Whoever nobody approved has no support to be chosen by, whatever the base.
		passed: entry.approve >= (threshold ?? 1)
	}));
	const passing = ranked.filter((entry) => entry.passed);
	const seated = seat(passing, rules);
	const standings = ranked.map((entry): Standing => ({
		...entry,
		outcome: seated.elected.has(entry.candidate)
			? 'elected'
			: seated.tied.has(entry.candidate)
				? 'tied'
				: 'not-elected'
	}));
	const elected = standings.filter((entry) => entry.outcome === 'elected').map((entry) => entry.candidate);
	const seatsLeft = Math.max(0, rules.seats - elected.length);
	const reason = seated.tied.size ? 'tie' : seatsLeft ? 'shortfall' : null;
	return {
		status:
			reason === null || (reason === 'shortfall' && rules.shortfall === 'vacant') ? 'decided' : 'pending',
		reason,
		issued,
		returned,
		notReturned: issued - returned,
		valid,
		invalid,
		threshold,
		standings,
		elected,
		seatsLeft,
		next: nextRound(rules, standings, reason, seatsLeft)
	};
}

/** A void round shows nothing of its ballots: no standing, no validity, no threshold. */
export const voidResult = (seats: number, issued: number, returned: number, reason: string): CountResult => ({
	status: 'void',
	reason,
	issued,
	returned,
	notReturned: 0,
	valid: null,
	invalid: null,
	threshold: null,
	standings: [],
	elected: [],
	seatsLeft: seats,
	next: null
});

/** 赞成 + 反对 + 弃权 (and 基本满意) = 有效 for every candidate. Sums that were merged wrongly stop here, not in the report. */
function assertComplete(sums: CandidateSums[], valid: number): void {
	for (const { candidate, approve, against, abstain, basic = 0 } of sums) {
		if (approve + against + abstain + basic !== valid) {
			throw new Error(`the marks of ${candidate} do not add up to ${valid} valid ballots`);
		}
	}
}

/**
 * Least approvals that pass, at least 1, or null where the round asks for no share of anything.
 *
 * @source 地方组织法 第二十五条 (全体代表的过半数), 第二十九条 (再次投票，以得票多的当选);
 *   选举法 第四十五条 (得票数不得少于选票的三分之一)
 */
function leastApprovals(input: CountInput, valid: number): number | null {
	// 再次投票，以得票多的: a tie re-vote asks for no second majority.
	if (input.kind === 'tie-revote') return null;
	if (input.kind === 'second-round' && input.rules.secondRoundPass === 'one-third') {
		return Math.max(1, Math.ceil(valid / 3));
	}
	switch (input.rules.majorityBase) {
		case 'all':
			return leastMajority(input.electorate);
		case 'present':
			return leastMajority(input.present);
		case 'valid':
			return leastMajority(valid);
		case 'none':
			return null;
		default: {
			const impossible: never = input.rules.majorityBase;
			throw new Error(`no such majority base: ${String(impossible)}`);
		}
	}
}

/** Sorted by approvals, stable in list order; the rank counts those strictly ahead. */
function rank(sums: CandidateSums[]): (CandidateSums & { rank: number })[] {
	const sorted = [...sums].sort((a, b) => b.approve - a.approve);
	return sorted.map((entry) => ({
		...entry,
		rank: 1 + sorted.findIndex((other) => other.approve === entry.approve)
	}));
}

/** Who of the passing gets a seat, and who is tied for the last ones. `passing` is sorted by approvals. */
function seat(
	passing: CandidateSums[],
	rules: Pick<RuleSet, 'seats' | 'tie'>
): { elected: Set<string>; tied: Set<string> } {
	const names = (entries: CandidateSums[]) => new Set(entries.map((entry) => entry.candidate));
	if (passing.length <= rules.seats) return { elected: names(passing), tied: new Set() };
	const boundary = passing[rules.seats - 1]!.approve;
	const above = passing.filter((entry) => entry.approve > boundary);
	const level = passing.filter((entry) => entry.approve === boundary);
	// 并列 that fits into the seats needs nothing; with `expand` one that does not fit is seated over N.
	if (above.length + level.length === rules.seats || rules.tie === 'expand') {
		return { elected: names([...above, ...level]), tied: new Set() };
	}
	return { elected: names(above), tied: names(level) };
}
