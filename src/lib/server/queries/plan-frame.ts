import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { projectTerm } from './project-term.ts';

/** What a plan has to fit into: the project's term and the voted total. */
export async function frameOf(
	tx: Tx,
	row: { id: string; totalFen: number; year: number }
): Promise<{ startsOn: string; endsOn: string; totalFen: number }> {
	const [term] = await tx.execute<{ starts_on: string | null; ends_on: string | null }>(sql`
		select t.starts_on::text, t.ends_on::text from tracker.project p cross join lateral ${projectTerm} t
		where p.id = ${row.id}`);
	return {
		startsOn: term?.starts_on ?? `${row.year}-01-01`,
		endsOn: term?.ends_on ?? `${row.year}-12-31`,
		totalFen: row.totalFen
	};
}
