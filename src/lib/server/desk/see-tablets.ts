import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { inCongress, type Desk } from '../db/client.ts';
import { notifyTablets } from '../db/notify.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { tabletSeen } from '../db/schema.ts';
import { tabletSeenSince } from '../queries/tablet-counts.ts';

/**
 * The tablets of these deputies are connected to this process now. Whoever no process has renewed for a while is
 * gone. By the database's clock, so that the clocks of several machines do not matter.
 */
export const seeTablets = (
	desk: Desk,
	{ congressId, meetingId }: { congressId: string; meetingId: string },
	delegateIds: string[]
): Promise<void> =>
	inCongress(desk, congressId, async (tx) => {
		// Beats of several processes follow each other, so their rows do not deadlock.
		await ownUntilCommit(tx, 'tablets', meetingId);
		const here = eq(tabletSeen.meetingId, meetingId);
		const came = delegateIds.length
			? await tx
					.insert(tabletSeen)
					.values(
						delegateIds.map((delegateId) => ({ congressId, meetingId, delegateId, seenAt: sql`now()` }))
					)
					.onConflictDoUpdate({
						target: [tabletSeen.meetingId, tabletSeen.delegateId],
						set: { seenAt: sql`now()` },
						setWhere: isNull(tabletSeen.seenAt)
					})
					.returning({ delegateId: tabletSeen.delegateId })
			: [];
		if (delegateIds.length)
			await tx
				.update(tabletSeen)
				.set({ seenAt: sql`now()` })
				.where(and(here, inArray(tabletSeen.delegateId, delegateIds)));
		const went = await tx
			.update(tabletSeen)
			.set({ seenAt: null })
			.where(and(here, lt(tabletSeen.seenAt, tabletSeenSince)))
			.returning({ delegateId: tabletSeen.delegateId });
		if (came.length || went.length) await notifyTablets(tx, congressId, meetingId);
	});
