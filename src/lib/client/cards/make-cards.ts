import { toBase64url } from '../../crypto/bytes.ts';
import { cardFromSeed, cardUrl, typedCode } from '../../crypto/card.ts';
import type { RollLine } from '../../wire/roll-csv.ts';

export type CardHolder = { number: number; name: string; delegation: string; seat: string };

/** A card to print: whoever holds `code` or `url` holds the deputy's ballot. */
export type PrintedCard = CardHolder & { code: string; url: string };

/** What is printed, and the little that may be imported. */
export type MadeCard = { printed: PrintedCard; imported: RollLine };

/** Fresh cards, one a deputy. The seeds exist inside this call, and after it in the printed codes alone. */
export const makeCards = (holders: readonly CardHolder[], origin: string): MadeCard[] =>
	holders.map((holder) => makeCard(holder, origin, crypto.getRandomValues(new Uint8Array(16))));

function makeCard(holder: CardHolder, origin: string, seed: Uint8Array): MadeCard {
	const { number, name, delegation, seat } = holder;
	const code = typedCode(seed);
	const { cardId, publicKey } = cardFromSeed(seed);
	return {
		printed: { number, name, delegation, seat, code, url: cardUrl(origin, code) },
		imported: { number, cardId: toBase64url(cardId), publicKey: toBase64url(publicKey) }
	};
}
