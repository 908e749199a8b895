import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';

/**
 * Whether every congress of this installation is in a rehearsal now: what a tablet may say before it has read a card,
 * because it does not know yet whose it will be. With one congress, the usual case, that is simply whether it rehearses.
 */
export async function onlyRehearsed(desk: Desk): Promise<boolean> {
	const [row] = await desk.execute<{ rehearsed: boolean }>(sql`select desk.only_rehearsed() as rehearsed`);
	return row!.rehearsed;
}
