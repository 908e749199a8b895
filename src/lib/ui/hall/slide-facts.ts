import type { CandidateSheet } from '../../wire/views.ts';

export type SlideFact = 'content' | 'scale' | 'amount' | 'funding' | 'unit' | 'period';

export type SlideFacts = {
	facts: { fact: SlideFact; text: string }[];
	/** Text height in px of the stage. */
	text: 64 | 56 | 48;
	/** Some of it did not fit; the whole stands on the tablets. */
	shortened: boolean;
};

/** Lines that fit under a candidate's name of one line, the gaps between the facts taken off. */
const LINES = { 64: 7, 56: 8, 48: 9 } as const;
/** px that a name of two or of three lines takes from them, with what a second line of the meeting's name may take. */
const LONG_NAME = [0, 84, 160] as const;
/** A long name's size, and the room beside the candidate's number: px of the stage. */
const NAME = { size: 64, room: 1530 } as const;
/** Height of a fact's line, in ems. */
const LEADING = 1.24;

/**
 * Three to five facts of a candidate for one picture, none of them cut in the middle of a clause: a sheet that
 * says more than fits is shortened by whole clauses of its content.
 * @param width px a fact's text may take
 */
export function slideFacts(
	{ text: words, name }: Pick<CandidateSheet, 'text' | 'name'>,
	width: number
): SlideFacts {
	const { content, amount, funding, unit, period } = words;
	const taken = LONG_NAME[Math.min(2, linesOf(name, NAME.room, NAME.size) - 1)]!;
	const fitting = (size: keyof typeof LINES) => LINES[size] - Math.ceil(taken / (size * LEADING));
	const all: { fact: SlideFact; text: string }[] = [
		{ fact: 'content', text: content },
		{ fact: 'amount', text: amount },
		{ fact: 'funding', text: funding },
		{ fact: 'unit', text: unit },
		{ fact: 'period', text: period }
	];
	const facts = all.filter(({ text }) => text.trim() !== '');
	for (const text of [64, 56, 48] as const) {
		const lines = facts.reduce((sum, fact) => sum + linesOf(fact.text, width, text), 0);
		if (lines <= fitting(text)) return { facts, text, shortened: false };
	}
	const others = facts.filter(({ fact }) => fact !== 'content');
	// One less, for the line that says where the whole is.
	const room = fitting(48) - 1 - others.reduce((sum, fact) => sum + linesOf(fact.text, width, 48), 0);
	const shorter = clauses(content, (text) => linesOf(text, width, 48) <= room);
	return {
		facts: [...(shorter ? [{ fact: 'content' as const, text: shorter }] : []), ...others],
		text: 48,
		shortened: true
	};
}

/** Figures and letters are narrower than a character; counting them as whole ones errs on the safe side. */
const linesOf = (text: string, width: number, size: number) =>
	Math.ceil(text.length / Math.floor(width / size));

/** The longest run of whole clauses from the beginning that fits. */
function clauses(text: string, fits: (text: string) => boolean): string {
	let kept = '';
	for (const [clause] of text.matchAll(/[^。；，;,]+[。；，;,]?/g)) {
		if (!fits(kept + clause)) break;
		kept += clause;
	}
	return kept.replace(/[；，;,]$/, '。');
}
