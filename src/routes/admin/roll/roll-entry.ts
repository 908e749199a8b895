import { soundsLike, type NameSound } from '#lib/client/pinyin.ts';
import { cardCodeIn } from '#lib/client/card-link.ts';
import { toHex } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode } from '#lib/crypto/card.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import type { RollRow } from '#lib/wire/views.ts';

export type EntryRefusal = 'bad-card' | 'unknown-card' | 'unknown-number' | 'choose-row' | 'already';

/** Whom an entry at the check-in desk stands for; `row` is known where the refusal is about one deputy. */
export type Entry = Result<RollRow, EntryRefusal> & { row?: RollRow };

/**
 * Reads what the scanner or the keyboard gave, up to Enter: a card's link or code, or a deputy's number. A card
 * is recognised by the id that follows from its seed, here in the browser: the seed is never sent. A name never
 * checks anybody in by itself, because two deputies may share it.
 */
export function readEntry(entered: string, roll: RollRow[]): Entry {
	const text = entered.normalize('NFKC').trim();
	const found = looksLikeCard(text) ? byCard(text, roll) : byNumber(text, roll);
	if (!found.ok) return found;
	const row = found.value;
	// Who left is at the desk again: an entry that brings the deputy back.
	return row.checkedInAt === null || row.leftAt !== null ? found : { ...refuse('already'), row };
}

/** A code has 27 symbols, in groups; a name or a number never comes near that. */
export const looksLikeCard = (entered: string): boolean =>
	/^https?:/i.test(entered.trim()) || entered.replace(/[^0-9a-z]/gi, '').length >= 20;

/**
 * The deputies a search shows: by number (leading zeros free), name, delegation or seat, or the name's pinyin or
 * its initials.
 */
export function matchingRows(
	roll: RollRow[],
	search: string,
	sounds: ReadonlyMap<string, NameSound> = new Map()
): RollRow[] {
	const words = search.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
	return roll.filter((row) =>
		words.every(
			(word) =>
				(/^\d+$/.test(word) && String(row.number).startsWith(String(Number(word)))) ||
				(/^[a-z]+$/.test(word) && soundsLike(sounds.get(row.name), word)) ||
				`${row.name} ${row.delegation} ${row.seat}`.toLowerCase().includes(word)
		)
	);
}

function byCard(text: string, roll: RollRow[]): Entry {
	const seed = readTypedCode(cardCodeIn(text));
	if (!seed.ok) return refuse('bad-card');
	const cardId = toHex(cardFromSeed(seed.value).cardId);
	const row = roll.find((candidate) => candidate.cardId === cardId);
	return row ? ok(row) : refuse('unknown-card');
}

function byNumber(text: string, roll: RollRow[]): Entry {
	if (!/^\d{1,9}$/.test(text)) return refuse('choose-row');
	const row = roll.find(({ number }) => number === Number(text));
	return row ? ok(row) : refuse('unknown-number', { number: Number(text) });
}
