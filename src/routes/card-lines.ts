import { fromBase64url } from '#lib/crypto/bytes.ts';
import { readRollCsv } from '#lib/wire/cards.ts';

type CardLine = { number: number; cardId: Uint8Array; publicKey: Uint8Array };

/** The lines of a roll.csv as the commands take them, or the row at fault. */
export function cardLines(roll: string): { ok: true; lines: CardLine[] } | { ok: false; row: number } {
	const read = readRollCsv(roll);
	if (!read.ok) return read;
	return {
		ok: true,
		lines: read.lines.map(({ number, cardId, publicKey }) => ({
			number,
			cardId: fromBase64url(cardId),
			publicKey: fromBase64url(publicKey)
		}))
	};
}
