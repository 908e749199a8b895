import { eq } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import { cardFromSeed } from '../../crypto/card.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRounds } from '../db/round-lock.ts';
import { meeting } from '../db/schema.ts';
import { rehearsalCard } from '../db/setup-schema.ts';
import { appendAudit } from './audit.ts';
import { makeRehearsalCards, undrawn, type SimulatedDeputy } from './rehearsal-cards.ts';

/**
 * New cards for the simulated deputies after the old seeds are lost, as with a restart of the server. Who has drawn
 * keeps the card and plays no more: its ballot can't be filled by anybody. The chain names each change like a reissue,
 * so that the archive of a round already made ready verifies.
 */
export function renewSimulated(
	desk: Desk,
	actor: StaffActor,
	input: { meetingId: string },
	now = new Date()
): Promise<Result<{ deputies: SimulatedDeputy[] }, 'forbidden' | 'no-rehearsal'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		await ownRounds(tx, input.meetingId);
		const [row] = await tx.select().from(meeting).where(eq(meeting.id, input.meetingId));
		if (!row?.current || !row.rehearsalOf) return refuse('no-rehearsal');
		const people = await undrawn(tx, input.meetingId);
		for (const { publicKey } of people)
			await tx.delete(rehearsalCard).where(eq(rehearsalCard.publicKey, publicKey));
		const place = { congressId: actor.congressId, meetingId: input.meetingId };
		const deputies = await makeRehearsalCards(tx, place, people);
		await notifyDesk(tx, place.congressId, place.meetingId);
		for (const [i, { number, seed }] of deputies.entries()) {
			await appendAudit(tx, {
				...place,
				actor: actor.username,
				act: 'card-reissued',
				detail: {
					number,
					old: toBase64url(people[i]!.publicKey),
					new: toBase64url(cardFromSeed(seed).publicKey)
				},
				at: now
			});
		}
		return ok({ deputies });
	});
}
