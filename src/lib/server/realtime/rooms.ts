import type { Server } from 'socket.io';

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

	constructor(io: Server) {
		this.#io = io;
	}

	/** A socket has joined `name`: it gets the whole view at once, by itself. */
	async welcome(name: string, topic: string, read: ReadView, send: (event: unknown) => void): Promise<void> {
		let room = this.#rooms.get(name);
		if (!room) {
			room = {
				...{ read, topic, seq: 0, wanted: false, timer: null, busy: false, lastAt: 0 },
				...{ reading: Promise.resolve(), next: null }
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
		if (!this.#io.sockets.adapter.rooms.get(name)?.size) {
			// Nobody watches any more; the next watcher makes the room again.
			this.#rooms.delete(name);
			return;
		}
		room.wanted = false;
		room.busy = true;
		room.lastAt = performance.now();
		try {
			const view = await room.read();
			this.#io.to(name).emit('view', this.#event(room, view));
		} catch {
			// The database is away: try again with the next beat, watchers keep their last picture.
			room.wanted = true;
		} finally {
			room.busy = false;
			if (room.wanted) this.#want(name, room);
		}
	}

	#event(room: Room, view: unknown) {
		return { topic: room.topic, seq: ++room.seq, at: new Date().toISOString(), view };
	}
}
