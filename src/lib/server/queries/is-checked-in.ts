import { and, eq } from 'drizzle-orm';
import type { DelegateActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { checkIn, meeting } from '../db/schema.ts';

/** Whether this delegate is checked in to the congress's current meeting. */
export const isCheckedIn = (desk: Desk, actor: DelegateActor): Promise<boolean> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const rows = await tx
			.select({ at: checkIn.at })
			.from(checkIn)
			.innerJoin(meeting, and(eq(meeting.id, checkIn.meetingId), eq(meeting.current, true)))
			.where(eq(checkIn.delegateId, actor.id));
		return rows.length > 0;
	});
