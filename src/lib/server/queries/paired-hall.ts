import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import type { HallTheme } from '../../wire/views.ts';

/** What the database holds of a screen's cookie. */
export const hallTokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

export type PairedHall = { congressId: string; meetingId: string; screenId: string; theme: HallTheme };

/** The meeting a screen was paired with; null while it waits or is unknown. */
export async function pairedHall(desk: Desk, token: string): Promise<PairedHall | null> {
	const screenId = hallTokenHash(token);
	const [row] = await desk.execute<{
		congress_id: string | null;
		meeting_id: string | null;
		theme: HallTheme;
	}>(sql`select * from desk.find_hall(${screenId})`);
	if (!row?.congress_id || !row.meeting_id) return null;
	return { congressId: row.congress_id, meetingId: row.meeting_id, screenId, theme: row.theme };
}
