import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { AuditAct } from '../../i18n/zh-CN/audit.ts';
import type { AuditDetail } from '../../crypto/audit.ts';
import { equalBytes, toBase64url } from '../../crypto/bytes.ts';
import { cardIdOf } from '../../crypto/card.ts';
import { isUsablePublicKey } from '../../crypto/ed25519.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRound } from '../db/round-lock.ts';
import { card, checkIn, delegate, meeting, round, session } from '../db/schema.ts';
import { rehearsalCard } from '../db/setup-schema.ts';
import { drewWithCard } from '../queries/drew-with-card.ts';
import { appendAudit } from './audit.ts';
import { appendCongressAudit } from './congress-audit.ts';

/** The public half of a card, as a roll.csv brings it. */
export type CardLine = { number: number; cardId: Uint8Array; publicKey: Uint8Array };

export type CardRow = typeof card.$inferSelect;
export type Holder = { id: string; number: number; name: string; cards: CardRow[] };

export type CardLineRefusal = 'card-no-delegate' | 'card-key-bad' | 'card-key-taken';

/** What the database calls a key or a card id that stands somewhere already, in whichever congress. */
export const takenKey = (constraint: string | null): boolean =>
	constraint === 'card_pk' || constraint === 'card_public_key';

/**
 * Rounds in which a ballot can still be drawn, owned by this transaction: a draw is wholly before or wholly
 * after what happens to a card. A rehearsal that is not the current meeting binds nobody.
 */
export async function ownDrawableRounds(tx: Tx): Promise<{ id: string; meetingId: string; title: string }[]> {
	const rows = await tx
		.select({ id: round.id, meetingId: round.meetingId, title: round.title })
		.from(round)
		.innerJoin(meeting, eq(meeting.id, round.meetingId))
		.where(
			and(
				inArray(round.state, ['ready', 'open', 'paused']),
				or(eq(meeting.current, true), isNull(meeting.rehearsalOf))
			)
		)
		.orderBy(asc(round.id));
	for (const { id } of rows) await ownRound(tx, id);
	return rows;
}

/** The deputies of these lines with all their cards, newest first; a deputy has one live card at most. */
export async function holdersOf(
	tx: Tx,
	lines: readonly CardLine[]
): Promise<Result<Map<number, Holder>, CardLineRefusal>> {
	const bad = lines.find(
		({ cardId, publicKey }) => !isUsablePublicKey(publicKey) || !equalBytes(cardIdOf(publicKey), cardId)
	);
	if (bad) return refuse('card-key-bad', { number: bad.number });
	const numbers = lines.map(({ number }) => number);
	const people = await tx
		.select()
		.from(delegate)
		.where(and(inArray(delegate.number, numbers), eq(delegate.active, true)))
		.orderBy(asc(delegate.number))
		.for('no key update');
	const cards = await tx
		.select()
		.from(card)
		.where(
			inArray(
				card.delegateId,
				people.map(({ id }) => id)
			)
		)
		.orderBy(sql`${card.state} = 'revoked'`, desc(card.issuedAt));
	const holders = new Map(
		people.map(({ id, number, name }) => [
			number,
			{ id, number, name, cards: cards.filter((entry) => entry.delegateId === id) }
		])
	);
	const unknown = numbers.find((number) => !holders.has(number));
	if (unknown !== undefined) return refuse('card-no-delegate', { number: unknown });
	const [rehearsed] = await tx
		.select({ id: rehearsalCard.cardId })
		.from(rehearsalCard)
		.where(
			inArray(
				rehearsalCard.cardId,
				lines.map(({ cardId }) => cardId)
			)
		);
	if (rehearsed) {
		const { number } = lines.find(({ cardId }) => equalBytes(cardId, rehearsed.id))!;
		return refuse('card-key-taken', { number });
	}
	return ok(holders);
}

/** Adds a card; a deputy who is checked in already has shown the person, so the card is active at once. */
export async function addCard(
	tx: Tx,
	actor: StaffActor,
	{ line, holder, now }: { line: CardLine; holder: Holder; now: Date }
): Promise<void> {
	const [present] = await tx
		.select({ at: checkIn.at })
		.from(checkIn)
		.innerJoin(meeting, and(eq(meeting.id, checkIn.meetingId), eq(meeting.current, true)))
		.where(eq(checkIn.delegateId, holder.id));
	await tx.insert(card).values({
		congressId: actor.congressId,
		delegateId: holder.id,
		cardId: line.cardId,
		publicKey: line.publicKey,
		state: present ? 'active' : 'issued',
		issuedAt: now
	});
}

/**
 * Revokes a live card and ends its sessions. Where it drew a ballot of a round not yet certified, its sessions
 * live on: with them, or signing in again, it repeats that draw and nothing else.
 *
 * @returns whether the card may still finish a round
 */
export async function retireCard(
	tx: Tx,
	live: CardRow,
	{ reason, now }: { reason: string; now: Date }
): Promise<boolean> {
	await tx
		.update(card)
		.set({ state: 'revoked', revokedAt: now, revokedFor: reason })
		.where(eq(card.cardId, live.cardId));
	const finishes = await drewWithCard(tx, live.delegateId, live.publicKey);
	if (!finishes)
		await tx
			.delete(session)
			.where(and(eq(session.congressId, live.congressId), eq(session.cardId, live.cardId)));
	return finishes;
}

/** Tablets and consoles look again; a card belongs to the congress, and its pages are about the current meeting. */
export async function tellOfCards(tx: Tx, congressId: string): Promise<void> {
	const [current] = await tx
		.update(meeting)
		.set({ rollVersion: sql`${meeting.rollVersion} + 1` })
		.where(eq(meeting.current, true))
		.returning({ id: meeting.id });
	if (current) await notifyDesk(tx, congressId, current.id);
}

/** One line about one card. */
export type CardRecord = { act: AuditAct; detail: AuditDetail };

/**
 * Writes the lines into the chain of the current meeting and of every meeting with a round that is under way:
 * the archive of such a round takes a reissued card from its own chain alone. Last in the transaction.
 */
export async function auditCards(
	tx: Tx,
	entry: { congressId: string; actor: string; at: Date },
	records: readonly CardRecord[]
): Promise<void> {
	const meetings = await tx
		.selectDistinct({ id: meeting.id })
		.from(meeting)
		.leftJoin(
			round,
			and(eq(round.meetingId, meeting.id), inArray(round.state, ['ready', 'open', 'paused', 'closed']))
		)
		.where(or(eq(meeting.current, true), sql`${round.id} is not null`))
		.orderBy(asc(meeting.id));
	for (const { id } of meetings)
		for (const record of records) await appendAudit(tx, { ...entry, ...record, meetingId: id });
	if (!meetings.length) for (const record of records) await appendCongressAudit(tx, { ...entry, ...record });
}

/** A key as the audit chain and the archive write it. */
export const keyText = (publicKey: Uint8Array): string => toBase64url(publicKey);
