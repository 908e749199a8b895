import { randomBytes } from 'node:crypto';
import { and, asc, eq, notExists, sql } from 'drizzle-orm';
import { cardFromSeed } from '../../crypto/card.ts';
import type { Tx } from '../db/client.ts';
import { delegate, draw, round } from '../db/schema.ts';
import { rehearsalCard } from '../db/setup-schema.ts';

/** A simulated deputy. The seed lives in the memory of who plays it and is never written down. */
export type SimulatedDeputy = { delegateId: string; number: number; seed: Uint8Array };

type Person = { id: string; number: number };
type Place = { congressId: string; meetingId: string };

/** Makes a card for each of them, good in this rehearsal and nowhere else. */
export async function makeRehearsalCards(
	tx: Tx,
	{ congressId, meetingId }: Place,
	people: readonly Person[]
): Promise<SimulatedDeputy[]> {
	const made = people.map(({ id, number }) => ({
		delegateId: id,
		number,
		seed: new Uint8Array(randomBytes(16))
	}));
	// PostgreSQL takes 65,535 parameters a statement.
	for (let i = 0; i < made.length; i += 1000) {
		await tx.insert(rehearsalCard).values(
			made.slice(i, i + 1000).map(({ delegateId, seed }) => {
				const { cardId, publicKey } = cardFromSeed(seed);
				return { congressId, meetingId, delegateId, cardId, publicKey };
			})
		);
	}
	return made;
}

/** Of the simulated deputies of a rehearsal, those who have drawn nothing yet: their cards may be made anew. */
export const undrawn = (tx: Tx, meetingId: string): Promise<(Person & { publicKey: Uint8Array })[]> =>
	tx
		.select({ id: delegate.id, number: delegate.number, publicKey: rehearsalCard.publicKey })
		.from(rehearsalCard)
		.innerJoin(delegate, eq(delegate.id, rehearsalCard.delegateId))
		.where(
			and(
				eq(rehearsalCard.meetingId, meetingId),
				notExists(
					tx
						.select({ one: sql`1` })
						.from(draw)
						.innerJoin(round, and(eq(round.id, draw.roundId), eq(round.meetingId, meetingId)))
						.where(eq(draw.delegateId, rehearsalCard.delegateId))
				)
			)
		)
		.orderBy(asc(delegate.number));
