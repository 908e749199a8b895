import { ok, refuse, type Result } from './result.ts';
import type { RoundState } from './round-state.ts';

/**
 * What 撤销草稿 leaves of a round: nothing, or the empty draft of a vote that a survey had become.
 */
export type DraftFate = 'goes' | 'becomes-vote';

export type DiscardRefusal = 'draft-left' | 'draft-follows' | 'only-vote-of-meeting';

/**
 * Whether a round may be discarded (撤销草稿), and what is left of it. Only a draft: from make-ready on there are
 * ballots, and a round is aborted. The refusals come in this order.
 *
 * A vote's draft that follows a round is what that round still owes (再次票决, 另行票决, the ballot after 中止), so it
 * stays; a survey owes nobody anything, and goes also after an abort. Every meeting keeps a vote: the only one is
 * changed instead, and a survey gives back the draft it took.
 *
 * @param others `votes` in the same meeting beside this round, whatever became of them
 */
export function discardDraft(
	draft: {
		state: RoundState;
		survey: boolean;
		/** It follows a round. */
		follows: boolean;
		/** A survey that the empty draft of a vote was turned into. */
		tookOver: boolean;
	},
	others: { votes: number }
): Result<DraftFate, DiscardRefusal> {
	if (draft.state !== 'draft') return refuse('draft-left');
	if (draft.survey) return ok(draft.tookOver || others.votes === 0 ? 'becomes-vote' : 'goes');
	if (draft.follows) return refuse('draft-follows');
	return others.votes === 0 ? refuse('only-vote-of-meeting') : ok('goes');
}
