import type { Socket } from 'socket.io';

const BEAT_MS = 10_000;

/** What the desk keeps of connected screens. */
export type HallBook = {
	/** @returns those that are still paired */
	seen: (ids: string[]) => Promise<Set<string>>;
	left: (id: string) => Promise<unknown>;
};

/**
 * Which hall screens are connected to this process. The desk is told with every beat, so that any process can
 * say it of all; whoever is not paired any more loses the hall's view at the next beat, whatever its page does.
 */
export class HallPresence {
	readonly #book: HallBook;
	readonly #sockets = new Map<Socket, { id: string; room: string }>();
	readonly #timer: NodeJS.Timeout;

	constructor(book: HallBook) {
		this.#book = book;
		this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
	}

	/** @param room what the screen has to leave when it is unpaired */
	async joined(socket: Socket, id: string, room: string): Promise<void> {
		if (!this.#sockets.has(socket)) socket.on('disconnect', () => this.#left(socket));
		this.#sockets.set(socket, { id, room });
		await this.#book.seen([id]);
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	#left(socket: Socket): void {
		const screen = this.#sockets.get(socket);
		this.#sockets.delete(socket);
		if (!screen || this.#ids().includes(screen.id)) return;
		// The database is away: the screen is forgotten all the same once no beat renews it.
		void this.#book.left(screen.id).catch(() => {});
	}

	async #beat(): Promise<void> {
		if (!this.#sockets.size) return;
		// The database is away: nobody is sent home for that.
		const paired = await this.#book.seen(this.#ids()).catch(() => null);
		if (!paired) return;
		for (const [socket, { id, room }] of this.#sockets) {
			if (paired.has(id)) continue;
			this.#sockets.delete(socket);
			await socket.leave(room);
			socket.emit('refused', { topic: 'hall', code: 'not-signed-in' });
		}
	}

	#ids(): string[] {
		return [...this.#sockets.values()].map(({ id }) => id);
	}
}
