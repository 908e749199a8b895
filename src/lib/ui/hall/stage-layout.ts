import type { StandingView } from '../../wire/views.ts';

/** Hall screens are 16:9, or 32:9 on an LED wall; the picture is drawn at 1080 lines and scaled. */
export type StageShape = 'standard' | 'wide';

export const stageSizes = {
	standard: { width: 1920, height: 1080 },
	wide: { width: 3840, height: 1080 }
} as const;

/** Smallest text of the stage, px of its 1080 lines: 4.44 % of the picture's height. */
export const STAGE_TEXT_FLOOR = 48;

/** Inside of the safe area, px of the stage. */
export const stageRoom = { standard: 1766, wide: 3532 } as const;

/** Rather too much than too little: a Chinese character is one, a digit, a space and a Latin letter less. */
export const textEms = (text: string): number =>
	[...text].reduce((ems, character) => ems + (character.codePointAt(0)! < 0x2000 ? 0.6 : 1), 0);

/** Lines that a text in the smallest size takes. */
export const textLines = (text: string, room: number): number => {
	const width = textEms(text) * STAGE_TEXT_FLOOR;
	// No line begins with a comma: each but the last may lose a character or two.
	return width <= room ? 1 : Math.ceil(width / (room - 2 * STAGE_TEXT_FLOOR));
};

export type TitleFit = { text: number; lines: number };

/** The first of the ways to set a title that its room takes, else the last. Titles have up to seventy characters. */
function fitTitle(title: string, room: number, ways: readonly TitleFit[]): TitleFit {
	const ems = textEms(title);
	return ways.find(({ text, lines }) => ems * text <= lines * room - (lines - 1) * 2 * text) ?? ways.at(-1)!;
}

/** A title on a line of its own in the middle of a picture. */
export const titleText = (title: string, room: number = stageRoom.standard): number =>
	fitTitle(title, room, [
		{ text: 84, lines: 1 },
		{ text: 72, lines: 1 },
		{ text: 60, lines: 1 },
		{ text: 60, lines: 2 },
		{ text: STAGE_TEXT_FLOOR, lines: 2 }
	]).text;

export type TallyHead = { text: number; above: boolean; height: number; list: number };

/**
 * The head of the live tally: its title beside the figures where it has room there, else above them, for which
 * the list gives way. `height` and `list`, px: of the head and of the list below it.
 * @param beside px that the figures take
 */
export function tallyHead(title: string, beside: number, shape: StageShape): TallyHead {
	const room = stageRoom[shape];
	const short = [60, STAGE_TEXT_FLOOR].find((text) => textEms(title) * text <= room - beside);
	if (short) return { text: short, above: false, height: 92, list: 712 };
	const { text, lines } = fitTitle(title, room, [
		{ text: 60, lines: 1 },
		{ text: STAGE_TEXT_FLOOR, lines: 1 },
		{ text: STAGE_TEXT_FLOOR, lines: 2 }
	]);
	return lines === 1
		? { text, above: true, height: 144, list: 680 }
		: { text, above: true, height: 186, list: 638 };
}

/** Between the two shapes a room gets the one it wastes less on. */
export const shapeOf = (width: number, height: number): StageShape =>
	height > 0 && width / height >= 2.5 ? 'wide' : 'standard';

/** Candidates on one picture: 2 × 10 or 3 × 7; more are paged by the chair. */
export const listCapacity = { standard: 20, wide: 21 } as const;

export type StageList = { columns: 1 | 2 | 3; rows: number; text: number };

/**
 * How a list in ballot order fills the stage, down each column. Names have at most twelve characters, which
 * is what bounds the text where columns stand beside each other.
 */
export function stageList(count: number, shape: StageShape): StageList {
	if (shape === 'wide') {
		const columns = count > 14 ? 3 : count > 7 ? 2 : 1;
		return { columns, rows: Math.max(1, Math.ceil(count / columns)), text: 64 };
	}
	if (count > 10) return { columns: 2, rows: Math.ceil(count / 2), text: STAGE_TEXT_FLOOR };
	return { columns: 1, rows: Math.max(1, count), text: count > 8 ? 56 : 64 };
}

