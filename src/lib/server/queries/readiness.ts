import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';

/** Whether this process can serve: the database answers, with the schema of this build. */
export async function readiness(desk: Desk): Promise<{ ready: boolean; database: 'ok' | 'away' }> {
	try {
		await desk.execute(sql`select 1 from desk.find_round('00000000-0000-0000-0000-000000000000'::uuid)`);
		return { ready: true, database: 'ok' };
	} catch {
		return { ready: false, database: 'away' };
	}
}
