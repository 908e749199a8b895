import type { HallView, RoundHead, TallyView } from '../wire/views.ts';

/** The pictures of the hall screen. What a picture shows comes from the view; which one it is, from here. */
export type HallScene =
	| { name: 'title' }
	| { name: 'attendance' }
	| { name: 'ready'; round: RoundHead }
	| { name: 'turnout'; round: RoundHead }
	| { name: 'tally'; round: RoundHead; tally: ShownTally }
	| { name: 'waiting'; round: RoundHead; waiting: 'paused' | 'closing' | 'closed' | 'counted' | 'certified' }
	| { name: 'result'; round: RoundHead; result: NonNullable<HallView['result']> }
	| { name: 'ended'; round: RoundHead; ended: 'void' | 'aborted' };

export type ShownTally = TallyView & { candidates: NonNullable<TallyView['candidates']> };

/**
 * Holds back what a view may already carry but the hall must not see yet: a console's result before the
 * announcement, and with `after-close` every number per candidate before it.
 */
export function hallScene(view: HallView): HallScene {
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
				: { name: 'waiting', round, waiting: round.state };
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

function liveTally({ tally }: HallView, round: RoundHead): ShownTally | null {
	if (!tally?.candidates || round.tallyDisplay !== 'live') return null;
	return { ...tally, candidates: tally.candidates };
}

/**
 * The step the shown approvals are rounded down to; null where it can't be told. The step is chosen by the
 * ballots drawn at the opening, which are no more than those drawn now: below 1,000 it is 5 for certain.
 */
export const shownFloor = (drawn: number): number | null => (drawn < 1000 ? 5 : null);

export type StageList = {
	columns: 1 | 2;
	rows: number;
	/** Text height in px of the 1080-line stage; never under 48 as far as 20 candidates go. */
	text: number;
};

/**
 * How a list of candidates fills the stage: one column up to ten, two beyond, in list order down each column.
 * Beyond twenty the text shrinks rather than a candidate being left out.
 * @param height px the list may take
 */
export function stageList(count: number, height: number): StageList {
	const columns = count > 10 ? 2 : 1;
	const rows = Math.max(1, Math.ceil(count / columns));
	const wanted = columns === 1 ? (count > 8 ? 56 : 64) : count > 16 ? 48 : 56;
	return { columns, rows, text: Math.min(wanted, Math.floor((height / rows) * 0.68)) };
}

export type ResultRows = {
	columns: 1 | 2;
	/** Height of each row of the grid, px. */
	heights: number[];
	electedText: number;
	text: number;
};

/** Gap between the rows of a result, px of the stage. */
const resultGap = 8;

/**
 * How an announced result fills the stage. Up to ten stand in one column, the chosen in taller rows; beyond,
 * two columns of equal rows.
 * @param standings in the order of the count
 * @param height px the list may take
 */
export function resultRows(standings: readonly { outcome: string }[], height: number): ResultRows {
	const count = standings.length;
	if (count > 10) {
		const { columns, rows } = stageList(count, height);
		const each = Math.floor((height - resultGap * (rows - 1)) / rows);
		const text = Math.min(56, Math.floor(each * 0.78));
		return { columns, heights: Array<number>(rows).fill(each), electedText: text, text };
	}
	const taller = count > 8 ? 1.1 : 1.3;
	const weights = standings.map(({ outcome }) => (outcome === 'elected' ? taller : 1));
	const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
	const share = Math.min(92, (height - resultGap * Math.max(0, count - 1)) / total);
	return {
		columns: 1,
		heights: weights.map((weight) => Math.floor(share * weight)),
		electedText: Math.max(48, Math.min(68, Math.floor(share * taller * 0.66))),
		text: Math.max(48, Math.min(56, Math.floor(share * 0.7)))
	};
}
