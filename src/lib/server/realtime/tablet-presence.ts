import type { Socket } from 'socket.io';
import type { Place } from './bus.ts';

/** A console sees a tablet come or go no sooner, so no single moment of a tablet can be read off its numbers. */
const BEAT_MS = 5000;

/** What the desk keeps of connected tablets. @param delegateIds those of this process, all of them with every beat */
export type TabletBook = (place: Place, delegateIds: string[]) => Promise<unknown>;

/**
 * Which deputies have a tablet connected to this process. The desk is told with every beat and never in between;
 * a tablet that left, or whose process died, is simply not renewed. Meetings that only a console of this process
 * watches are told of too: somebody has to find out that another process is gone.
 */
export class TabletPresence {
	readonly #book: TabletBook;
	readonly #sockets = new Map<Socket, { place: Place; delegateId: string | null }>();
	readonly #timer: NodeJS.Timeout;

	constructor(book: TabletBook) {
		this.#book = book;
		this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
	}

	/** @param delegateId whose tablet it is; null for a console */
	joined(socket: Socket, place: Place, delegateId: string | null): void {
		if (!this.#sockets.has(socket)) socket.on('disconnect', () => this.#sockets.delete(socket));
		this.#sockets.set(socket, { place, delegateId });
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	async #beat(): Promise<void> {
		const meetings = new Map<string, { place: Place; ids: Set<string> }>();
		for (const { place, delegateId } of this.#sockets.values()) {
			const meeting = meetings.get(place.meetingId) ?? { place, ids: new Set() };
			if (delegateId) meeting.ids.add(delegateId);
			meetings.set(place.meetingId, meeting);
		}
		for (const { place, ids } of meetings.values()) {
			// The database is away: the next beat tells it.
			await this.#book(place, [...ids]).catch(() => {});
		}
	}
}
