import { and, eq } from 'drizzle-orm';
import type { Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk, Tx } from '../db/client.ts';
import { leave } from '../db/schema.ts';
import { attend, type Attended, type AttendanceRefusal } from './attendance-act.ts';

type Of = { meetingId: string; delegateId: string };
const noteOf = ({ meetingId, delegateId }: Of) =>
	and(eq(leave.meetingId, meetingId), eq(leave.delegateId, delegateId));

const noted = async (tx: Tx, of: Of): Promise<boolean> =>
	(await tx.select({ at: leave.at }).from(leave).where(noteOf(of))).length > 0;

/** 取消请假: noted by mistake, or taken back. */
export const withdrawLeave = (
	desk: Desk,
	actor: StaffActor,
	input: { delegateNumber: number },
	now = new Date()
): Promise<Result<Attended, AttendanceRefusal | 'no-leave-noted'>> =>
	attend(
		desk,
		actor,
		{ delegateNumber: input.delegateNumber },
		{
			act: 'leave-withdrawn',
			against: async (_, tx, place) => ((await noted(tx, place)) ? null : 'no-leave-noted'),
			change: (tx, place) => tx.delete(leave).where(noteOf(place))
		},
		now
	);
