import { and, asc, count, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import { SECOND_PERSON_MS } from '../../domain/round-state.ts';
import type { CardRowView, CardsView, PendingReissueView } from '../../wire/views-cards.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { card, delegate, draw, meeting, round, staff } from '../db/schema.ts';
import { pendingReissue } from '../db/setup-schema.ts';

/** The office's list of cards: public halves and states; a server knows nothing more of a card. */
export const cardsView = (desk: Desk, congressId: string): Promise<CardsView> =>
	inCongress(desk, congressId, async (tx) => {
		const people = await tx
			.select()
			.from(delegate)
			.where(eq(delegate.active, true))
			.orderBy(asc(delegate.number));
		const cards = await tx
			.select()
			.from(card)
			.orderBy(sql`${card.state} = 'revoked'`, desc(card.issuedAt));
		const cardsOf = Map.groupBy(cards, ({ delegateId }) => delegateId);
		const rounds = await tx
			.select({ id: round.id, state: round.state, title: round.title, manifest: round.manifest })
			.from(round)
			.innerJoin(meeting, eq(meeting.id, round.meetingId))
			.where(
				and(
					inArray(round.state, ['ready', 'open', 'paused', 'closed', 'counted']),
					or(eq(meeting.current, true), isNull(meeting.rehearsalOf))
				)
			)
			.orderBy(asc(round.id));
		const drawable = rounds.filter(({ state }) => state !== 'closed' && state !== 'counted');
		const drawn = drawable.length
			? await tx
					.select({ id: draw.delegateId })
					.from(draw)
					.where(
						and(
							eq(draw.channel, 'electronic'),
							inArray(
								draw.roundId,
								drawable.map(({ id }) => id)
							)
						)
					)
			: [];
		const drew = new Set(drawn.map(({ id }) => id));
		const signers = new Set(
			rounds.flatMap(({ manifest }) => manifest!.scrutineers.map(({ publicKey }) => publicKey))
		);
		const rows = people.map(({ id, number, name, delegation, seat }): CardRowView => {
			const own = cardsOf.get(id) ?? [];
			const [newest] = own;
			return {
				number,
				name,
				delegation,
				seat,
				state: newest?.state ?? 'none',
				cardId: newest ? toBase64url(newest.cardId) : null,
				issuedAt: newest?.issuedAt.toISOString() ?? null,
				revokedAt: newest?.revokedAt?.toISOString() ?? null,
				revokedFor: newest?.revokedFor ?? null,
				earlier: Math.max(0, own.length - 1),
				drew: drew.has(id),
				signs: newest !== undefined && signers.has(toBase64url(newest.publicKey))
			};
		});
		return { rows, frozen: drawable[0]?.title ?? null, pending: await pendingReissueOf(tx) };
	});

/** What waits for a scrutineer. */
export const reissueView = (desk: Desk, congressId: string): Promise<PendingReissueView | null> =>
	inCongress(desk, congressId, pendingReissueOf);

/** Null where nobody asked, or the two minutes are over. */
async function pendingReissueOf(tx: Tx): Promise<PendingReissueView | null> {
	const rows = await tx
		.select({ pending: pendingReissue, number: delegate.number, name: delegate.name, by: staff.name })
		.from(pendingReissue)
		.innerJoin(delegate, eq(delegate.id, pendingReissue.delegateId))
		.innerJoin(staff, eq(staff.id, pendingReissue.requestedBy))
		.orderBy(asc(delegate.number));
	const [one] = rows;
	if (!one) return null;
	const expiresAt = one.pending.requestedAt.getTime() + SECOND_PERSON_MS;
	if (expiresAt < Date.now()) return null;
	return {
		requestedBy: { id: one.pending.requestedBy, name: one.by },
		expiresAt: new Date(expiresAt).toISOString(),
		reason: one.pending.reason,
		cards: rows.map(({ pending, number, name }) => ({
			number,
			name,
			cardId: toBase64url(pending.cardId),
			publicKey: toBase64url(pending.publicKey)
		}))
	};
}

/** For the consoles: how many cards wait for a scrutineer, and until when. */
export async function waitingReissues(tx: Tx): Promise<{ cards: number; expiresAt: string } | null> {
	const [waiting] = await tx
		.select({ cards: count(), at: sql<Date | null>`min(${pendingReissue.requestedAt})` })
		.from(pendingReissue);
	if (!waiting?.at) return null;
	const expiresAt = new Date(waiting.at).getTime() + SECOND_PERSON_MS;
	return expiresAt < Date.now()
		? null
		: { cards: waiting.cards, expiresAt: new Date(expiresAt).toISOString() };
}
