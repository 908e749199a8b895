import type { Server } from 'socket.io';
import type { Turns } from '../in-turn.ts';

/** Nobody can read faster, and the database is asked at most this often per topic and process. */
const AT_MOST_EVERY_MS = 250;

/** Reads the whole view of one room. */
export type ReadView = () => Promise<unknown>;

type Room = {
	read: ReadView;
	topic: string;
	seq: number;
	wanted: boolean;
	timer: NodeJS.Timeout | null;
	busy: boolean;
	lastAt: number;
	/** A read for those who came, and the one that begins after it. */
	reading: Promise<unknown>;
	next: Promise<unknown> | null;
};

/**
 * Rooms of watchers, each with one view. A change marks the room; at most one read is in flight per room and
 * at most one starts every 250 ms, so a storm of ballots becomes four pictures a second and the last change is
 * always seen.
 */
export class Rooms {
	readonly #io: Server;
	readonly #rooms = new Map<string, Room>();
	readonly #reads: Turns;

	/** @param reads so many of them at once, of all these rooms together */
	constructor(io: Server, reads: Turns) {
		this.#io = io;
		this.#reads = reads;
	}

	/** A socket has joined `name`: it gets the whole view at once, by itself. */
	async welcome(name: string, topic: string, read: ReadView, send: (event: unknown) => void): Promise<void> {
		// Gone again before it was here: `left` has been said.
		if (this.#isEmpty(name)) return;
		let room = this.#rooms.get(name);
		if (!room) {
			room = {
				...{ read: () => this.#reads.take(read), topic, seq: 0, wanted: false, timer: null, busy: false },
				...{ lastAt: 0, reading: Promise.resolve(), next: null }
			};
			this.#rooms.set(name, room);
		}
		const view = await this.#readAnew(room);
		send(this.#event(room, view));
	}

	/**
	 * A whole hall comes back at once after a cut, and everybody in a room sees the same: whoever comes while a
	 * read is under way shares the next one with all the others, and so sees nothing older than the own arrival.
	 */
	#readAnew(room: Room): Promise<unknown> {
		room.next ??= room.reading
			.catch(() => {})
			.then(() => {
				room.next = null;
				room.reading = room.read();
				return room.reading;
			});
		return room.next;
	}

	/** Everybody in rooms whose name begins so should see anew, soon. */
	changed(prefix: string): void {
		for (const [name, room] of this.#rooms) if (name.startsWith(prefix)) this.#want(name, room);
	}

	/** Its last watcher has gone; the next one makes the room again. */
	left(name: string): void {
		const room = this.#rooms.get(name);
		if (room?.timer) clearTimeout(room.timer);
		this.#rooms.delete(name);
	}

	stop(): void {
		for (const room of this.#rooms.values()) if (room.timer) clearTimeout(room.timer);
		this.#rooms.clear();
	}

	#want(name: string, room: Room): void {
		room.wanted = true;
		if (room.timer || room.busy) return;
		const wait = Math.max(0, room.lastAt + AT_MOST_EVERY_MS - performance.now());
		room.timer = setTimeout(() => void this.#send(name, room), wait);
	}

	async #send(name: string, room: Room): Promise<void> {
		room.timer = null;
		if (this.#isEmpty(name)) return this.left(name);
		room.wanted = false;
		room.busy = true;
		room.lastAt = performance.now();
		try {
			const view = await room.read();
			// Left and made again meanwhile: the new room has a newer picture.
			if (this.#rooms.get(name) !== room) return;
			this.#io.to(name).emit('view', this.#event(room, view));
		} catch {
			// The database is away: try again with the next beat, watchers keep their last picture.
			room.wanted = true;
		} finally {
			room.busy = false;
			if (room.wanted && this.#rooms.get(name) === room) this.#want(name, room);
		}
	}

	#isEmpty(name: string): boolean {
		return !this.#io.sockets.adapter.rooms.get(name)?.size;
	}

	#event(room: Room, view: unknown) {
		return { topic: room.topic, seq: ++room.seq, at: new Date().toISOString(), view };
	}
}
