import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { MeetingHead, RollRow } from '../../wire/views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { meetingFrame } from './meeting-frame.ts';
import { rollView } from './roll-view.ts';

/** One deputy as the office's file keeps it: never a card, a ballot or a channel. */
export type AttendanceRow = Pick<
	RollRow,
	'number' | 'name' | 'delegation' | 'seat' | 'checkedInAt' | 'leftAt' | 'leave'
> & {
	/** 补签: signed in after the first ballot had been opened. */
	late: boolean;
};

export type AttendanceFacts = { meeting: MeetingHead; rows: AttendanceRow[] };

/** 签到情况 of a meeting at this moment. */
export async function attendanceFacts(
	desk: Desk,
	congressId: string,
	meetingId: string
): Promise<AttendanceFacts | null> {
	const roll = await rollView(desk, congressId, meetingId, { withFormer: true });
	return inCongress(desk, congressId, async (tx) => {
		const frame = await meetingFrame(tx, meetingId);
		const [first] = await tx
			.select({ openedAt: round.openedAt })
			.from(round)
			.where(and(eq(round.meetingId, meetingId), isNotNull(round.openedAt)))
			.orderBy(asc(round.openedAt))
			.limit(1);
		const openedAt = first?.openedAt?.toISOString() ?? null;
		return (
			frame && {
				meeting: frame.meeting,
				rows: roll.map(({ number, name, delegation, seat, checkedInAt, leftAt, leave }) => ({
					...{ number, name, delegation, seat, checkedInAt, leftAt, leave },
					late: openedAt !== null && checkedInAt !== null && checkedInAt > openedAt
				}))
			}
		);
	});
}
