import { sql } from 'drizzle-orm';
import { ok, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { inInbox } from '../queries/inbox.ts';

/**
 * 全部标为已阅: every message of this account's inbox, on whatever page of it, up to the moment that the page was made.
 * What came later nobody has seen.
 */
export const readReminders = (
	desk: Desk,
	actor: StaffActor,
	input: { upTo: Date },
	now = new Date()
): Promise<Result<{ read: number }, never>> =>
	act(desk, actor.congressId, async (tx) => {
		const read = await tx.execute(sql`
			insert into tracker.reminder_read (congress_id, reminder_id, staff_id, at)
			select r.congress_id, r.id, ${actor.id}::uuid, ${now.toISOString()}::timestamptz from tracker.reminder r
				where ${inInbox(actor)} and r.at <= ${input.upTo.toISOString()}::timestamptz
			on conflict do nothing returning reminder_id`);
		return ok({ read: read.length });
	});
