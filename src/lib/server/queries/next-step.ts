import type { LedgerEquation } from '../../domain/ledger.ts';
import type { NextStep, PendingActView } from '../../wire/views.ts';
import type { RoundRow } from './meeting-frame.ts';

/** Who has to do what next; the same answer for every console. */
export function nextStep(state: {
	round: RoundRow | null;
	inHall: number;
	paper: number;
	needed: number;
	pending: PendingActView | null;
	/** Nothing about the result waits any more; null before the count. */
	settled: boolean | null;
	/** What the box has counted is there: the keys have done their work. */
	counted: boolean;
	/** The round's key file is where the opening found it. */
	keys: boolean;
	/** The ledger's lines as far as there are any. */
	equations: LedgerEquation[];
}): NextStep {
	const lost = keysLost(state);
	if (lost) return lost;
	switch (state.round?.state) {
		case undefined:
			return { code: 'make-ready', who: 'office' };
		case 'draft':
			return {
				code: state.pending?.act === 'make-ready' ? 'confirm-make-ready' : 'make-ready',
				who: 'office'
			};
		case 'ready':
			if (state.inHall < state.needed) {
				return { code: 'check-in', who: 'office', missing: state.needed - state.inHall };
			}
			if (state.pending?.act !== 'open') return { code: 'open', who: 'chair' };
			return {
				code: 'confirm-open',
				who: state.pending.requestedBy.role === 'chair' ? 'scrutineer' : 'chair'
			};
		case 'open':
			return state.round.closingAt
				? { code: 'counting', who: 'system' }
				: { code: 'voting', who: 'delegate' };
		case 'paused':
			return { code: 'resume', who: 'chair' };
		case 'closed':
			if (state.paper && !state.round.paperDoneAt) {
				const surplus = paperSurplus(state.equations);
				return surplus
					? { code: 'paper-surplus', who: 'scrutineer', ...surplus }
					: { code: 'count-paper', who: 'teller' };
			}
			// Before the box has reported there is nothing to declare, however quick the chief scrutineer is.
			if (state.counted && state.round.rules.tallyDisplay === 'after-close' && !state.round.validAt) {
				return { code: 'declare-valid', who: 'chief-scrutineer' };
			}
			return { code: 'counting', who: 'system' };
		case 'counted':
			return state.settled ? { code: 'sign', who: 'scrutineer' } : { code: 'settle', who: 'office' };
		case 'certified':
			return { code: 'announce', who: 'chair' };
		case 'announced':
			return { code: 'done', who: 'system' };
		case 'void':
		case 'aborted':
			return { code: 'next-round', who: 'office' };
	}
}

/**
 * Without its keys the box can neither take a ballot nor open one, and no waiting brings them back. Once the box has
 * counted they are no longer needed for the count, and after the seal they are gone as they should be.
 */
function keysLost({ round, keys, counted }: Parameters<typeof nextStep>[0]): NextStep | null {
	const needed = round && !counted && ['open', 'paused', 'closed'].includes(round.state);
	return needed && !keys ? { code: 'keys-lost', who: 'chair' } : null;
}

function paperSurplus(equations: LedgerEquation[]): { issued: number; returned: number } | null {
	const broken = equations.find(
		({ rule, holds }) => rule === 'paper-returned-within-issued' && holds === false
	);
	return broken ? { issued: broken.right[0]!, returned: broken.left! } : null;
}
