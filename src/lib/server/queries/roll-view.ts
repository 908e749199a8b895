import { and, asc, eq, isNotNull, ne, or } from 'drizzle-orm';
import { toHex } from '../../crypto/bytes.ts';
import { isLateCheckIn } from '../../domain/attendance.ts';
import type { RollRow } from '../../wire/views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { card, checkIn, delegate, draw, leave, round } from '../db/schema.ts';
import { rehearsalCard } from '../db/setup-schema.ts';
import { currentRound } from './meeting-frame.ts';

/**
 * The office's roll: who is here, whose card lives, who drew; never who cast. Card ids as hex.
 *
 * @param withFormer also who came to this meeting and is 资格终止 since: for its record, not for the desk
 */
export const rollView = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	{ withFormer = false } = {}
): Promise<RollRow[]> =>
	inCongress(desk, congressId, async (tx) => {
		const row = await currentRound(tx, meetingId);
		const people = await tx
			.select({ delegate, card, simulated: rehearsalCard.cardId, present: checkIn, onLeave: leave.reason })
			.from(delegate)
			.leftJoin(card, and(eq(card.delegateId, delegate.id), ne(card.state, 'revoked')))
			.leftJoin(
				rehearsalCard,
				and(eq(rehearsalCard.delegateId, delegate.id), eq(rehearsalCard.meetingId, meetingId))
			)
			.leftJoin(checkIn, and(eq(checkIn.delegateId, delegate.id), eq(checkIn.meetingId, meetingId)))
			.leftJoin(leave, and(eq(leave.delegateId, delegate.id), eq(leave.meetingId, meetingId)))
			.where(or(eq(delegate.active, true), withFormer ? isNotNull(checkIn.at) : undefined))
			.orderBy(asc(delegate.number));
		const rounds = await tx
			.select({ openedAt: round.openedAt, closedAt: round.closedAt })
			.from(round)
			.where(eq(round.meetingId, meetingId));
		const draws = row ? await tx.select().from(draw).where(eq(draw.roundId, row.id)) : [];
		const channelOf = new Map(draws.map((entry) => [entry.delegateId, entry.channel]));
		return people.map(({ delegate: person, card: own, simulated, present, onLeave }) => ({
			delegateId: person.id,
			number: person.number,
			name: person.name,
			delegation: person.delegation,
			seat: person.seat,
			cardId: simulated ? toHex(simulated) : own && toHex(own.cardId),
			cardState: simulated ? ('active' as const) : (own?.state ?? null),
			checkedInAt: present?.at.toISOString() ?? null,
			late: present !== null && isLateCheckIn(present.at, rounds),
			leftAt: present?.leftAt?.toISOString() ?? null,
			leave: onLeave,
			wantsPaper: present?.wantsPaper ?? false,
			drew: channelOf.get(person.id) ?? null
		}));
	});
