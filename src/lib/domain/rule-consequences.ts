import { leastMajority, quorumNeeded } from './quorum.ts';
import { releaseRow, type ReleaseRow } from './release.ts';
import { isNoncompetitive, ruleSetProblems, type RuleSet } from './rule-set.ts';

/** What a set of rules will be used on: all deputies of the congress, and the candidates on the ballot. */
export type RuleGround = { electorate: number; candidates: number };

export type RuleConsequences = {
	/** How many must be present at the opening; 0 where the rules set no quorum. */
	quorum: number;
	/** Least approvals that pass with a bare quorum present and with everybody; null until the count tells. */
	pass: { least: number; most: number } | null;
	/** Approvals on one valid ballot. */
	perBallot: { least: number; most: number };
	/** How the hall's picture is fed if everybody draws electronically; null where it shows the turnout alone. */
	release: ReleaseRow | null;
	/** How many fall out if every place is filled; below zero where there are more places than candidates. */
	notChosen: number;
};

/** What the rules come to for this roll, in numbers. */
export function ruleConsequences(rules: RuleSet, { electorate, candidates }: RuleGround): RuleConsequences {
	const quorum = quorumNeeded(rules.quorum, electorate);
	return {
		quorum,
		pass: passing(rules, electorate, quorum),
		perBallot: { least: rules.cap === 'exactly' ? rules.seats : 0, most: rules.seats },
		release: rules.tallyDisplay === 'live' ? releaseRow(electorate) : null,
		notChosen: candidates - rules.seats
	};
}

function passing(rules: RuleSet, electorate: number, quorum: number): RuleConsequences['pass'] {
	switch (rules.majorityBase) {
		case 'all':
			return { least: leastMajority(electorate), most: leastMajority(electorate) };
		case 'present':
			return { least: leastMajority(quorum), most: leastMajority(electorate) };
		case 'valid':
			return null;
		case 'none':
			return { least: 1, most: 1 };
		default: {
			const impossible: never = rules.majorityBase;
			throw new Error(`no such majority base: ${String(impossible)}`);
		}
	}
}

/** A list longer than this is turned page by page on a hall screen. */
export const HALL_LIST = 20;

export type RuleWarning =
	| 'bad-seats'
	| 'exactly-needs-candidates'
	| 'bad-grading'
	| 'no-candidates'
	| 'fewer-than-seats'
	| 'noncompetitive'
	| 'majority-beyond-quorum'
	| 'base-not-all'
	| 'quorum-not-two-thirds'
	| 'turnout-only'
	| 'released-in-batches'
	| 'many-candidates';

/** `blocks`: no round with these rules can be made ready; the others are worth a word before it is. */
export type RuleNotice = { warning: RuleWarning; grade: 'blocks' | 'warns' | 'notes' };

/**
 * What the office should know before it saves, the gravest first.
 *
 * @source 地方组织法 第十四条 (三分之二以上出席), 第二十五条 (全体代表的过半数)
 */
export function ruleNotices(rules: RuleSet, ground: RuleGround): RuleNotice[] {
	const { electorate, candidates } = ground;
	const { quorum, pass, release } = ruleConsequences(rules, ground);
	const notices: (RuleNotice | false)[] = [
		...ruleSetProblems(rules, candidates).map((warning) => ({ warning, grade: 'blocks' as const })),
		candidates === 0 && { warning: 'no-candidates', grade: 'warns' },
		candidates > 0 && candidates < rules.seats && { warning: 'fewer-than-seats', grade: 'warns' },
		// 等额: nothing is chosen between.
		isNoncompetitive(rules, candidates) &&
			candidates === rules.seats && { warning: 'noncompetitive', grade: 'warns' },
		// With a bare quorum present everybody would have to approve, or more than there are.
		rules.majorityBase === 'all' &&
			pass !== null &&
			quorum <= pass.least && { warning: 'majority-beyond-quorum', grade: 'warns' },
		rules.majorityBase !== 'all' && { warning: 'base-not-all', grade: 'warns' },
		rules.quorum !== 'two-thirds' && { warning: 'quorum-not-two-thirds', grade: 'warns' },
		rules.tallyDisplay === 'live' &&
			electorate > 0 &&
			release === null && { warning: 'turnout-only', grade: 'notes' },
		release !== null && { warning: 'released-in-batches', grade: 'notes' },
		candidates > HALL_LIST && { warning: 'many-candidates', grade: 'notes' }
	];
	return notices.filter((notice) => notice !== false);
}
