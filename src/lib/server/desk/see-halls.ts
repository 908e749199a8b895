import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';

/** These screens are connected now, whichever congress they belong to. @returns those of them that are still paired */
export async function seeHalls(desk: Desk, ids: string[], now = new Date()): Promise<Set<string>> {
	const seen = await desk.execute<{ id: string }>(
		sql`select desk.see_halls(${sql.param(ids)}::text[], ${now.toISOString()}::timestamptz) as id`
	);
	return new Set(seen.map(({ id }) => id));
}

/** The screen's connection has ended; another process that holds one says so with its next beat. */
export const hallLeft = (desk: Desk, id: string) => desk.execute(sql`select desk.hall_left(${id})`);
