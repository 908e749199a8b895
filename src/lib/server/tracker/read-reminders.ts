import { inArray } from 'drizzle-orm';
import { ok, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { reminder, reminderRead } from '../db/tracker-schema.ts';

/** 已阅: of the messages that the page showed. What is no message of this congress is passed over. */
export const readReminders = (
	desk: Desk,
	actor: StaffActor,
	input: { ids: string[] },
	now = new Date()
): Promise<Result<{ read: number }, never>> =>
	act(desk, actor.congressId, async (tx) => {
		const known = input.ids.length
			? await tx.select({ id: reminder.id }).from(reminder).where(inArray(reminder.id, input.ids))
			: [];
		if (known.length)
			await tx
				.insert(reminderRead)
				.values(
					known.map(({ id }) => ({
						congressId: actor.congressId,
						reminderId: id,
						staffId: actor.id,
						at: now
					}))
				)
				.onConflictDoNothing();
		return ok({ read: known.length });
	});
