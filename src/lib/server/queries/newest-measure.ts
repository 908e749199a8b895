import { and, desc, eq, lte } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { measure } from '../db/tracker-schema.ts';

/**
 * What is known of a project now; null before its first approved report.
 *
 * @param upTo the last day that counts; all of them where it is left out
 */
export async function newestMeasure(
	tx: Tx,
	projectId: string,
	upTo?: string
): Promise<typeof measure.$inferSelect | null> {
	const [row] = await tx
		.select()
		.from(measure)
		.where(and(eq(measure.projectId, projectId), upTo ? lte(measure.asOf, upTo) : undefined))
		.orderBy(desc(measure.asOf), desc(measure.at))
		.limit(1);
	return row ?? null;
}
