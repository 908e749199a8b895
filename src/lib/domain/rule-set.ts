import type { SatisfactionBase, SatisfactionRule } from './tracker/satisfaction.ts';

/**
 * The adopted 票决办法 as values. It differs from town to town, so nothing here is a constant in code: a round
 * freezes its RuleSet at make-ready, prints it with the result and stores it with it.
 */
export type RuleSet = {
	/** N, 应选数: how many projects this round may choose. */
	seats: number;
	/**
	 * What a ballot offers. With `approve` an untouched candidate is an abstention. `three-grades` makes the round a
	 * 满意度测评: it elects nobody, and no office chooses it for a vote.
	 */
	marks: 'approve' | 'approve-against-abstain' | 'three-grades';
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
	/** How a survey grades a project, over half of `majorityBase`; a vote has no such member. */
	grading?: SatisfactionRule;
};

/** The rules of a vote, as an office sets them. */
export type VoteRules = Omit<RuleSet, 'marks' | 'grading'> & {
	marks: Exclude<RuleSet['marks'], 'three-grades'>;
};

/** The closed lists of values of a vote, defaults first. Forms, parsers and tests read them from here. */
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
} as const satisfies { [Field in Exclude<keyof VoteRules, 'seats'>]: readonly VoteRules[Field][] };

export const defaultRules = (seats: number): VoteRules => ({
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

/** 满意度测评: three grades a project, everybody's whole ballot valid, and no number before the result. */
export const surveyRules = (
	projects: number,
	{ base, rule }: { base: SatisfactionBase; rule: SatisfactionRule }
): RuleSet => ({
	...defaultRules(projects),
	marks: 'three-grades',
	majorityBase: base,
	tallyDisplay: 'after-close',
	grading: rule
});

export const isSurvey = (rules: Pick<RuleSet, 'marks'>): boolean => rules.marks === 'three-grades';

export type RuleSetProblem = 'bad-seats' | 'exactly-needs-candidates' | 'bad-grading';

/** What forbids making a round ready under these rules; the first one is the answer. */
export function ruleSetProblems(rules: RuleSet, candidateCount: number): RuleSetProblem[] {
	const problems: RuleSetProblem[] = [];
	if (!Number.isSafeInteger(rules.seats) || rules.seats < 1) problems.push('bad-seats');
	if (rules.cap === 'exactly' && candidateCount < rules.seats) problems.push('exactly-needs-candidates');
	const graded = rules.grading !== undefined;
	if (isSurvey(rules) ? !graded || !fitsSurvey(rules, candidateCount) : graded) problems.push('bad-grading');
	return problems;
}

/** Every project may be 满意 at once, and half is taken of 全体 or 实到. */
const fitsSurvey = (rules: RuleSet, projects: number): boolean =>
	rules.seats === projects &&
	rules.cap === 'at-most' &&
	(rules.majorityBase === 'all' || rules.majorityBase === 'present');

/** 等额: as many places as candidates leaves nothing to choose. Allowed, and worth a word before opening. */
export const isNoncompetitive = (rules: RuleSet, candidateCount: number): boolean =>
	rules.marks === 'approve' && candidateCount <= rules.seats;
