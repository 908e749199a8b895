import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import { hallScreen } from '../db/schema.ts';

/** These screens are connected now. @returns those of them that are still paired */
export async function seeHalls(desk: Desk, ids: string[], now = new Date()): Promise<Set<string>> {
	const seen = await desk
		.update(hallScreen)
		.set({ seenAt: now })
		.where(and(inArray(hallScreen.tokenHash, ids), isNotNull(hallScreen.meetingId)))
		.returning({ id: hallScreen.tokenHash });
	return new Set(seen.map(({ id }) => id));
}

/** The screen's connection has ended; another process that holds one says so with its next beat. */
export const hallLeft = (desk: Desk, id: string) =>
	desk.update(hallScreen).set({ seenAt: null }).where(eq(hallScreen.tokenHash, id));
