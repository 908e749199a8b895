import { createHash } from 'node:crypto';
import { equalBytes, toBase64url } from '../../crypto/bytes.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { rollCsv } from '../../wire/roll-csv.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, violatedConstraint, type Desk } from '../db/client.ts';
import {
	addCard,
	auditCards,
	holdersOf,
	keyText,
	ownDrawableRounds,
	takenKey,
	tellOfCards,
	type CardLine,
	type CardLineRefusal
} from './card-access.ts';

export type IssueCardsRefusal =
	'forbidden' | 'card-round-frozen' | 'card-exists' | 'card-was-revoked' | CardLineRefusal;

/**
 * 发证: the public halves of cards that lie printed, from the page that made them or from a roll.csv. Only for
 * deputies who never had a card: whoever replaces one needs a second person (`reissueCards`). The same file twice
 * changes nothing; one line at fault refuses all.
 *
 * While a round is ready or open nobody gets a first card: the roll of that round is frozen, and a ballot drawn
 * from outside of it would make the round unverifiable.
 */
export async function issueCards(
	desk: Desk,
	actor: StaffActor,
	input: { lines: CardLine[] },
	now = new Date()
): Promise<Result<{ issued: number; unchanged: number }, IssueCardsRefusal>> {
	try {
		return await issue(desk, actor, input.lines, now);
	} catch (error) {
		if (takenKey(violatedConstraint(error))) return refuse('card-key-taken', { number: '' });
		throw error;
	}
}

function issue(
	desk: Desk,
	actor: StaffActor,
	lines: CardLine[],
	now: Date
): Promise<Result<{ issued: number; unchanged: number }, IssueCardsRefusal>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		const [frozen] = await ownDrawableRounds(tx);
		const holders = await holdersOf(tx, lines);
		if (!holders.ok) return holders;
		const fresh: CardLine[] = [];
		for (const line of lines) {
			const { name, cards } = holders.value.get(line.number)!;
			const same = cards.find(({ publicKey }) => equalBytes(publicKey, line.publicKey));
			if (same?.state === 'revoked') return refuse('card-was-revoked', { number: line.number, name });
			if (same) continue;
			if (cards.length) return refuse('card-exists', { number: line.number, name });
			fresh.push(line);
		}
		const counts = { issued: fresh.length, unchanged: lines.length - fresh.length };
		if (!fresh.length) return ok(counts);
		if (frozen) return refuse('card-round-frozen', { round: frozen.title });
		for (const line of fresh)
			await addCard(tx, actor, { line, holder: holders.value.get(line.number)!, now });
		await tellOfCards(tx, actor.congressId);
		await auditCards(tx, { congressId: actor.congressId, actor: actor.username, at: now }, [
			{ act: 'cards-issued', detail: { cards: fresh.length, roll: hashOf(fresh) } }
		]);
		return ok(counts);
	});
}

/** SHA-256 of the new lines as a roll.csv: which keys were issued, in one line of the chain. */
const hashOf = (lines: CardLine[]): string =>
	toBase64url(
		createHash('sha256')
			.update(
				rollCsv(
					lines.map(({ number, cardId, publicKey }) => ({
						number,
						cardId: toBase64url(cardId),
						publicKey: keyText(publicKey)
					}))
				)
			)
			.digest()
	);
