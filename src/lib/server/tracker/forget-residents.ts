import { and, lt, ne } from 'drizzle-orm';
import { CONTACT_DAYS } from '../../domain/tracker/feedback.ts';
import { addDays } from '../../domain/tracker/workdays.ts';
import { isoDate } from '../../i18n/format.ts';
import type { Tx } from '../db/client.ts';
import { feedback, feedbackDay } from '../db/tracker-schema.ts';

/**
 * What the form promises to keep no longer: contacts of messages that nobody has answered in time, and the counts of
 * days that are over.
 *
 * @returns how many contacts went
 */
export async function forgetResidents(tx: Tx, now: Date): Promise<number> {
	const today = isoDate(now);
	await tx.delete(feedbackDay).where(lt(feedbackDay.day, today));
	// At the beginning of the sixtieth day after: a night later the first of that day's were kept for sixty-one.
	const end = new Date(`${addDays(today, 1 - CONTACT_DAYS)}T00:00:00+08:00`);
	const forgotten = await tx
		.update(feedback)
		.set({ contact: '' })
		.where(and(ne(feedback.contact, ''), lt(feedback.at, end)))
		.returning({ id: feedback.id });
	return forgotten.length;
}
