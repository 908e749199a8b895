import { earliestDay, type Frame } from '../../domain/tracker/plan.ts';
import type { Tx } from '../db/client.ts';
import { termOf } from './project-term.ts';

/** What a plan has to fit into: the project's term and the voted total. Its reports are owed from `reportsFrom` on. */
export async function frameOf(
	tx: Tx,
	row: { id: string; totalFen: number; year: number; startsOn: string | null }
): Promise<Required<Frame> & { reportsFrom: string; totalFen: number }> {
	const { startsOn, endsOn, reportsFrom } = await termOf(tx, row.id);
	return {
		startsOn: startsOn ?? `${row.year}-01-01`,
		endsOn: endsOn ?? `${row.year}-12-31`,
		earliest: earliestDay(row.year, row.startsOn),
		reportsFrom: reportsFrom ?? `${row.year}-01`,
		totalFen: row.totalFen
	};
}
