import type { Socket } from 'socket.io';

/** A session that runs out by itself is found within this time; one that is ended, at once. */
const BEAT_MS = 60_000;

/** Of some sessions, by their hashes, those that are alive. */
export type LivingSessions = (hashes: string[]) => Promise<Set<string>>;

/**
 * Sockets of members of staff, each opened under a session. When the session is over (signed out, disabled, another
 * role, run out) its sockets get nothing more and are cut: a page that stands open learns of it like a request does.
 */
export class SessionWatch {
	readonly #living: LivingSessions;
	readonly #sockets = new Map<Socket, { userId: string; hash: string }>();
	readonly #timer: NodeJS.Timeout;

	constructor(living: LivingSessions) {
		this.#living = living;
		this.#timer = setInterval(() => void this.look(), BEAT_MS);
	}

	/** Looks once more itself: the session may have ended between the question who asks and this. */
	joined(socket: Socket, session: { userId: string; hash: string }): void {
		if (!this.#sockets.has(socket)) socket.on('disconnect', () => this.#sockets.delete(socket));
		this.#sockets.set(socket, session);
		void this.look(session.userId);
	}

	/** @param userId whose sessions have changed; everybody's where nobody is named */
	async look(userId?: string): Promise<void> {
		const asked = [...this.#sockets].filter(([, entry]) => !userId || entry.userId === userId);
		if (!asked.length) return;
		// The database is away: nobody is sent out for that, and the next beat asks again.
		const living = await this.#living(asked.map(([, { hash }]) => hash)).catch(() => null);
		if (!living) return;
		for (const [socket, { hash }] of asked) {
			if (living.has(hash)) continue;
			this.#sockets.delete(socket);
			socket.emit('ended');
			socket.disconnect(true);
		}
	}

	stop(): void {
		clearInterval(this.#timer);
	}
}
