import { and, eq } from 'drizzle-orm';
import type { Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { card, checkIn as checkIns } from '../db/schema.ts';
import { attend, type Attended, type AttendanceInput, type AttendanceRefusal } from './attendance-act.ts';

/**
 * 签到: the office has seen the deputy. A deputy's card becomes active with the first check-in. Late check-in
 * (补签) is the same act until the close; who is checked in raises `present`, read at the close.
 */
export const checkIn = (
	desk: Desk,
	actor: StaffActor,
	input: AttendanceInput,
	now = new Date()
): Promise<Result<Attended, AttendanceRefusal | 'already-checked-in' | 'checked-in-but-left'>> =>
	attend(
		desk,
		actor,
		input,
		{
			act: 'checked-in',
			against: (present) => present && (present.leftAt ? 'checked-in-but-left' : 'already-checked-in'),
			change: async (tx, { congressId, meetingId, rehearsal, delegateId, by, at }) => {
				await tx.insert(checkIns).values({ congressId, meetingId, delegateId, by, at });
				if (rehearsal) return;
				await tx
					.update(card)
					.set({ state: 'active' })
					.where(and(eq(card.delegateId, delegateId), eq(card.state, 'issued')));
			}
		},
		now
	);
