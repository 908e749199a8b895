import { desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { assignment } from '../db/tracker-schema.ts';

/** What a plan has to fit into: the dates of the 交办单 and the voted total. */
export async function frameOf(
	tx: Tx,
	row: { id: string; startsOn: string | null; endsOn: string | null; totalFen: number; year: number }
): Promise<{ startsOn: string; endsOn: string; totalFen: number }> {
	const [issued] = await tx
		.select({ startsOn: assignment.startsOn, endsOn: assignment.endsOn })
		.from(assignment)
		.where(eq(assignment.projectId, row.id))
		.orderBy(desc(assignment.version))
		.limit(1);
	return {
		startsOn: issued?.startsOn ?? row.startsOn ?? `${row.year}-01-01`,
		endsOn: issued?.endsOn ?? row.endsOn ?? `${row.year}-12-31`,
		totalFen: row.totalFen
	};
}
