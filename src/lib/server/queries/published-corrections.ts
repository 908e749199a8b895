import { desc, eq } from 'drizzle-orm';
import type { PublicCorrection } from '../../wire/project-page.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { correction } from '../db/tracker-schema.ts';

/** A project's 更正说明 with who wrote them, newest first, for the desk. */
export const publishedCorrections = (
	desk: Desk,
	congressId: string,
	projectId: string
): Promise<(PublicCorrection & { by: string })[]> =>
	inCongress(desk, congressId, async (tx) =>
		(
			await tx
				.select()
				.from(correction)
				.where(eq(correction.projectId, projectId))
				.orderBy(desc(correction.at))
				.limit(100)
		).map(({ id, subject, before, after, reason, at, by }) => ({
			...{ id, subject, before, after, reason, by },
			at: at.toISOString()
		}))
	);
