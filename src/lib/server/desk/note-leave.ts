import type { Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { leave } from '../db/schema.ts';
import { attend, type Attended, type AttendanceRefusal } from './attendance-act.ts';

/** 请假, before the deputy has come; a second note replaces the reason. Checking in afterwards stays possible. */
export const noteLeave = (
	desk: Desk,
	actor: StaffActor,
	input: { delegateNumber: number; reason: string },
	now = new Date()
): Promise<Result<Attended, AttendanceRefusal | 'leave-after-check-in'>> =>
	attend(
		desk,
		actor,
		{ delegateNumber: input.delegateNumber },
		{
			act: 'leave-noted',
			against: (present) => (present ? 'leave-after-check-in' : null),
			change: (tx, { congressId, meetingId, delegateId, by, at }) =>
				tx
					.insert(leave)
					.values({ congressId, meetingId, delegateId, by, at, reason: input.reason })
					.onConflictDoUpdate({
						target: [leave.meetingId, leave.delegateId],
						set: { reason: input.reason, at, by }
					})
			// Why somebody is away may be about health: it stays on the roll, out of the chain that is published.
		},
		now
	);
