import { cardFromSeed, readTypedCode, typedCode, type Card } from '../crypto/card.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import { cardCodeIn } from './card-link.ts';

/** Symbols of a card code: 26 of the seed and one check symbol. */
export const codeLength = 27;

/** What a person can do something about; the last means that one symbol is probably wrong. */
export type CodeFault = 'code-empty' | 'code-symbol' | 'code-length' | 'code-check';

/** The card whose code was scanned, typed or opened as a link, and its code as it is printed. */
export function cardOf(given: string): Result<{ card: Card; code: string }, CodeFault> {
	const seed = readTypedCode(cardCodeIn(given));
	return seed.ok
		? ok({ card: cardFromSeed(seed.value), code: typedCode(seed.value) })
		: refuse(codeFault(given));
}

/** Symbols that count, for the line under the entry: white space and dashes of every kind do not. */
export const symbolsOf = (given: string): string =>
	cardCodeIn(given)
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\p{White_Space}\u200B\uFEFF\p{Pd}\u2212]/gu, '');

/** Only explains: whether a code is good is decided by `readTypedCode` alone. */
function codeFault(given: string): CodeFault {
	const symbols = symbolsOf(given);
	if (symbols === '') return 'code-empty';
	if (!/^[0-9A-TV-Z]*$/.test(symbols)) return 'code-symbol';
	return symbols.length === codeLength ? 'code-check' : 'code-length';
}
