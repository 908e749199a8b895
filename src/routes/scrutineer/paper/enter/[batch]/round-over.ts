import type { RoundState } from '#lib/domain/round-state.ts';
import type { ConsoleView } from '#lib/wire/views.ts';

/** Why nothing is keyed for a round any more. `state` is null where the meeting has gone on to another round. */
export type RoundOver = { state: RoundState | null; reason: string | null };

/**
 * Null while the paper of this round is still read. A round that was aborted or declared void is no longer the one the
 * consoles work on: they are at the draft that follows, and tell of the one that ended beside it.
 */
export function roundOver(view: ConsoleView, roundId: string): RoundOver | null {
	const round = [view.round, view.ended, view.hall?.round].find((one) => one?.id === roundId);
	if (!round) return { state: null, reason: null };
	return round.state === 'closed' ? null : { state: round.state, reason: round.reason };
}
