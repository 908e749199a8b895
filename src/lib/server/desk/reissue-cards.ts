import { and, eq, inArray } from 'drizzle-orm';
import { equalBytes } from '../../crypto/bytes.ts';
import { confirmsReissue, mayConfirmReissue, mayRequestReissue } from '../../domain/card-reissue.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { SECOND_PERSON_MS } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, violatedConstraint, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { draw, meeting, staff } from '../db/schema.ts';
import { pendingReissue } from '../db/setup-schema.ts';
import {
	addCard,
	auditCards,
	holdersOf,
	keyText,
	ownDrawableRounds,
	retireCard,
	takenKey,
	tellOfCards,
	type CardLine,
	type CardLineRefusal,
	type Holder,
	type CardRecord
} from './card-access.ts';

export type ReissueRefusal =
	| 'forbidden'
	| 'card-none-before'
	| 'card-drew-round'
	| 'card-was-revoked'
	| 'another-act-pending'
	| 'nothing-pending'
	| 'same-person'
	| 'second-person-too-late'
	| CardLineRefusal;

/**
 * 补发, the first person's half: the new cards lie printed, and their public halves wait for a scrutineer.
 * Nothing has changed until then. An earlier request of the same person is replaced.
 */
export function requestReissue(
	desk: Desk,
	actor: StaffActor,
	input: { lines: CardLine[]; reason: string },
	now = new Date()
): Promise<Result<{ cards: number }, ReissueRefusal>> {
	return act(desk, actor.congressId, async (tx) => {
		if (!mayRequestReissue(actor.role)) return refuse('forbidden');
		const holders = await replaceable(tx, input.lines);
		if (!holders.ok) return holders;
		const waiting = await tx.select().from(pendingReissue);
		const isFresh = (at: Date) => now.getTime() - at.getTime() <= SECOND_PERSON_MS;
		if (waiting.some((entry) => entry.requestedBy !== actor.id && isFresh(entry.requestedAt)))
			return refuse('another-act-pending');
		await tx.delete(pendingReissue);
		await tx.insert(pendingReissue).values(
			input.lines.map(({ number, cardId, publicKey }) => ({
				congressId: actor.congressId,
				delegateId: holders.value.get(number)!.id,
				cardId,
				publicKey,
				reason: input.reason,
				requestedBy: actor.id,
				requestedAt: now
			}))
		);
		await tellConsoles(tx, actor.congressId);
		// The first half is written down too: nobody can prepare a card unseen.
		await auditCards(tx, { congressId: actor.congressId, actor: actor.username, at: now }, [
			{ act: 'reissue-card-requested', detail: { cards: input.lines.length, reason: input.reason } }
		]);
		return ok({ cards: input.lines.length });
	});
}

/**
 * The second person's half. The old card is dead from here on, the new one lives, and the chain of every meeting
 * with a round under way says so, because only such a record lets the new card stand in that round's archive.
 *
 * @param input.lines what the scrutineer's page showed: another request is not confirmed by mistake
 */
export async function confirmReissue(
	desk: Desk,
	actor: StaffActor,
	input: { lines: CardLine[] },
	now = new Date()
): Promise<Result<{ cards: number }, ReissueRefusal>> {
	try {
		return await confirm(desk, actor, input.lines, now);
	} catch (error) {
		if (takenKey(violatedConstraint(error))) return refuse('card-key-taken', { number: '' });
		throw error;
	}
}

