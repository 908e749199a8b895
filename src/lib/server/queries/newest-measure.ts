import { desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { measure } from '../db/tracker-schema.ts';

/** What is known of a project now; null before its first approved report. */
export async function newestMeasure(tx: Tx, projectId: string): Promise<typeof measure.$inferSelect | null> {
	const [row] = await tx
		.select()
		.from(measure)
		.where(eq(measure.projectId, projectId))
		.orderBy(desc(measure.asOf), desc(measure.at))
		.limit(1);
	return row ?? null;
}
