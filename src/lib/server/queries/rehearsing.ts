import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { meeting } from '../db/schema.ts';

/**
 * Whether a rehearsal is under way in this congress. What is prepared for the formal meeting stands still meanwhile: the
 * pages show the rehearsal's copy, and what is typed into that is gone with it.
 */
export async function rehearsing(tx: Tx): Promise<boolean> {
	const [row] = await tx
		.select({ id: meeting.id })
		.from(meeting)
		.where(and(eq(meeting.current, true), isNotNull(meeting.rehearsalOf)));
	return row !== undefined;
}
