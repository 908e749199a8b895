import { sql, type SQL } from 'drizzle-orm';
import type { ChangeValues } from '../../domain/tracker/change.ts';
import { movedDays } from '../../domain/tracker/moved-days.ts';
import type { Tx } from '../db/client.ts';
import { projectTerm } from './project-term.ts';

/** The requests `c` for other dates under `where` that wait for their decision over days that are no longer the project's. */
export async function outdatedRequests(tx: Tx, where: SQL = sql`true`): Promise<string[]> {
	const waiting = await tx.execute<{
		id: string;
		before: ChangeValues;
		after: ChangeValues;
		starts_on: string | null;
		ends_on: string | null;
	}>(sql`
		select c.id, c.before, c.after, t.starts_on::text, t.ends_on::text
		from tracker.change_request c join tracker.project p on p.id = c.project_id cross join lateral ${projectTerm} t
		where c.kind = 'date' and c.state = 'asked' and ${where}`);
	return waiting
		.filter((one) => movedDays(one, { startsOn: one.starts_on, endsOn: one.ends_on }).length > 0)
		.map(({ id }) => id);
}

/** Whether a project has one. */
export const hasOutdatedRequest = async (tx: Tx, projectId: string): Promise<boolean> =>
	(await outdatedRequests(tx, sql`c.project_id = ${projectId}`)).length > 0;
