import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Desk, Tx } from '../db/client.ts';
import { feedbackDay } from '../db/tracker-schema.ts';

/**
 * What stands for a resident's address, cookie or receipt in the database: keyed, so that nobody gets it back by trying
 * all addresses there are, and different for each purpose, so that two of them can't be laid side by side.
 */
export const keyedHash = (desk: Desk, purpose: string, value: string): string =>
	createHmac('sha256', desk.keys.secret)
		.update(`piaojue/v1/resident\0${purpose}\0${value}`)
		.digest('base64url');

/**
 * Counts one more of `sender` on this day; false where that is above `most`. The caller's refusal undoes the count, so
 * only what was taken is counted.
 */
export async function countToday(
	tx: Tx,
	congressId: string,
	day: string,
	sender: string,
	most: number
): Promise<boolean> {
	const [counted] = await tx
		.insert(feedbackDay)
		.values({ congressId, day, sender, count: 1 })
		.onConflictDoUpdate({
			target: [feedbackDay.congressId, feedbackDay.day, feedbackDay.sender],
			set: { count: sql`${feedbackDay.count} + 1` }
		})
		.returning({ count: feedbackDay.count });
	return counted!.count <= most;
}

/** Where a public project belongs, for what residents do on its page; null where it is not public. */
export async function publicPlace(
	desk: Desk,
	projectId: string
): Promise<{ congressId: string; replaced: boolean } | null> {
	const [row] = await desk.execute<{ congress_id: string; replaced: boolean }>(
		sql`select congress_id, replaced_at is not null as replaced from record.project where id = ${projectId}::uuid`
	);
	return row ? { congressId: row.congress_id, replaced: row.replaced } : null;
}
