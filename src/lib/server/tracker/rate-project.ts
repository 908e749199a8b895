import { and, eq } from 'drizzle-orm';
import { networkOf } from '../../domain/network.ts';
import { feedbackLimits as limits } from '../../domain/tracker/feedback.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { Grade } from '../../domain/tracker/satisfaction.ts';
import { isoDate } from '../../i18n/format.ts';
import { act, type Desk } from '../db/client.ts';
import { residentRating } from '../db/tracker-schema.ts';
import { countToday, keyedHash, publicPlace } from './resident-limits.ts';

/**
 * 群众评价: one per browser and project, which may be changed. Kept under a hash of the browser's cookie that is another
 * for every project, so nobody's ratings can be put together.
 *
 * @param input.token of the browser's cookie
 */
export async function rateProject(
	desk: Desk,
	input: { projectId: string; grade: Grade; token: string; address: string },
	now = new Date()
): Promise<Result<{ changed: boolean }, 'not-found' | 'project-closed-to-residents' | 'too-many-ratings'>> {
	const place = await publicPlace(desk, input.projectId);
	if (!place) return refuse('not-found');
	if (place.replaced) return refuse('project-closed-to-residents');
	const { congressId } = place;
	const { projectId, grade } = input;
	const sender = keyedHash(desk, `rating ${projectId}`, input.token);
	const day = isoDate(now);
	return act(desk, congressId, async (tx) => {
		const mine = and(eq(residentRating.projectId, projectId), eq(residentRating.sender, sender));
		const [old] = await tx.update(residentRating).set({ grade, at: now }).where(mine).returning();
		if (old) return ok({ changed: true });
		// A browser that keeps no cookie is a new one each time: its address is what bounds it.
		const address = keyedHash(desk, `rating ${projectId} ${day}`, networkOf(input.address));
		if (!(await countToday(tx, congressId, day, address, limits.ratingsPerAddress)))
			return refuse('too-many-ratings', { most: limits.ratingsPerAddress });
		await tx
			.insert(residentRating)
			.values({ congressId, projectId, sender, grade, at: now })
			.onConflictDoUpdate({
				target: [residentRating.projectId, residentRating.sender],
				set: { grade, at: now }
			});
		return ok({ changed: false });
	});
}
