import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import { hallScreen } from '../db/schema.ts';

/** What the database holds of a screen's cookie. */
export const hallTokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

/** The meeting a screen was paired with; null while it waits or is unknown. */
export async function pairedHall(
	desk: Desk,
	token: string
): Promise<{ congressId: string; meetingId: string } | null> {
	const [row] = await desk
		.select()
		.from(hallScreen)
		.where(eq(hallScreen.tokenHash, hallTokenHash(token)));
	return row?.congressId && row.meetingId ? { congressId: row.congressId, meetingId: row.meetingId } : null;
}
