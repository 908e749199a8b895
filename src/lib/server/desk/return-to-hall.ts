import { and, eq } from 'drizzle-orm';
import type { Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { checkIn } from '../db/schema.ts';
import { attend, type Attended, type AttendanceInput, type AttendanceRefusal } from './attendance-act.ts';

/** 返回会场: the deputy who had left is back, and draws ballots again. */
export const returnToHall = (
	desk: Desk,
	actor: StaffActor,
	input: AttendanceInput,
	now = new Date()
): Promise<Result<Attended, AttendanceRefusal | 'returning-unchecked' | 'not-left'>> =>
	attend(
		desk,
		actor,
		input,
		{
			act: 'returned',
			against: (present) => (!present ? 'returning-unchecked' : present.leftAt ? null : 'not-left'),
			change: (tx, { meetingId, delegateId }) =>
				tx
					.update(checkIn)
					.set({ leftAt: null })
					.where(and(eq(checkIn.meetingId, meetingId), eq(checkIn.delegateId, delegateId)))
		},
		now
	);
