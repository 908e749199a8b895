import { asc, eq } from 'drizzle-orm';
import type { HallScreenView } from '../../wire/views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { hallScreen } from '../db/schema.ts';

/** A connected screen is seen every ten seconds; three missed beats and it counts as gone. */
export const seenSince = (now = new Date()): Date => new Date(now.getTime() - 30_000);

/** The screens paired with a meeting. */
export async function hallsView(
	desk: Desk,
	congressId: string,
	meetingId: string,
	now = new Date()
): Promise<HallScreenView[]> {
	const rows = await inCongress(desk, congressId, (tx) =>
		tx.select().from(hallScreen).where(eq(hallScreen.meetingId, meetingId)).orderBy(asc(hallScreen.pairedAt))
	);
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
