import { and, desc, eq, gt } from 'drizzle-orm';
import { IDLE_MS } from '../../domain/session-time.ts';
import type { AccountSessionView } from '../../wire/views-people.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { session } from '../db/schema.ts';

/**
 * Where an account is signed in, for the security administrator, the newest first. No use of a session is recorded:
 * that it was used shows only in its renewal, which comes when half of its time is over.
 */
export const accountSessions = (
	desk: Desk,
	account: { id: string; congressId: string },
	now = new Date()
): Promise<AccountSessionView[]> =>
	inCongress(desk, account.congressId, async (tx) => {
		const rows = await tx
			.select()
			.from(session)
			.where(and(eq(session.userId, `staff:${account.id}`), gt(session.expiresAt, now)))
			.orderBy(desc(session.createdAt));
		return rows.map(({ device, createdAt, expiresAt }) => {
			const renewed = expiresAt.getTime() - IDLE_MS;
			return {
				device,
				startedAt: createdAt.toISOString(),
				renewedAt: new Date(Math.max(renewed, createdAt.getTime())).toISOString(),
				recent: now.getTime() - renewed < IDLE_MS / 2
			};
		});
	});
