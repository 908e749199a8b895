import type { Socket } from 'socket.io';

/** A page says one word when it connects. A program that watches a few topics and comes again says a dozen. */
const MOST_MESSAGES = 40;
const WITHIN_MS = 10_000;

/**
 * What one socket may make the server do: one step at a time, and whoever says more than anybody has to say, or waits
 * for more answers than that, is cut. Nobody else notices a flood.
 */
export class SocketTurns {
	readonly #socket: Socket;
	#last: Promise<void> = Promise.resolve();
	#waiting = 0;
	#messages = 0;
	#since = performance.now();

	constructor(socket: Socket) {
		this.#socket = socket;
		// Messages that mean nothing are counted too.
		socket.onAny(() => this.#count());
	}

	/** After everything that this socket has asked before. @param step is left out where the socket is gone by then */
	take(step: () => Promise<void>): void {
		if (this.#waiting >= MOST_MESSAGES) return this.#cut();
		this.#waiting += 1;
		this.#last = this.#last
			.then(() => (this.#socket.connected ? step() : undefined))
			.catch(() => void this.#socket.emit('refused', { code: 'try-later' }))
			.finally(() => (this.#waiting -= 1));
	}

	#count(): void {
		const now = performance.now();
		if (now - this.#since > WITHIN_MS) {
			this.#since = now;
			this.#messages = 0;
		}
		this.#messages += 1;
		if (this.#messages > MOST_MESSAGES) this.#cut();
	}

	#cut(): void {
		this.#socket.disconnect(true);
	}
}
