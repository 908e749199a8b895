import { countRound, type CountResult, type GroupedBallots } from './count.ts';
import { leastMajority } from './quorum.ts';
import { refuse, type Result } from './result.ts';
import type { RuleSet } from './rule-set.ts';

/** 试算: the numbers of an imagined round. Everybody present is given a ballot. */
export type Trial = {
	present: number;
	returned: number;
	/** Of the returned ones. */
	invalid: number;
	/** 赞成 for each candidate, in list order. */
	approvals: readonly number[];
};

export type TrialRefusal =
	| 'trial-more-than-roll'
	| 'trial-invalid-beyond-returned'
	| 'trial-approvals-beyond-valid'
	| 'trial-approvals-beyond-cap'
	| 'trial-approvals-not-exact'
	| 'quorum';

/** Counts the imagined round by the same function as a real one. @param candidates ids in list order */
export function countTrial(
	rules: RuleSet,
	electorate: number,
	candidates: readonly string[],
	trial: Trial
): Result<CountResult, TrialRefusal> {
	const { present, returned, invalid, approvals } = trial;
	if (present > electorate) return refuse('trial-more-than-roll', { electorate });
	if (invalid > returned) return refuse('trial-invalid-beyond-returned');
	const valid = returned - invalid;
	const most = Math.max(0, ...approvals);
	if (most > valid) return refuse('trial-approvals-beyond-valid', { valid });
	const sum = approvals.reduce((before, count) => before + count, 0);
	const room = valid * rules.seats;
	if (sum > room) return refuse('trial-approvals-beyond-cap', { sum, room, seats: rules.seats });
	if (rules.cap === 'exactly' && sum !== room)
		return refuse('trial-approvals-not-exact', { sum, room, seats: rules.seats });
	return countRound({
		...{ rules, kind: 'first', electorate, present, issued: present, unreadable: invalid },
		candidates: [...candidates],
		ballots: ballotsOf(candidates, approvals, valid)
	});
}

/**
 * Ballots that add up to these approvals, none with more than the average rounded up: each candidate's approvals
 * lie on consecutive ballots, beginning where the last candidate's ended, round and round.
 */
export function ballotsOf(
	candidates: readonly string[],
	approvals: readonly number[],
	valid: number
): GroupedBallots[] {
	const ballots = Array.from({ length: valid }, (): string[] => []);
	let place = 0;
	candidates.forEach((candidate, i) => {
		for (let given = 0; given < (approvals[i] ?? 0); given++) {
			ballots[place % valid]!.push(candidate);
			place++;
		}
	});
	return ballots.map((approve) => ({ count: 1, approve, against: [] }));
}

export const trialExamples = ['clear', 'tie', 'shortfall'] as const;
export type TrialExample = (typeof trialExamples)[number];

/**
 * An example of a clear result, of a tie for the last place, or of fewer than the places passing; null where these
 * rules and this list know no such thing, as one place and a majority of all know no tie.
 */
export function exampleTrial(
	example: TrialExample,
	rules: RuleSet,
	electorate: number,
	candidates: number
): Trial | null {
	const trial = proposedTrial(example, rules, electorate, candidates);
	const names = Array.from({ length: candidates }, (_, i) => String(i));
	const counted = trial && countTrial(rules, electorate, names, trial);
	return counted?.ok && shows(example, rules, counted.value) ? trial : null;
}

function shows(example: TrialExample, rules: RuleSet, result: CountResult): boolean {
	// With `expand` a tie seats everybody level and needs no decision.
	if (example === 'tie') return result.reason === 'tie' || result.elected.length > rules.seats;
	return example === 'clear'
		? result.reason === null && result.elected.length === rules.seats
		: result.reason === 'shortfall';
}

function proposedTrial(
	example: TrialExample,
	rules: RuleSet,
	electorate: number,
	candidates: number
): Trial | null {
	const present = Math.max(electorate - Math.floor(electorate / 12), 0);
	const base = { present, returned: present, invalid: 0 };
	const { seats } = rules;
	const threshold = rules.majorityBase === 'none' ? 1 : leastMajority(baseOf(rules, electorate, present));
	const most = Math.min(present, seats * present);
	const spread = (place: number) => Math.max(threshold, most - 2 - 3 * place);
	const below = (place: number) => Math.max(0, threshold - 1 - 2 * place);
	const passing =
		example === 'clear' ? Math.min(seats, candidates) : example === 'tie' ? seats + 1 : seats - 1;
	if (passing > candidates || (example === 'shortfall' && candidates < 1)) return null;
	const wanted = Array.from({ length: candidates }, (_, i) => (i < passing ? spread(i) : below(i - passing)));
	if (example === 'tie') {
		// The last two of them level, and those before them above.
		const level = Math.min(spread(seats), Math.floor((seats * present) / (seats + 1)) - seats);
		for (let i = 0; i <= seats; i++) wanted[i] = i < seats - 1 ? level + (seats - 1 - i) : level;
	}
	const approvals = fitted(wanted, passing, rules, present, threshold);
	return approvals && { ...base, approvals };
}

const baseOf = (rules: RuleSet, electorate: number, present: number): number =>
	rules.majorityBase === 'all' ? electorate : present;

/** Within what the ballots hold: first the losers give way, then, where every ballot must be full, all are raised. */
function fitted(
	wanted: number[],
	passing: number,
	rules: RuleSet,
	valid: number,
	threshold: number
): number[] | null {
	const room = valid * rules.seats;
	const approvals = [...wanted];
	const sum = () => approvals.reduce((before, count) => before + count, 0);
	for (let i = approvals.length - 1; i >= 0 && sum() > room; i--) {
		const least = i < passing ? threshold : 0;
		approvals[i] = Math.max(least, approvals[i]! - (sum() - room));
	}
	if (sum() > room || approvals.slice(0, passing).some((count) => count < threshold || count > valid))
		return null;
	if (rules.cap === 'exactly') {
		for (let i = 0; i < approvals.length && sum() < room; i++) {
			const most = i < passing ? valid : Math.min(valid, threshold - 1);
			approvals[i] = Math.min(most, approvals[i]! + room - sum());
		}
		if (sum() < room) return null;
	}
	return approvals;
}
