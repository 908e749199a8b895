import type { RoundState } from '../domain/round-state.ts';
import type { CastOutcome } from './drop-into-box.ts';

/** Everything the choice of a screen depends on; no screen knows more about the flow than this. */
export type TabletFacts = {
	/** `starting`: the page does not know yet whether it holds a card. */
	card: 'starting' | 'none' | 'signing-in' | 'held';
	/** `left`: checked in once, gone since. */
	person: { confirmed: boolean; checkedIn: boolean; left: boolean } | null;
	/** The desk no longer knows this tablet, or knows somebody else here. */
	sessionEnded: boolean;
	round: { state: RoundState; paperOnly: boolean } | null;
	/** The manifest with its candidates, checked against its own hashes. */
	papers: 'none' | 'loading' | 'ready' | 'refused';
	draw: 'none' | 'drawing' | 'drawn' | 'paper' | 'refused';
	reviewing: boolean;
	cast: 'none' | 'under-way' | Exclude<CastOutcome['kind'], 'given-up'>;
};

export type TabletScreen =
	| 'starting'
	| 'card'
	| 'signing-in'
	| 'session-ended'
	| 'identity'
	| 'check-in'
	| 'left'
	| 'waiting'
	| 'ready'
	| 'drawing'
	| 'draw-refused'
	| 'papers-refused'
	| 'paper'
	| 'paper-only'
	| 'ballot'
	| 'review'
	| 'casting'
	| 'receipt'
	| 'cast-earlier'
	| 'cast-closed'
	| 'cast-fault'
	| 'closed'
	| 'result'
	| 'aborted'
	| 'void';

/**
 * The one screen a tablet shows. A ballot on its way and its answer come before everything else: neither a
 * lost session nor the end of the round may hide them.
 */
export function tabletScreen(facts: TabletFacts): TabletScreen {
	return castScreen(facts) ?? signInScreen(facts) ?? roundScreen(facts);
}

function castScreen({ cast, round }: TabletFacts): TabletScreen | null {
	switch (cast) {
		case 'none':
			return null;
		case 'under-way':
			return 'casting';
		case 'stored':
			return 'receipt';
		case 'earlier':
			return 'cast-earlier';
		case 'fault':
			return 'cast-fault';
		case 'closed':
			// An aborted or void round says more than a closed one: nobody's ballot counts.
			return round?.state === 'aborted' || round?.state === 'void' ? round.state : 'cast-closed';
	}
}

function signInScreen({ card, person, sessionEnded }: TabletFacts): TabletScreen | null {
	if (card === 'starting') return 'starting';
	if (card === 'none') return 'card';
	if (sessionEnded) return 'session-ended';
	if (card === 'signing-in' || !person) return 'signing-in';
	return person.confirmed ? null : 'identity';
}

function roundScreen(facts: TabletFacts): TabletScreen {
	const state = facts.round?.state ?? 'draft';
	switch (state) {
		case 'draft':
			return absentScreen(facts) ?? 'waiting';
		case 'ready':
		case 'open':
		case 'paused':
			return drawScreen(facts, state);
		case 'closed':
		case 'counted':
		case 'certified':
			return 'closed';
		case 'announced':
			return 'result';
		case 'aborted':
		case 'void':
			return state;
	}
}

function drawScreen(facts: TabletFacts, state: 'ready' | 'open' | 'paused'): TabletScreen {
	// Who left the hall after drawing keeps the right to cast.
	const hasBallot = facts.draw === 'drawn' || facts.draw === 'paper';
	const absent = hasBallot ? null : absentScreen(facts);
	if (absent) return absent;
	if (facts.round?.paperOnly) return 'paper-only';
	if (facts.draw === 'paper') return 'paper';
	if (facts.papers === 'refused') return 'papers-refused';
	if (facts.draw === 'refused') return 'draw-refused';
	// Before the opening the drawing is silent: the candidates stay in sight.
	if (state === 'ready') return facts.papers === 'ready' ? 'ready' : 'waiting';
	if (facts.draw !== 'drawn') return 'drawing';
	return facts.reviewing ? 'review' : 'ballot';
}

/** Who is not in the hall, as far as the desk knows, draws no ballot. */
function absentScreen({ person }: TabletFacts): 'check-in' | 'left' | null {
	if (person?.left) return 'left';
	return person?.checkedIn ? null : 'check-in';
}
