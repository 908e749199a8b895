import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import { signInFailure } from '../db/schema.ts';

/** What a failed sign-in counts against. */
export type Pair = { username: string; address: string };

/** Wrong passwords from one address for one name before it has to wait, and the longest wait. */
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 60_000;

/**
 * Failures of the names that were mistyped at one address in the last minute before strangers there have to wait. A name
 * adds five at the most, so twelve persons behind one address would all have to mistype, and not for the first time.
 */
const FAILURES_OF_AN_ADDRESS = 60;
const MINUTE_MS = 60_000;

const DAY_MS = 24 * 60 * MINUTE_MS;

/** Whether so many have failed from this address, under whatever names, that it has to wait. */
export async function addressMustWait(desk: Desk, address: string, now = new Date()): Promise<boolean> {
	const [row] = await desk
		.select({ failures: sql<number>`coalesce(sum(least(${signInFailure.count}, ${FREE_FAILURES})), 0)::int` })
		.from(signInFailure)
		.where(
			and(eq(signInFailure.address, address), gt(signInFailure.lastAt, new Date(now.getTime() - MINUTE_MS)))
		);
	return row!.failures >= FAILURES_OF_AN_ADDRESS;
}

/**
 * Counts a try as failed before it is looked at, so that tries at the same moment don't all pass for the first one;
 * the right password takes it back.
 * @returns false: this pair has to wait, and the try counts for nothing
 */
export async function countTry(desk: Desk, pair: Pair, now = new Date()): Promise<boolean> {
	const { count, lastAt } = signInFailure;
	const waitMs = sql`least(${LONGEST_WAIT_MS}, 1000 * power(2, least(${count}, 50) - ${FREE_FAILURES}))`;
	const counted = await desk
		.insert(signInFailure)
		.values({ ...pair, count: 1, lastAt: now })
		.onConflictDoUpdate({
			target: [signInFailure.username, signInFailure.address],
			set: { count: sql`${count} + 1`, lastAt: now },
			setWhere: sql`${count} < ${FREE_FAILURES}
				or ${lastAt} <= ${now.toISOString()}::timestamptz - ${waitMs} * interval '1 millisecond'`
		})
		.returning({ count });
	return counted.length > 0;
}

/** The right password: what was counted for this pair is forgotten. */
export async function forgetFailures(desk: Desk, { username, address }: Pair): Promise<void> {
	await desk
		.delete(signInFailure)
		.where(and(eq(signInFailure.username, username), eq(signInFailure.address, address)));
}

/** Nobody waits longer than a minute; names that nobody has would otherwise stay for good. */
export async function forgetOldFailures(desk: Desk, now = new Date()): Promise<void> {
	await desk.delete(signInFailure).where(lt(signInFailure.lastAt, new Date(now.getTime() - DAY_MS)));
}
