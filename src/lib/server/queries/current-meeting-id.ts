import { eq } from 'drizzle-orm';
import { inCongress, type Desk } from '../db/client.ts';
import { meeting } from '../db/schema.ts';

/** The meeting that this congress's pages are about; null before the first is set up. */
export const currentMeetingId = (desk: Desk, congressId: string): Promise<string | null> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		return row?.id ?? null;
	});
