import type { RuleSet } from './rule-set.ts';
import { offeredMarks, type PaperBallot, type PaperMark } from './paper.ts';

/**
 * Keying one batch of paper ballots, key by key. Up to nine candidates a digit is a candidate; from ten on every
 * number takes two digits (07, 12), so that no key ever waits to learn whether another follows. `+`, `/` and `-` say
 * which mark the numbers after them give, 赞成 or 满意, 基本满意, 反对 or 不满意; every ballot begins with the first.
 */
export type EntryKey =
	| '0'
	| '1'
	| '2'
	| '3'
	| '4'
	| '5'
	| '6'
	| '7'
	| '8'
	| '9'
	/** The ballot is read: the next one. */
	| 'enter'
	/** Not clear what it says: to the chief scrutineer. */
	| 'x'
	| '+'
	| '/'
	| '-';

/** Why a key did nothing. A key that does nothing is not kept, so it is never undone either. */
export type EntryNotice =
	| { code: 'no-such-number'; number: number }
	| { code: 'one-more-digit' }
	| { code: 'nothing-marked' }
	| { code: 'blank-has-marks' }
	| { code: 'is-unclear' }
	| { code: 'no-against' }
	/** 基本满意 where the round is no survey. */
	| { code: 'no-basic' }
	| { code: 'batch-full' };

export type EntryTerms = { candidateCount: number; marks: RuleSet['marks']; size: number };

export type Entry = {
	/** The ballots read so far. */
	ballots: PaperBallot[];
	/** The ballot under way: ascending numbers. */
	approve: number[];
	against: number[];
	basic: number[];
	blank: boolean;
	unclear: boolean;
	/** What the next number gets. */
	mark: PaperMark;
	/** The first of two digits. */
	pending: string;
	/** Every key that did something: what undo takes back one by one, and what a reload is replayed from. */
	keys: EntryKey[];
	notice: EntryNotice | null;
};

export const emptyEntry: Entry = {
	ballots: [],
	approve: [],
	against: [],
	basic: [],
	blank: false,
	unclear: false,
	mark: 'approve',
	pending: '',
	keys: [],
	notice: null
};

const freshBallot = {
	approve: [],
	against: [],
	basic: [],
	blank: false,
	unclear: false,
	mark: 'approve',
	pending: ''
} as const satisfies Partial<Entry>;

const markOfKey = { '+': 'approve', '/': 'basic', '-': 'against' } as const satisfies Record<
	string,
	PaperMark
>;

/** How many digits a candidate's number takes. */
export const digitsOf = (candidateCount: number): number => String(candidateCount).length;

export const isFull = (entry: Entry, terms: EntryTerms): boolean => entry.ballots.length >= terms.size;

/** What one key makes of the batch. */
export function pressKey(entry: Entry, key: EntryKey, terms: EntryTerms): Entry {
	const next = after(entry, key, terms);
	if ('code' in next) return { ...entry, notice: next };
	return { ...entry, ...next, keys: [...entry.keys, key], notice: null };
}

/** The last key that did something is taken back; also into the ballot before. */
export const undoKey = (entry: Entry, terms: EntryTerms): Entry => replayKeys(entry.keys.slice(0, -1), terms);

/** The batch as these keys leave it, such as those a reloaded page had kept. */
export const replayKeys = (keys: readonly EntryKey[], terms: EntryTerms): Entry =>
	keys.reduce((entry, key) => pressKey(entry, key, terms), emptyEntry);

function after(entry: Entry, key: EntryKey, terms: EntryTerms): Partial<Entry> | EntryNotice {
	if (isFull(entry, terms)) return { code: 'batch-full' };
	switch (key) {
		case 'enter':
			return finishBallot(entry, terms);
		case 'x':
			// What was keyed of it does not count: the ruling reads the sheet itself.
			return { ...freshBallot, unclear: true };
		case '+':
		case '/':
		case '-':
			if (entry.unclear) return { code: 'is-unclear' };
			if (entry.pending) return { code: 'one-more-digit' };
			if (terms.marks === 'approve') return { code: 'no-against' };
			if (!offeredMarks(terms.marks).includes(markOfKey[key])) return { code: 'no-basic' };
			return { mark: markOfKey[key] };
		default:
			return digit(entry, key, terms);
	}
}

function digit(entry: Entry, key: string, terms: EntryTerms): Partial<Entry> | EntryNotice {
	if (entry.unclear) return { code: 'is-unclear' };
	const typed = entry.pending + key;
	const wanted = digitsOf(terms.candidateCount);
	const isZero = Number(typed) === 0;
	if (typed.length < wanted) return { pending: typed };
	if (isZero) return hasMarks(entry) ? { code: 'blank-has-marks' } : { blank: true, pending: '' };
	const number = Number(typed);
	if (number > terms.candidateCount) return { code: 'no-such-number', number };
	return { blank: false, pending: '', ...toggled(entry, number) };
}

/** A number gets the mark, loses it when it had it, and never has two. */
function toggled(entry: Entry, number: number): Pick<Entry, PaperMark> {
	const without = (numbers: number[]) => numbers.filter((other) => other !== number);
	const flip = (numbers: number[]) =>
		numbers.includes(number) ? without(numbers) : [...numbers, number].sort((a, b) => a - b);
	const next = (mark: PaperMark) => (mark === entry.mark ? flip(entry[mark]) : without(entry[mark]));
	return { approve: next('approve'), basic: next('basic'), against: next('against') };
}

function finishBallot(entry: Entry, { marks }: EntryTerms): Partial<Entry> | EntryNotice {
	const { ballots, approve, against, basic, blank, unclear, pending } = entry;
	if (unclear) return { ...freshBallot, ballots: [...ballots, { unclear: true }] };
	// A lone 0 is a blank ballot; any other lone digit is half a number, and nobody may guess the rest.
	const isBlank = blank || (/^0+$/.test(pending) && !hasMarks(entry));
	if (pending && !isBlank) return { code: 'one-more-digit' };
	// Enter twice must not make a blank ballot out of nothing.
	if (!isBlank && !hasMarks(entry)) return { code: 'nothing-marked' };
	const read = { approve, against, ...(marks === 'three-grades' && { basic }) };
	return { ...freshBallot, ballots: [...ballots, read] };
}

/** Whether the ballot under way carries any mark. */
export const hasMarks = ({ approve, against, basic }: Entry): boolean =>
	approve.length + against.length + basic.length > 0;
