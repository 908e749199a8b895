import { and, eq, ne } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { card, delegate } from '../db/schema.ts';
import { auditCards, keyText, ownDrawableRounds, retireCard, tellOfCards } from './card-access.ts';

/**
 * 挂失: a lost card opens nothing from now on, and its sessions end. There is no way back: a card that turns up
 * again may have been copied, so its deputy gets a new one. A card that drew a ballot of a round not yet
 * certified may still finish that ballot, as the draw is its own and can't be given to another card.
 *
 * @param input.cardId of the card that the page showed
 */
export function revokeCard(
	desk: Desk,
	actor: StaffActor,
	input: { delegateNumber: number; cardId: Uint8Array; reason: string },
	now = new Date()
): Promise<Result<{ name: string; finishes: boolean }, 'forbidden' | 'card-not-live'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		await ownDrawableRounds(tx);
		const [holder] = await tx
			.select()
			.from(delegate)
			.where(eq(delegate.number, input.delegateNumber))
			.for('no key update');
		const [live] = await tx
			.select()
			.from(card)
			.where(and(eq(card.cardId, input.cardId), ne(card.state, 'revoked')));
		if (!holder || live?.delegateId !== holder.id) return refuse('card-not-live');
		const finishes = await retireCard(tx, live, { reason: input.reason, now });
		await tellOfCards(tx, actor.congressId);
		await auditCards(tx, { congressId: actor.congressId, actor: actor.username, at: now }, [
			{
				act: 'card-revoked',
				detail: {
					number: input.delegateNumber,
					card: keyText(live.publicKey),
					reason: input.reason
				}
			}
		]);
		return ok({ name: holder.name, finishes });
	});
}
