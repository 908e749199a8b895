import { sql } from 'drizzle-orm';
import { inCongress, type Desk } from '../db/client.ts';
import { forgetResidents } from './forget-residents.ts';
import { refreshStanding } from './refresh-standing.ts';
import { writeReminders } from './write-reminders.ts';

/** Who has anything followed up. */
export const followedCongresses = async (desk: Desk): Promise<string[]> =>
	(
		await desk.execute<{ congress_id: string }>(sql`select congress_id from tracker.congresses_followed()`)
	).map(({ congress_id }) => congress_id);

/**
 * A congress's night: its lights anew, who has to be reminded, and what of residents is kept no longer. Run twice it does
 * nothing more.
 */
export const nightOf = (
	desk: Desk,
	congressId: string,
	now = new Date()
): Promise<{ lights: number; reminders: number; forgotten: number }> =>
	inCongress(desk, congressId, async (tx) => ({
		lights: await refreshStanding(tx, null, now),
		reminders: await writeReminders(tx, congressId, now),
		forgotten: await forgetResidents(tx, now)
	}));