/** Chunks of a list that fit one picture each; one empty page where there is nothing. */
export function pagesOf<Entry>(entries: readonly Entry[], perPage: number): Entry[][] {
	const pages: Entry[][] = [];
	for (let from = 0; from < entries.length; from += perPage) pages.push(entries.slice(from, from + perPage));
	return pages.length ? pages : [[]];
}

/** The page that the chair turned to, kept within what there is. */
export const pageAt = <Page>(pages: readonly Page[], page: number): Page =>
	pages[Math.min(Math.max(page, 1), pages.length) - 1]!;

/** What becomes of a candidate, as the hall groups them; over the majority and yet not chosen is its own. */
export type Outcome = 'elected' | 'tied' | 'passed' | 'not-elected';

const outcomes: readonly Outcome[] = ['elected', 'tied', 'passed', 'not-elected'];

/** `threshold` null: the round asked for no majority, so nobody is 过半数. */
export const outcomeOf = (
	standing: Pick<StandingView, 'outcome' | 'passed'>,
	threshold: number | null
): Outcome => {
	const { outcome, passed } = standing;
	if (outcome === 'not-elected') return passed && threshold !== null ? 'passed' : outcome;
	if (outcome === 'elected' || outcome === 'tied') return outcome;
	throw new Error(`a grade among the outcomes of a vote: ${outcome}`);
};

export type Slot<Standing> =
	{ outcome: Outcome; count: number; again: boolean } | { outcome: Outcome; standing: Standing };

/**
 * A result of more than ten on 16:9: two columns under words, since a row has no room for a name of twelve
 * characters and its outcome in words. A heading is repeated on top of the second column and never ends one.
 */
export function groupedColumns<Standing extends Pick<StandingView, 'outcome' | 'passed'>>(
	standings: readonly Standing[],
	threshold: number | null
): { columns: Slot<Standing>[][]; rows: number } {
	for (let rows = Math.max(2, Math.ceil((standings.length + 1) / 2)); ; rows++) {
		const columns = fill(standings, threshold, rows);
		if (columns.length <= 2) return { columns, rows };
	}
}

function fill<Standing extends Pick<StandingView, 'outcome' | 'passed'>>(
	standings: readonly Standing[],
	threshold: number | null,
	rows: number
): Slot<Standing>[][] {
	const columns: Slot<Standing>[][] = [[]];
	const last = () => columns.at(-1)!;
	for (const outcome of outcomes) {
		const group = standings.filter((standing) => outcomeOf(standing, threshold) === outcome);
		if (!group.length) continue;
		if (last().length > rows - 2) columns.push([]);
		last().push({ outcome, count: group.length, again: false });
		for (const standing of group) {
			if (last().length === rows) columns.push([{ outcome, count: group.length, again: true }]);
			last().push({ outcome, standing });
		}
	}
	return columns;
}

/**
 * A result in whole rows, each with its outcome in words: one column up to ten on 16:9; on 32:9 two, the
 * chosen on the left and the others on the right where that fits.
 */
export function resultColumns<Standing extends { outcome: string }>(
	standings: readonly Standing[],
	shape: StageShape
): Standing[][] {
	if (shape === 'standard') return [[...standings]];
	const chosen = standings.filter(({ outcome }) => outcome === 'elected');
	const others = standings.filter(({ outcome }) => outcome !== 'elected');
	const half = Math.ceil(standings.length / 2);
	if (chosen.length && others.length && Math.max(chosen.length, others.length) <= 11) return [chosen, others];
	return [standings.slice(0, half), standings.slice(half)].filter((column) => column.length);
}

/** Text of a result's rows, px of the stage. @param height px of the list */
export const rowText = (rows: number, height: number): number =>
	Math.max(STAGE_TEXT_FLOOR, Math.min(64, Math.floor((height / rows) * 0.68)));
