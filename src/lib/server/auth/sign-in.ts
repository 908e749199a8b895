import type { RequestEvent } from '@sveltejs/kit';
import { and, eq, sql } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { notifySessions } from '../db/notify.ts';
import { signInFailure } from '../db/schema.ts';
import { passwordReset } from '../db/setup-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import type { StaffActor } from './actor.ts';
import { deviceName } from './device-name.ts';
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
): Promise<Result<{ role: StaffActor['role']; mustChange: boolean }, 'wrong-credentials' | 'try-later'>> {
	const checked = await checkPassword(event, input, 'sign-in-failed');
	if (!checked.ok) return checked;
	const { id, congress_id: congressId, role } = checked.value;
	const device = deviceOf(event);
	const { desk } = event.locals;
	const mustChange = await inCongress(desk, congressId, async (tx) => {
		const [reset] = await tx.select().from(passwordReset).where(eq(passwordReset.staffId, id));
		await appendCongressAudit(tx, {
			congressId,
			actor: input.username,
			act: 'signed-in',
			detail: { device }
		});
		return reset !== undefined;
	});
	// Written down first: there is no session that the chain does not know of.
	await startSession(event, `staff:${id}`, congressId, null, device);
	return ok({ role, mustChange });
}

/**
 * Whether this is the account's password. Wrong ones count against (address, name) alone, whatever they were
 * asked for: signing in, or signing a report again (复核身份). The chain names an account that exists, and nobody's
 * address; what somebody typed for a name may be a password and stands nowhere.
 */
export async function checkPassword(
	event: RequestEvent,
	input: { username: string; password: string },
	failedAct: 'sign-in-failed' | 'identity-check-failed' = 'identity-check-failed'
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
		if (found) {
			const { congress_id: congressId, disabled } = found;
			await inCongress(desk, congressId, (tx) =>
				appendCongressAudit(tx, {
					congressId,
					actor: input.username,
					act: failedAct,
					detail: { reason: matches && disabled ? 'disabled' : 'wrong-password' }
				})
			);
		}
		return refuse('wrong-credentials');
	}
	await desk
		.delete(signInFailure)
		.where(and(eq(signInFailure.username, pair.username), eq(signInFailure.address, pair.address)));
	return ok(found);
}

/** A session under another id for who is signed in already: the password has changed. */
export const startStaffSession = (event: RequestEvent, actor: StaffActor): Promise<string> =>
	startSession(event, `staff:${actor.id}`, actor.congressId, null, deviceOf(event));

const deviceOf = (event: RequestEvent) => deviceName(event.request.headers.get('user-agent') ?? '');

/** A new session for this browser; whatever session it had is over (session fixation). */
export async function startSession(
	event: RequestEvent,
	userId: string,
	congressId: string,
	cardId: Uint8Array | null,
	device: string | null = null
): Promise<string> {
	const { sessions, sessionId } = event.locals;
	if (sessionId) await sessions.invalidateSession(sessionId);
	const started = await sessions.createSession(userId, {
		...{ congressId, cardId, device },
		createdAt: new Date()
	});
	const cookie = sessions.createSessionCookie(started.id);
	event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	return started.id;
}

/**
 * Ends this browser's session, here, in its cookie and on its sockets. A deputy's sign-out stands in no chain: it may
 * come right after a cast.
 */
export async function signOut(event: RequestEvent): Promise<void> {
	const { sessions, sessionId, actor, desk } = event.locals;
	if (sessionId) await sessions.invalidateSession(sessionId);
	if (actor?.kind === 'staff') {
		const { congressId, username, id } = actor;
		await inCongress(desk, congressId, async (tx) => {
			await notifySessions(tx, `staff:${id}`);
			await appendCongressAudit(tx, { congressId, actor: username, act: 'signed-out' });
		});
	}
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
