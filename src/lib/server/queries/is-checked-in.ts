import { and, eq, isNull } from 'drizzle-orm';
import type { DelegateActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { checkIn, meeting } from '../db/schema.ts';

/** Whether this delegate is in the hall of the current meeting: checked in, and not gone since. */
export const isCheckedIn = (desk: Desk, actor: DelegateActor): Promise<boolean> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const rows = await tx
			.select({ at: checkIn.at })
			.from(checkIn)
			.innerJoin(meeting, and(eq(meeting.id, checkIn.meetingId), eq(meeting.current, true)))
			.where(and(eq(checkIn.delegateId, actor.id), isNull(checkIn.leftAt)));
		return rows.length > 0;
	});
