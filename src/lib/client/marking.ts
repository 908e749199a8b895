import type { Mark } from '../domain/ballot.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import { isSurvey, type RuleSet } from '../domain/rule-set.ts';

/**
 * What a delegate may put beside one candidate; null until touched, and counted as an abstention. In a 满意度测评 they
 * are 满意, 不满意 and `basic`, 基本满意; what is left untouched is 未评.
 */
export type Choice = 'approve' | 'against' | 'abstain' | 'basic';

/** What the buttons of a ballot say, in their order. */
export const choicesOf = (rules: Pick<RuleSet, 'marks'>): readonly Choice[] =>
	isSurvey(rules)
		? ['approve', 'basic', 'against']
		: rules.marks === 'approve'
			? ['approve']
			: ['approve', 'against', 'abstain'];

/** One entry per candidate, in the order of the manifest. */
export type Choices = readonly (Choice | null)[];

/** The part of the manifest's rules that binds a single ballot. */
export type BallotRules = Pick<RuleSet, 'seats' | 'marks' | 'cap'>;

export const blankChoices = (candidateCount: number): Choices =>
	Array.from({ length: candidateCount }, () => null);

/**
 * The ballot after one tap. Tapping the choice that stands takes it back, whichever it is, so every choice
 * costs the same number of taps. Refuses the approval beyond N and leaves the ballot as it was.
 */
export function choose(
	choices: Choices,
	index: number,
	choice: Choice,
	rules: BallotRules
): Result<Choices, 'too-many-approvals'> {
	if (!(index in choices)) throw new Error(`no candidate at position ${index} of ${choices.length}`);
	if (!choicesOf(rules).includes(choice)) throw new Error(`this ballot offers no ${choice}`);
	const next = choices[index] === choice ? null : choice;
	const after = choices.map((standing, i) => (i === index ? next : standing));
	// Under `exactly` too: a ballot may be short of approvals on its way, never over them.
	return approvals(after) > rules.seats ? refuse('too-many-approvals', { max: rules.seats }) : ok(after);
}

/** Whether the ballot may go on to review: only `exactly` asks for a least number of approvals. */
export function readyForReview(choices: Choices, rules: BallotRules): Result<null, 'too-few-approvals'> {
	const chosen = approvals(choices);
	const short = rules.cap === 'exactly' && chosen < rules.seats;
	return short ? refuse('too-few-approvals', { min: rules.seats, n: chosen }) : ok(null);
}

export const approvals = (choices: Choices): number =>
	choices.filter((choice) => choice === 'approve').length;

/** How many candidates were not touched; all of them on a blank ballot. */
export const unmarked = (choices: Choices): number => choices.filter((choice) => choice === null).length;

/** The marks as the mask carries them: an untouched candidate is an abstention. */
export const marksOf = (choices: Choices): Mark[] =>
	choices.map((choice) => (choice === null ? 0 : marks[choice]));

const marks = { approve: 1, against: 2, abstain: 0, basic: 3 } as const satisfies Record<Choice, Mark>;
