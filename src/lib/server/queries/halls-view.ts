import { and, asc, eq } from 'drizzle-orm';
import type { HallScreenView } from '../../wire/views.ts';
import type { Desk } from '../db/client.ts';
import { hallScreen } from '../db/schema.ts';

/** A connected screen is seen every ten seconds; three missed beats and it counts as gone. */
export const seenSince = (now = new Date()): Date => new Date(now.getTime() - 30_000);

/** The screens paired with a meeting. No row-level security holds this table, so the congress is named here. */
export async function hallsView(
	desk: Desk,
	congressId: string,
	meetingId: string,
	now = new Date()
): Promise<HallScreenView[]> {
	const rows = await desk
		.select()
		.from(hallScreen)
		.where(and(eq(hallScreen.congressId, congressId), eq(hallScreen.meetingId, meetingId)))
		.orderBy(asc(hallScreen.pairedAt));
	return rows.map(({ tokenHash, name, theme, pictureCm, farthestCm, pairedAt, seenAt }) => ({
		id: tokenHash,
		name,
		theme,
		pictureCm,
		farthestCm,
		pairedAt: pairedAt!.toISOString(),
		connected: seenAt !== null && seenAt > seenSince(now)
	}));
}