function confirm(
	desk: Desk,
	actor: StaffActor,
	lines: CardLine[],
	now: Date
): Promise<Result<{ cards: number }, ReissueRefusal>> {
	return act(desk, actor.congressId, async (tx) => {
		if (!mayConfirmReissue(actor.role) && !mayRequestReissue(actor.role)) return refuse('forbidden');
		const holders = await replaceable(tx, lines);
		if (!holders.ok) return holders;
		// Taken away first, so that of two confirmations and a withdrawal at once only one finds it.
		const waiting = await tx.delete(pendingReissue).returning();
		const [one] = waiting;
		const isShown = lines.every((line) => {
			const { id } = holders.value.get(line.number)!;
			const pending = waiting.find(({ delegateId }) => delegateId === id);
			return pending !== undefined && equalBytes(line.publicKey, pending.publicKey);
		});
		if (!one || !isShown || waiting.length !== lines.length) return refuse('nothing-pending');
		const [first] = await tx
			.select({ username: staff.username })
			.from(staff)
			.where(eq(staff.id, one.requestedBy));
		const second = confirmsReissue({
			requestedBy: one.requestedBy,
			requestedAtMs: one.requestedAt.getTime(),
			by: { id: actor.id, role: actor.role },
			nowMs: now.getTime()
		});
		if (!second.ok) return second;
		const records: CardRecord[] = [];
		for (const line of lines) {
			const holder = holders.value.get(line.number)!;
			// The live card, else the one revoked last: the archive follows the keys of a deputy one by one.
			const old = holder.cards[0]!;
			if (old.state !== 'revoked') await retireCard(tx, old, { reason: one.reason, now });
			await addCard(tx, actor, { line, holder, now });
			records.push({
				act: 'card-reissued',
				detail: { number: line.number, old: keyText(old.publicKey), new: keyText(line.publicKey) }
			});
		}
		await tellOfCards(tx, actor.congressId);
		await auditCards(
			tx,
			{ congressId: actor.congressId, actor: `${first!.username}, ${actor.username}`, at: now },
			records
		);
		return ok({ cards: lines.length });
	});
}

/** 撤回: the first person takes the request back; the printed cards are waste paper. */
export function withdrawReissue(
	desk: Desk,
	actor: StaffActor,
	now = new Date()
): Promise<Result<object, 'nothing-pending'>> {
	return act(desk, actor.congressId, async (tx) => {
		const gone = await tx
			.delete(pendingReissue)
			.where(eq(pendingReissue.requestedBy, actor.id))
			.returning({ id: pendingReissue.delegateId });
		if (!gone.length) return refuse('nothing-pending');
		await tellConsoles(tx, actor.congressId);
		await auditCards(tx, { congressId: actor.congressId, actor: actor.username, at: now }, [
			{ act: 'act-withdrawn', detail: { withdrawn: 'reissue-card' } }
		]);
		return ok({});
	});
}

/**
 * The deputies whose card may be replaced by these. A ballot drawn with the old card in a round that is not closed
 * stays with that card: the new one could not draw there, so the reissue waits for the close.
 */
async function replaceable(tx: Tx, lines: CardLine[]): Promise<Result<Map<number, Holder>, ReissueRefusal>> {
	const rounds = await ownDrawableRounds(tx);
	const holders = await holdersOf(tx, lines);
	if (!holders.ok) return holders;
	const everybody = lines.map(({ number }) => holders.value.get(number)!);
	const bare = everybody.find(({ cards }) => !cards.length);
	if (bare) return refuse('card-none-before', { number: bare.number, name: bare.name });
	for (const { number, publicKey } of lines) {
		const { name, cards } = holders.value.get(number)!;
		const known = cards.some((entry) => equalBytes(entry.publicKey, publicKey));
		if (known) return refuse('card-was-revoked', { number, name });
	}
	const drawn = rounds.length
		? await tx
				.select({ id: draw.delegateId })
				.from(draw)
				.where(
					and(
						eq(draw.channel, 'electronic'),
						inArray(
							draw.roundId,
							rounds.map(({ id }) => id)
						),
						inArray(
							draw.delegateId,
							everybody.map(({ id }) => id)
						)
					)
				)
		: [];
	const drew = everybody.find(({ id }) => drawn.some((entry) => entry.id === id));
	return drew ? refuse('card-drew-round', { number: drew.number, name: drew.name }) : holders;
}

/** Only consoles look again: nothing has changed for a tablet yet. */
async function tellConsoles(tx: Tx, congressId: string): Promise<void> {
	const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
	if (current) await notifyDesk(tx, congressId, current.id);
}
