import { and, eq } from 'drizzle-orm';
import type { DelegateActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { checkIn, meeting } from '../db/schema.ts';

/**
 * Whether this delegate is in the hall of the congress's current meeting, as far as the desk knows: checked in,
 * or checked in once and gone since (中途退场).
 */
export const attendanceOfDelegate = (
	desk: Desk,
	actor: DelegateActor
): Promise<{ checkedIn: boolean; left: boolean }> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [row] = await tx
			.select({ leftAt: checkIn.leftAt })
			.from(checkIn)
			.innerJoin(meeting, and(eq(meeting.id, checkIn.meetingId), eq(meeting.current, true)))
			.where(eq(checkIn.delegateId, actor.id));
		return { checkedIn: row !== undefined && row.leftAt === null, left: Boolean(row?.leftAt) };
	});
