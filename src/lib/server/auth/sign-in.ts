import type { RequestEvent } from '@sveltejs/kit';
import { eq, sql } from 'drizzle-orm';
import { networkOf } from '../../domain/network.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { inCongress } from '../db/client.ts';
import { notifySessions } from '../db/notify.ts';
import { passwordReset } from '../db/setup-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import type { StaffActor } from './actor.ts';
import { deviceName } from './device-name.ts';
import { nobodysHash, passwordMatches } from './password.ts';
import { addressMustWait, countTry, forgetFailures, forgetOldFailures } from './sign-in-failures.ts';

/**
 * Strangers whose passwords are looked at in the same moment, two of them hashed and the others waiting for that;
 * that is done with in about half a second.
 */
const STRANGERS_AT_ONCE = 22;
let strangers = 0;

type Checked = Result<
	{ id: string; congress_id: string; role: StaffActor['role'] },
	'wrong-credentials' | 'try-later'
>;

/**
 * Staff sign-in. Failures count against (address, name) and delay that pair; what many names from one address fail
 * delays that address, and nobody who is signed in. A session is always a new one (the old cookie's session ends).
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
 * Whether this is the account's password. Wrong ones count alike, whatever they were asked for: signing in, or
 * signing a report again (复核身份). Who is signed in waits for the own name alone, never for a crowd at the door.
 * The chain names an account that exists, and nobody's address; what somebody typed for a name may be a password and
 * stands nowhere.
 */
export async function checkPassword(
	event: RequestEvent,
	input: { username: string; password: string },
	failedAct: 'sign-in-failed' | 'identity-check-failed' = 'identity-check-failed'
): Promise<Checked> {
	if (event.locals.actor?.kind === 'staff') return comparePassword(event, input, failedAct);
	if (strangers >= STRANGERS_AT_ONCE) return refuse('try-later');
	strangers += 1;
	try {
		if (await addressMustWait(event.locals.desk, senderOf(event))) return refuse('try-later');
		return await comparePassword(event, input, failedAct);
	} finally {
		strangers -= 1;
	}
}

/** A telephone has addresses without number, and would never meet its own failures. */
const senderOf = (event: RequestEvent): string => networkOf(event.getClientAddress());

async function comparePassword(
	event: RequestEvent,
	input: { username: string; password: string },
	failedAct: 'sign-in-failed' | 'identity-check-failed'
): Promise<Checked> {
	const { desk } = event.locals;
	const pair = { username: input.username, address: senderOf(event) };
	if (!(await countTry(desk, pair))) return refuse('try-later');
	const [found] = await desk.execute<{
		id: string;
		congress_id: string;
		role: StaffActor['role'];
		password_hash: string;
		disabled: boolean;
	}>(sql`select * from desk.find_staff(${input.username})`);
	const matches = await passwordMatches(found?.password_hash ?? (await nobodysHash()), input.password);
	if (found && !found.disabled && matches) {
		await forgetFailures(desk, pair);
		return ok(found);
	}
	await forgetOldFailures(desk);
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
