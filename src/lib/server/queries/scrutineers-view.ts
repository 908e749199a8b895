import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { lockingStates } from '../../domain/round-state.ts';
import type { ScrutineersView } from '../../wire/views-scrutineers.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { candidate, card, delegate, round, scrutineer, staff } from '../db/schema.ts';
import { candidatesOf } from './candidates-of.ts';
import { rehearsing } from './rehearsing.ts';

/** Who watches over the ballot of a meeting, with what each still lacks. */
export const scrutineersView = (
	desk: Desk,
	congressId: string,
	meetingId: string
): Promise<ScrutineersView> =>
	inCongress(desk, congressId, async (tx) => {
		const people = await tx
			.select({ delegate, chief: scrutineer.chief, cardId: card.cardId })
			.from(scrutineer)
			.innerJoin(delegate, eq(delegate.id, scrutineer.delegateId))
			.leftJoin(card, and(eq(card.delegateId, delegate.id), ne(card.state, 'revoked')))
			.where(eq(scrutineer.meetingId, meetingId))
			.orderBy(desc(scrutineer.chief), asc(delegate.number));
		const accounts = await tx
			.select()
			.from(staff)
			.where(eq(staff.disabled, false))
			.orderBy(asc(staff.username));
		const leaders = await tx
			.select({ unit: candidate.unit, leader: candidate.leader })
			.from(candidate)
			.where(candidatesOf(meetingId));
		const rounds = await tx.select({ state: round.state }).from(round).where(eq(round.meetingId, meetingId));
		const rehearsal = await rehearsing(tx);
		return {
			meetingId,
			rehearsal,
			open: !rehearsal && rounds.every(({ state }) => !lockingStates.includes(state)),
			scrutineers: people.map(({ delegate: person, chief, cardId }) => {
				const account = accounts.find(
					({ delegateId, role }) => delegateId === person.id && role.endsWith('scrutineer')
				);
				return {
					number: person.number,
					name: person.name,
					delegation: person.delegation,
					chief,
					hasCard: cardId !== null,
					account: account?.username ?? null,
					otherRole: account !== undefined && (account.role === 'chief-scrutineer') !== chief,
					leads: [
						...new Set(leaders.filter(({ leader }) => leader.includes(person.name)).map(({ unit }) => unit))
					]
				};
			}),
			tellers: accounts
				.filter(({ role }) => role === 'teller')
				.map(({ username, name }) => ({ username, name }))
		};
	});
