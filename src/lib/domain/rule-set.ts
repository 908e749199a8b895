/**
 * The adopted 票决办法 as values. It differs from town to town, so nothing here is a constant in code: a round
 * freezes its RuleSet at make-ready, prints it with the result and stores it with it.
 */
export type RuleSet = {
	/** N, 应选数: how many projects this round may choose. */
	seats: number;
	/** What a ballot offers. With `approve` an untouched candidate is an abstention. */
	marks: 'approve' | 'approve-against-abstain';
	/** Approvals on one valid ballot: 0…N, or exactly N. */
	cap: 'at-most' | 'exactly';
	/** Of all delegates, tested when the round opens (地方组织法: 三分之二以上的代表出席). */
	quorum: 'two-thirds' | 'majority' | 'none';
	/** A candidate passes with approvals strictly above half of this number (过半数). */
	majorityBase: 'all' | 'present' | 'valid' | 'none';
	/** When passing candidates with equal approvals stand around the last seat. */
	tie: 'revote' | 'presidium' | 'expand' | 'lot';
	/** When fewer than N pass. */
	shortfall: 'presidium' | 'second-round' | 'vacant';
	/** What it takes in a second round: the majority again, or at least one third of the valid ballots. */
	secondRoundPass: 'majority' | 'one-third';
	/** What the hall may see while the round is open. */
	tallyDisplay: 'live' | 'after-close';
	/** Order on the ballot, the same for everybody. */
	candidateOrder: 'listed' | 'lot';
};

/** The closed lists of values, defaults first. Forms, parsers and tests read them from here. */
export const ruleValues = {
	marks: ['approve', 'approve-against-abstain'],
	cap: ['at-most', 'exactly'],
	quorum: ['two-thirds', 'majority', 'none'],
	majorityBase: ['all', 'present', 'valid', 'none'],
	tie: ['revote', 'presidium', 'expand', 'lot'],
	shortfall: ['presidium', 'second-round', 'vacant'],
	secondRoundPass: ['majority', 'one-third'],
	tallyDisplay: ['live', 'after-close'],
	candidateOrder: ['listed', 'lot']
} as const satisfies { [Field in Exclude<keyof RuleSet, 'seats'>]: readonly RuleSet[Field][] };

export const defaultRules = (seats: number): RuleSet => ({
	seats,
	marks: 'approve',
	cap: 'at-most',
	quorum: 'two-thirds',
	majorityBase: 'all',
	tie: 'revote',
	shortfall: 'presidium',
	secondRoundPass: 'majority',
	tallyDisplay: 'live',
	candidateOrder: 'listed'
});

export type RuleSetProblem = 'bad-seats' | 'exactly-needs-candidates';

/** What forbids making a round ready under these rules; the first one is the answer. */
export function ruleSetProblems(rules: RuleSet, candidateCount: number): RuleSetProblem[] {
	const problems: RuleSetProblem[] = [];
	if (!Number.isSafeInteger(rules.seats) || rules.seats < 1) problems.push('bad-seats');
	if (rules.cap === 'exactly' && candidateCount < rules.seats) problems.push('exactly-needs-candidates');
	return problems;
}

/** 等额: as many places as candidates leaves nothing to choose. Allowed, and worth a word before opening. */
export const isNoncompetitive = (rules: RuleSet, candidateCount: number): boolean =>
	rules.marks === 'approve' && candidateCount <= rules.seats;
