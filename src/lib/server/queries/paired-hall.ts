import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import type { HallTheme } from '../../wire/views.ts';
import { hallScreen } from '../db/schema.ts';

/** What the database holds of a screen's cookie. */
export const hallTokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

export type PairedHall = { congressId: string; meetingId: string; screenId: string; theme: HallTheme };

/** The meeting a screen was paired with; null while it waits or is unknown. */
export async function pairedHall(desk: Desk, token: string): Promise<PairedHall | null> {
	const [row] = await desk
		.select()
		.from(hallScreen)
		.where(eq(hallScreen.tokenHash, hallTokenHash(token)));
	if (!row?.congressId || !row.meetingId) return null;
	const { congressId, meetingId, tokenHash, theme } = row;
	return { congressId, meetingId, screenId: tokenHash, theme };
}
