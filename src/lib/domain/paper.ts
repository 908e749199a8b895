import { approvalsVerdict } from './ballot.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * The marks of one paper ballot: ballot numbers (1…M) of the candidates, ascending. No mark is 弃权. In a 满意度测评
 * they are 满意, 不满意 and `basic`, 基本满意, which no other ballot has; no mark is 未评.
 */
export type PaperMarks = { approve: number[]; against: number[]; basic?: number[] };

export type PaperMark = 'approve' | 'basic' | 'against';

/** The marks that a ballot of this round offers, in the order in which they stand on it. */
export const offeredMarks = (marks: RuleSet['marks']): PaperMark[] =>
	marks === 'approve'
		? ['approve']
		: marks === 'three-grades'
			? ['approve', 'basic', 'against']
			: ['approve', 'against'];

/**
 * One paper ballot as a teller read it. `unclear` is put before the chief scrutineer and carries no marks: what
 * it says is the ruling's business.
 */
export type PaperBallot = PaperMarks | { unclear: true };

/** 每十张一扎. */
export const BATCH_SIZE = 10;

/** How many ballots batch `batch` (from 1) holds when `returned` ballots came back; 0 beyond the last. */
export const batchSize = (returned: number, batch: number): number =>
	Math.max(0, Math.min(BATCH_SIZE, returned - (batch - 1) * BATCH_SIZE));

export const batchCount = (returned: number): number => Math.ceil(returned / BATCH_SIZE);

export const isUnclear = (ballot: PaperBallot): ballot is { unclear: true } => 'unclear' in ballot;

/** One mark of one candidate that two readings of a batch see on a different number of ballots. */
export type BatchDifference = {
	number: number;
	mark: PaperMark;
	first: number;
	second: number;
};

export type BatchComparison =
	| { same: true }
	| {
			same: false;
			differences: BatchDifference[];
			/** Ballots each teller laid aside as unclear. */
			unclear: { first: number; second: number };
	  };

/**
 * Holds two readings of one batch against each other. The order of the ballots is nobody's business, so it
 * does not count; the very combinations of marks do, so two wrongs that cancel out in the sums still differ.
 */
export function compareBatch(
	first: readonly PaperBallot[],
	second: readonly PaperBallot[],
	candidateCount: number
): BatchComparison {
	const spelled = (ballots: readonly PaperBallot[]) => ballots.map(spell).sort().join('\n');
	if (spelled(first) === spelled(second)) return { same: true };
	const differences: BatchDifference[] = [];
	for (let number = 1; number <= candidateCount; number++) {
		for (const mark of ['approve', 'basic', 'against'] as const) {
			const seen = { first: marksOf(first, number, mark), second: marksOf(second, number, mark) };
			if (seen.first !== seen.second) differences.push({ number, mark, ...seen });
		}
	}
	const laidAside = (ballots: readonly PaperBallot[]) => ballots.filter(isUnclear).length;
	return {
		same: false,
		differences,
		unclear: { first: laidAside(first), second: laidAside(second) }
	};
}

const spell = (ballot: PaperBallot): string =>
	isUnclear(ballot)
		? '?'
		: [ballot.approve, ballot.against, ballot.basic ?? []]
				.map((numbers) => [...numbers].sort((a, b) => a - b).join(','))
				.join('/');

const marksOf = (ballots: readonly PaperBallot[], number: number, mark: PaperMark): number =>
	ballots.filter((ballot) => !isUnclear(ballot) && ballot[mark]?.includes(number)).length;

/** Whether `marks` can stand on a ballot of this round at all, whatever the rules say of their number. */
export function wellMarked(
	{ approve, against, basic }: PaperMarks,
	ballot: { candidateCount: number; marks: RuleSet['marks'] }
): boolean {
	const all = [...approve, ...against, ...(basic ?? [])];
	return (
		all.every((number) => Number.isInteger(number) && number >= 1 && number <= ballot.candidateCount) &&
		new Set(all).size === all.length &&
		(ballot.marks !== 'approve' || against.length === 0) &&
		// A ballot of a survey always says which are 基本满意, if none; any other has no word for it.
		(basic !== undefined) === (ballot.marks === 'three-grades')
	);
}

/** Marked more candidates than the rules allow, or fewer than they demand: invalid without any ruling. */
export const invalidByRule = (ballot: PaperBallot, rules: Pick<RuleSet, 'seats' | 'cap'>): boolean =>
	!isUnclear(ballot) && approvalsVerdict(ballot.approve.length, rules) !== null;

/** 清点: 收回 more than 发出 makes the round void, however the marks read. */
export const hasSurplus = (box: { issued: number; returned: number }): boolean => box.returned > box.issued;

/** 印制 = 发出 + 剩余 + 作废, so the sheets printed can't be fewer than those given out and spoiled. */
export const sheetsLeft = (box: { printed: number; issued: number; spoiled: number }): number =>
	box.printed - box.issued - box.spoiled;
