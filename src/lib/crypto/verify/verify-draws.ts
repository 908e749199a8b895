import { ok } from '../../domain/result.ts';
import type { ElectronicDraw, SealedArchive } from '../archive.ts';
import type { AuditRecord } from '../audit.ts';
import { fromBase64url, toBase64url } from '../bytes.ts';
import { cardIdOf } from '../card.ts';
import { isUsablePublicKey } from '../ed25519.ts';
import { inIssuerRange } from '../issuer-key.ts';
import { rollHash } from '../manifest.ts';
import { verifyDrawSignature } from '../ticket.ts';
import { fault, type Checked } from './archive-fault.ts';
import type { RoundTerms } from './verify-manifest.ts';

/** The card keys each number may draw with: the roll's, and those of reissues later than the roll. */
type Cards = Map<number, { keys: Set<string>; checkedIn: boolean }>;

/**
 * Who drew: the roll, the reissued cards, and one draw per number, checked in, signed by one of its own cards.
 *
 * @param terms null where only the sealed archive is at hand: signatures and the roll's hash stay open then
 * @returns how many ballots were issued on each channel, and how many delegates were checked in
 */
export function verifyDraws(
	archive: SealedArchive,
	terms: RoundTerms | null
): Checked<{ electronic: number; paper: number; checkedIn: number }> {
	const cards = readRoll(archive, terms);
	if (!cards.ok) return cards;
	let before = 0;
	let electronic = 0;
	for (const draw of archive.draws) {
		const { number } = draw;
		if (number <= before) return fault('draws-not-sorted', { number });
		before = number;
		const deputy = cards.value.get(number);
		if (!deputy) return fault('draw-not-on-roll', { number });
		if (!deputy.checkedIn) return fault('draw-not-checked-in', { number });
		if ('paper' in draw) continue;
		if (!deputy.keys.has(draw.cardPublicKey)) return fault('draw-by-unknown-card', { number });
		const signed = terms ? verifyDraw(draw, terms) : ok(null);
		if (!signed.ok) return signed;
		electronic += 1;
	}
	const checkedIn = archive.roll.filter((line) => line.checkedIn).length;
	return ok({ electronic, paper: archive.draws.length - electronic, checkedIn });
}

function readRoll(archive: SealedArchive, terms: RoundTerms | null): Checked<Cards> {
	const cards: Cards = new Map();
	const taken = new Set<string>();
	let before = 0;
	for (const { number, cardPublicKey, checkedIn } of archive.roll) {
		if (number <= before) return fault('roll-not-sorted', { number });
		before = number;
		if (!takeCard(taken, cardPublicKey)) return fault('bad-card-key', { number });
		cards.set(number, { keys: new Set([cardPublicKey]), checkedIn });
	}
	if (terms && toBase64url(rollHash(archive.roll)) !== terms.manifest.rollHash)
		return fault('roll-hash-differs');
	if (terms && archive.roll.length > terms.manifest.electorate) return fault('roll-exceeds-electorate');
	return addReissued(cards, taken, archive.audit);
}

/**
 * A record whose old card is not known for its number tells of a reissue before the roll was frozen: the roll
 * has its outcome already.
 */
function addReissued(cards: Cards, taken: Set<string>, audit: readonly AuditRecord[]): Checked<Cards> {
	for (const { act, detail, seq } of audit) {
		if (act !== 'card-reissued') continue;
		const deputy = cards.get(Number(detail?.number));
		if (!deputy?.keys.has(String(detail?.old))) continue;
		const reissued = String(detail?.new);
		if (!takeCard(taken, reissued)) return fault('bad-card-key', { seq });
		deputy.keys.add(reissued);
	}
	return ok(cards);
}

/** Whether a key is usable and neither it nor its card id is another card's. Remembers both. */
function takeCard(taken: Set<string>, cardPublicKey: string): boolean {
	const key = fromBase64url(cardPublicKey);
	const cardId = `id ${toBase64url(cardIdOf(key))}`;
	const isFree = isUsablePublicKey(key) && !taken.has(cardPublicKey) && !taken.has(cardId);
	taken.add(cardPublicKey).add(cardId);
	return isFree;
}

function verifyDraw(draw: ElectronicDraw, terms: RoundTerms): Checked {
	const { number } = draw;
	const blinded = draw.blinded.map((value) => fromBase64url(value));
	const fits =
		blinded.length === terms.issuers.length &&
		terms.issuers.every((issuer, at) => inIssuerRange(issuer, blinded[at]!));
	if (!fits) return fault('bad-blinded', { number });
	const key = fromBase64url(draw.cardPublicKey);
	const signature = fromBase64url(draw.signature);
	return verifyDrawSignature(key, terms.manifest.roundId, terms.hash, blinded, signature)
		? ok(null)
		: fault('bad-draw-signature', { number });
}
