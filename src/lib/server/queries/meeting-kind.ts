import { eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { meeting } from '../db/schema.ts';

/** Whether a meeting is current and whether it rehearses another; null where this congress has no such meeting. */
export async function meetingKind(
	tx: Tx,
	meetingId: string
): Promise<{ current: boolean; rehearsal: boolean } | null> {
	const [row] = await tx
		.select({ current: meeting.current, of: meeting.rehearsalOf })
		.from(meeting)
		.where(eq(meeting.id, meetingId));
	return row ? { current: row.current, rehearsal: row.of !== null } : null;
}
