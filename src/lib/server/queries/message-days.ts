import { sql } from 'drizzle-orm';
import type { MessageDays } from '../../domain/tracker/feedback.ts';
import { defaultSettings } from '../../domain/tracker/settings.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { trackerSettings } from './tracker-settings.ts';

/** What the form of a public project promises now, by the settings of its congress: the two numbers and nothing else. */
export async function messageDays(desk: Desk, projectId: string): Promise<MessageDays> {
	const [place] = await desk.execute<{ congress_id: string }>(
		sql`select congress_id from record.project where id = ${projectId}::uuid`
	);
	const { messageReviewDays, messageReplyDays } = place
		? await inCongress(desk, place.congress_id, async (tx) => (await trackerSettings(tx)).values)
		: defaultSettings;
	return { messageReviewDays, messageReplyDays };
}
