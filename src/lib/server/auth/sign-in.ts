import type { RequestEvent } from '@sveltejs/kit';
import { and, eq, sql } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { Desk } from '../db/client.ts';
import { signInFailure } from '../db/schema.ts';
import type { StaffActor } from './actor.ts';
import { nobodysHash, passwordMatches } from './password.ts';

/** Wrong passwords from one address for one name before it has to wait, and the longest wait. */
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 60_000;

/**
 * Staff sign-in. Failures count against (address, name) and only delay that pair, so nobody can lock another
 * person out; a session is always a new one (the old cookie's session ends).
 */
export async function signInStaff(
	event: RequestEvent,
	input: { username: string; password: string }
): Promise<Result<{ role: StaffActor['role'] }, 'wrong-credentials' | 'try-later'>> {
	const checked = await checkPassword(event, input);
	if (!checked.ok) return checked;
	const found = checked.value;
	await startSession(event, `staff:${found.id}`, found.congress_id, null);
	return ok({ role: found.role });
}

/**
 * Whether this is the account's password. Wrong ones count against (address, name) alone, whatever they were
 * asked for: signing in, or signing a report again (复核身份).
 */
export async function checkPassword(
	event: RequestEvent,
	input: { username: string; password: string }
): Promise<
	Result<{ id: string; congress_id: string; role: StaffActor['role'] }, 'wrong-credentials' | 'try-later'>
> {
	const { desk } = event.locals;
	const pair = { username: input.username, address: event.getClientAddress() };
	if (await mustWait(desk, pair)) return refuse('try-later');
	const [found] = await desk.execute<{
		id: string;
		congress_id: string;
		role: StaffActor['role'];
		password_hash: string;
		disabled: boolean;
	}>(sql`select * from desk.find_staff(${input.username})`);
	const matches = await passwordMatches(found?.password_hash ?? (await nobodysHash()), input.password);
	if (!found || found.disabled || !matches) {
		await countFailure(desk, pair);
		return refuse('wrong-credentials');
	}
	await desk
		.delete(signInFailure)
		.where(and(eq(signInFailure.username, pair.username), eq(signInFailure.address, pair.address)));
	return ok(found);
}

/** A new session for this browser; whatever session it had is over (session fixation). */
export async function startSession(
	event: RequestEvent,
	userId: string,
	congressId: string,
	cardId: Uint8Array | null
): Promise<string> {
	const { sessions, sessionId } = event.locals;
	if (sessionId) await sessions.invalidateSession(sessionId);
	const started = await sessions.createSession(userId, { congressId, cardId, createdAt: new Date() });
	const cookie = sessions.createSessionCookie(started.id);
	event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	return started.id;
}

/** Ends this browser's session, here and in its cookie. */
export async function signOut(event: RequestEvent): Promise<void> {
	const { sessions, sessionId } = event.locals;
	if (sessionId) await sessions.invalidateSession(sessionId);
	const blank = sessions.createBlankSessionCookie();
	event.cookies.set(blank.name, blank.value, { ...blank.attributes, path: '/' });
}

type Pair = { username: string; address: string };

async function mustWait(desk: Desk, pair: Pair): Promise<boolean> {
	const [row] = await desk
		.select()
		.from(signInFailure)
		.where(and(eq(signInFailure.username, pair.username), eq(signInFailure.address, pair.address)));
	if (!row || row.count < FREE_FAILURES) return false;
	const waitMs = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (row.count - FREE_FAILURES));
	return Date.now() - row.lastAt.getTime() < waitMs;
}

async function countFailure(desk: Desk, pair: Pair): Promise<void> {
	const now = new Date();
	await desk
		.insert(signInFailure)
		.values({ ...pair, count: 1, lastAt: now })
		.onConflictDoUpdate({
			target: [signInFailure.username, signInFailure.address],
			set: { count: sql`${signInFailure.count} + 1`, lastAt: now }
		});
}
