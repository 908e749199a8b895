import type { Grade } from './satisfaction.ts';

/** 代表意见: answered by the unit, judged by the deputy, and answered again for as long as it is 不满意. */

export type OpinionStage = 'nothing-asked' | 'waiting' | 'answered' | 'asked-again' | 'settled';

export type OpinionFacts = {
	/** 答复期限; null where the deputy asked for nothing. */
	replyDueOn: string | null;
	/** How many replies there are; they are numbered from 1. */
	replies: number;
	ratings: readonly { number: number; grade: Grade; replyDueOn: string | null }[];
};

export type OpinionStanding = {
	stage: OpinionStage;
	/** Of the reply that is owed now; null while none is. */
	dueOn: string | null;
};

/** Whose turn it is: only the newest reply counts, and only its own rating. */
export function opinionStanding({ replyDueOn, replies, ratings }: OpinionFacts): OpinionStanding {
	if (replyDueOn === null) return { stage: 'nothing-asked', dueOn: null };
	if (replies === 0) return { stage: 'waiting', dueOn: replyDueOn };
	const rating = ratings.find(({ number }) => number === replies);
	if (!rating) return { stage: 'answered', dueOn: null };
	return rating.grade === 'dissatisfied'
		? { stage: 'asked-again', dueOn: rating.replyDueOn }
		: { stage: 'settled', dueOn: null };
}

/** Whether the unit owes a reply: the first, or another after 不满意. */
export const isOwed = (stage: OpinionStage): boolean => stage === 'waiting' || stage === 'asked-again';

/** How long ago a visit may have been when it is recorded: a paper of last winter is for the file. */
const OLDEST_VISIT_DAYS = 366;

/** Whether a visit can have been on `visitedOn` when it is recorded on `today` (ISO dates). */
export const canHaveVisited = (visitedOn: string, today: string): boolean =>
	visitedOn <= today && Date.parse(today) - Date.parse(visitedOn) <= OLDEST_VISIT_DAYS * 86_400_000;
