import { count, eq, sql } from 'drizzle-orm';
import type { TabletCounts } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import { tabletSeen } from '../db/schema.ts';

/** A connected tablet is renewed every five seconds; two missed beats and it counts as gone. */
export const tabletSeenSince = sql`now() - interval '12 seconds'`;

/** How many deputies' tablets are connected to any process, and how many were and are not; never whose. */
export async function tabletCounts(tx: Tx, meetingId: string): Promise<TabletCounts> {
	const [row] = await tx
		.select({
			all: count(),
			online: sql<number>`count(*) filter (where ${tabletSeen.seenAt} >= ${tabletSeenSince})`.mapWith(Number)
		})
		.from(tabletSeen)
		.where(eq(tabletSeen.meetingId, meetingId));
	return { online: row!.online, offline: row!.all - row!.online };
}
