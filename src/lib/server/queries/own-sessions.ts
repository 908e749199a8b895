import { and, desc, eq, gt } from 'drizzle-orm';
import type { SessionView } from '../../wire/views-people.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { session } from '../db/schema.ts';

/** Where a member of staff is signed in, the newest first. @param here hash of the session that asks */
export async function ownSessions(
	desk: Desk,
	person: { id: string; congressId: string },
	here: string
): Promise<SessionView[]> {
	const rows = await inCongress(desk, person.congressId, (tx) =>
		tx
			.select()
			.from(session)
			.where(and(eq(session.userId, `staff:${person.id}`), gt(session.expiresAt, new Date())))
			.orderBy(desc(session.createdAt))
	);
	return rows.map((row) => ({
		id: row.id,
		device: row.device,
		startedAt: row.createdAt.toISOString(),
		here: row.id === here
	}));
}
