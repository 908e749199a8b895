import type { Grade } from '../domain/tracker/satisfaction.ts';
import type {
	CandidateSheet,
	HallView,
	PollView,
	ResultView,
	RoundHead,
	StandingView,
	TallyView
} from '../wire/views.ts';
import { listCapacity, pagesOf, type StageShape } from './hall/stage-layout.ts';

/** The pictures of the hall screen. What a picture shows comes from the view; which one it is, from here. */
export type HallScene =
	| { name: 'blank' }
	| { name: 'title' }
	| { name: 'attendance' }
	| { name: 'candidate'; candidate: CandidateSheet }
	| { name: 'ready'; round: RoundHead }
	| { name: 'turnout'; round: RoundHead }
	| { name: 'tally'; round: RoundHead; tally: ShownTally }
	| { name: 'waiting'; round: RoundHead; waiting: Waiting }
	| { name: 'result'; round: RoundHead; result: ResultView }
	| { name: 'ended'; round: RoundHead; ended: 'void' | 'aborted' };

/** What is waited for; `settling` is a counted round that nobody may sign yet. */
export type Waiting = 'paused' | 'closing' | 'closed' | 'counted' | 'settling' | 'certified';

export type ShownTally = TallyView & { candidates: NonNullable<TallyView['candidates']> };

/**
 * What the chair has put up, else what the round is at. Holds back what a view may already carry but the hall
 * must not see yet: a console's result before the announcement, and with `after-close` every number per
 * candidate before it.
 */
export function hallScene(view: HallView): HallScene {
	switch (view.stage.mode) {
		case 'blank':
		case 'title':
			return { name: view.stage.mode };
		case 'check-in':
			return { name: 'attendance' };
		case 'candidate':
			return view.stage.candidate
				? { name: 'candidate', candidate: view.stage.candidate }
				: followedScene(view);
		case 'auto':
			return followedScene(view);
		default:
			throw new Error(`unknown mode: ${String(view.stage.mode satisfies never)}`);
	}
}

function followedScene(view: HallView): HallScene {
	const { round } = view;
	if (!round) return view.turnout.checkedIn > 0 ? { name: 'attendance' } : { name: 'title' };
	if (round.closing) return { name: 'waiting', round, waiting: 'closing' };
	const tally = liveTally(view, round);
	switch (round.state) {
		case 'draft':
			return { name: 'attendance' };
		case 'ready':
			return { name: 'ready', round };
		case 'open':
			return tally ? { name: 'tally', round, tally } : { name: 'turnout', round };
		case 'paused':
			return { name: 'waiting', round, waiting: 'paused' };
		case 'closed':
			return { name: 'waiting', round, waiting: 'closed' };
		case 'counted':
		case 'certified':
			return tally?.exact
				? { name: 'tally', round, tally }
				: { name: 'waiting', round, waiting: view.settling ? 'settling' : round.state };
		case 'announced':
			return view.result && view.result.status !== 'void'
				? { name: 'result', round, result: view.result }
				: { name: 'waiting', round, waiting: 'certified' };
		case 'void':
		case 'aborted':
			return { name: 'ended', round, ended: round.state };
		default:
			throw new Error(`unknown round state: ${String(round.state satisfies never)}`);
	}
}

/** None of a round on paper only: nothing is counted before its box is opened. */
function liveTally({ tally }: HallView, round: RoundHead): ShownTally | null {
	if (!tally?.candidates || round.tallyDisplay !== 'live' || round.paperOnly) return null;
	return { ...tally, candidates: tally.candidates };
}

/**
 * The step the shown approvals are rounded down to; null where it can't be told. The step is chosen by the
 * ballots drawn at the opening, which are no more than those drawn now: below 1,000 it is 5 for certain.
 */
export const shownFloor = (drawn: number): number | null => (drawn < 1000 ? 5 : null);

/** The further ballot that an announced result leads to. */
export type FurtherRound = {
	kind: 'tie-revote' | 'second-round';
	/** Who stands in it; empty where the result does not name them. */
	standings: StandingView[];
	seats: number;
};

/** By the rules, or by the presidium's choice among what they allow; null where nothing follows. */
export function furtherRound({ next, settlement, standings, seatsLeft }: ResultView): FurtherRound | null {
	if (next) {
		const listed = standings.filter(({ number }) => next.numbers.includes(number));
		return { kind: next.kind, standings: listed, seats: next.seats };
	}
	if (settlement?.kind === 'revote') {
		const tied = standings.filter(({ outcome }) => outcome === 'tied');
		return { kind: 'tie-revote', standings: tied, seats: seatsLeft };
	}
	return settlement?.kind === 'second-round'
		? { kind: 'second-round', standings: [], seats: seatsLeft }
		: null;
}

/** The pictures of an announced result, in the order the chair turns them. */
export type ResultPage =
	| { kind: 'standings'; standings: StandingView[]; poll: PollView | null }
	| { kind: 'poll'; chosen: PollView['chosen']; poll: PollView }
	| { kind: 'further'; further: FurtherRound };

/** Beside so few standings the whole poll's list finds room. */
const FEW_STANDINGS = 3;
const FEW_CHOSEN = 10;

export function resultPages(view: HallView, result: ResultView, shape: StageShape): ResultPage[] {
	if (result.survey) {
		return surveyPages(result, shape).map((standings) => ({ kind: 'standings', standings, poll: null }));
	}
	const poll = view.poll && announcedRounds(view.poll) > 1 ? view.poll : null;
	const further = furtherRound(result);
	const together =
		poll !== null &&
		(shape === 'wide' || result.standings.length <= FEW_STANDINGS) &&
		result.standings.length <= 10 &&
		poll.chosen.length <= FEW_CHOSEN;
	return [
		...pagesOf(result.standings, listCapacity[shape]).map((standings) => ({
			kind: 'standings' as const,
			standings,
			poll: together ? poll : null
		})),
		...(poll && !together
			? pagesOf(poll.chosen, listCapacity[shape]).map((chosen) => ({ kind: 'poll' as const, chosen, poll }))
			: []),
		...(further ? [{ kind: 'further' as const, further }] : [])
	];
}

/** A survey's rows carry four counts each, so that fewer of them fit one picture. */
const surveyRows = { standard: 10, wide: 20 } as const;

export const surveyPages = (result: ResultView, shape: StageShape): StandingView[][] =>
	pagesOf(result.standings, surveyRows[shape]);

/** How many projects of an announced survey have which grade. */
export const gradeCounts = ({ standings }: Pick<ResultView, 'standings'>): Record<Grade, number> => {
	const counts = { satisfied: 0, basic: 0, dissatisfied: 0 };
	for (const { outcome } of standings) if (outcome in counts) counts[outcome as Grade]++;
	return counts;
};

const announcedRounds = (poll: PollView) => poll.rounds.filter(({ state }) => state === 'announced').length;

/** Whole seconds left of 计时, the one under way included. @param serverNow the server's time, ms */
export const timerLeftS = (endsAt: string, serverNow: number): number =>
	Math.max(0, Math.ceil((Date.parse(endsAt) - serverNow) / 1000));

/** How many pages the chair can turn in what the hall shows now; 1 where there is nothing to turn. */
export function hallPages(view: HallView, shape: StageShape = 'standard'): number {
	const scene = hallScene(view);
	if (scene.name === 'result') return resultPages(view, scene.result, shape).length;
	if (scene.name === 'tally') return pagesOf(scene.tally.candidates, listCapacity[shape]).length;
	return 1;
}
