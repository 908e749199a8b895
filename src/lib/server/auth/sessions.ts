import { sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import { IDLE_MS } from '../../domain/session-time.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { session } from '../db/schema.ts';
import type { Actor } from './actor.ts';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof createLucia>;
		DatabaseUserAttributes: { actor: Actor };
		DatabaseSessionAttributes: {
			congressId: string;
			cardId: Uint8Array | null;
			createdAt: Date;
			/** Written with a new session and read by its owner's list alone. */
			device?: string | null;
		};
	}
}

/** No session outlives a day's sitting, however busy it was. */
export const ABSOLUTE_MS = 12 * 3600_000;

/** Rows hold this, so a reader of the database can't sign in with what is found there. */
export const sessionHash = (sessionId: string) => createHash('sha256').update(sessionId).digest('hex');

/**
 * The one place that knows Lucia. Sessions slide within four hours of use and end after twelve whatever
 * happens. Over plain http (localhost only) a browser drops `Secure` cookies from other machines anyway.
 */
export function createLucia(desk: Desk, secure: boolean) {
	return new Lucia(adapter(desk), {
		sessionExpiresIn: new TimeSpan(IDLE_MS, 'ms'),
		sessionCookie: {
			name: secure ? '__Host-piaojue' : 'piaojue',
			attributes: { secure, sameSite: 'strict', path: '/' }
		},
		getUserAttributes: ({ actor }) => ({ actor }),
		getSessionAttributes: ({ congressId, cardId, createdAt }) => ({ congressId, cardId, createdAt })
	});
}

export type Sessions = ReturnType<typeof createLucia>;

/** One active session per deputy: the next sign-in ends the last, and the ticket is not touched by it. */
export async function endOtherSessions(desk: Desk, userId: string, kept: string): Promise<void> {
	await desk.execute(sql`select desk.end_sessions_of(${userId}, ${sessionHash(kept)})`);
}

/** Which of these sessions, by their hashes, are still alive; asking keeps none of them alive longer. */
export async function livingSessions(desk: Desk, hashes: string[]): Promise<Set<string>> {
	const since = new Date(Date.now() - ABSOLUTE_MS).toISOString();
	const rows = await desk.execute<{ id: string }>(
		sql`select desk.living_sessions(${sql.param(hashes)}::text[], ${since}::timestamptz) as id`
	);
	return new Set(rows.map(({ id }) => id));
}

function adapter(desk: Desk): Adapter {
	return {
		async getSessionAndUser(id) {
			const [row] = await desk.execute<{
				user_id: string;
				congress_id: string;
				card_id: Uint8Array | null;
				created_at: string;
				expires_at: string;
				actor: Actor | null;
			}>(sql`select * from desk.find_session(${sessionHash(id)})`);
			if (!row?.actor) return [null, null];
			const createdAt = new Date(row.created_at);
			if (Date.now() - createdAt.getTime() > ABSOLUTE_MS) return [null, null];
			const found: DatabaseSession = {
				id,
				userId: row.user_id,
				expiresAt: new Date(row.expires_at),
				attributes: { congressId: row.congress_id, cardId: row.card_id, createdAt }
			};
			const user: DatabaseUser = { id: row.user_id, attributes: { actor: row.actor } };
			return [found, user];
		},
		async setSession({ id, userId, expiresAt, attributes }) {
			await inCongress(desk, attributes.congressId, (tx) =>
				tx.insert(session).values({ id: sessionHash(id), userId, expiresAt, ...attributes })
			);
		},
		async updateSessionExpiration(id, expiresAt) {
			await desk.execute(
				sql`select desk.renew_session(${sessionHash(id)}, ${expiresAt.toISOString()}::timestamptz)`
			);
		},
		async deleteSession(id) {
			await desk.execute(sql`select desk.end_session(${sessionHash(id)})`);
		},
		async deleteUserSessions(userId) {
			await desk.execute(sql`select desk.end_sessions_of(${userId}, null)`);
		},
		async getUserSessions() {
			// Only hashes are stored, so no caller could use an answer.
			throw new Error('sessions are listed by their own query, not by Lucia');
		},
		async deleteExpiredSessions() {
			await desk.execute(sql`select desk.end_expired_sessions()`);
		}
	};
}
