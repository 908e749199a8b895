import { and, desc, eq, gt } from 'drizzle-orm';
import type { SessionView } from '../../wire/views-people.ts';
import type { Desk } from '../db/client.ts';
import { session } from '../db/schema.ts';

/** Where a member of staff is signed in, the newest first. @param here hash of the session that asks */
export async function ownSessions(desk: Desk, staffId: string, here: string): Promise<SessionView[]> {
	const rows = await desk
		.select()
		.from(session)
		.where(and(eq(session.userId, `staff:${staffId}`), gt(session.expiresAt, new Date())))
		.orderBy(desc(session.createdAt));
	return rows.map((row) => ({
		id: row.id,
		device: row.device,
		startedAt: row.createdAt.toISOString(),
		here: row.id === here
	}));
}
