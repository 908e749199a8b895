import { and, eq } from 'drizzle-orm';
import type { Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { checkIn } from '../db/schema.ts';
import { attend, type Attended, type AttendanceInput, type AttendanceRefusal } from './attendance-act.ts';

/**
 * 中途退场: the deputy has left the hall. No ballot is drawn until the return; one that was drawn may still be
 * cast, and `present` keeps counting the deputy.
 */
export const leaveEarly = (
	desk: Desk,
	actor: StaffActor,
	input: AttendanceInput,
	now = new Date()
): Promise<Result<Attended, AttendanceRefusal | 'leaving-unchecked' | 'already-left'>> =>
	attend(
		desk,
		actor,
		input,
		{
			act: 'left-early',
			against: (present) => (!present ? 'leaving-unchecked' : present.leftAt ? 'already-left' : null),
			change: (tx, { meetingId, delegateId, at }) =>
				tx
					.update(checkIn)
					.set({ leftAt: at })
					.where(and(eq(checkIn.meetingId, meetingId), eq(checkIn.delegateId, delegateId)))
		},
		now
	);
