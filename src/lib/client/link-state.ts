/** `connecting` is a page whose script has not taken it over yet: nothing on it hears a press. */
export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'offline';

/** The page came over the same line just now: nothing is wrong before a socket had time to open. */
const OPENING_MS = 3000;

/** It was there and is not any more, which a page warns of. */
export const isLost = (connection: Connection): boolean =>
	connection === 'reconnecting' || connection === 'offline';

/** What a page says of its connection to the server. */
export class LinkState {
	#current: Connection;
	#opening: ReturnType<typeof setTimeout> | undefined;
	readonly #changed: () => void;

	/** @param takenOver whether the script is at work already, as where it made the page itself */
	constructor(takenOver: boolean, changed: () => void) {
		this.#current = takenOver ? 'connected' : 'connecting';
		this.#changed = changed;
	}

	get current(): Connection {
		return this.#current;
	}

	/** A socket is on its way for the first time; without a word from it the page says so after a while. */
	opens(): void {
		this.#opening = setTimeout(() => this.#show('reconnecting'), OPENING_MS);
		// Not at once: the page is taken over as the server drew it.
		queueMicrotask(() => this.#takenOver());
	}

	/** The server spoke. */
	heard(): void {
		this.#show('connected');
	}

	/** @param online whether the browser believes in its network */
	lost(online: boolean): void {
		this.#show(online ? 'reconnecting' : 'offline');
	}

	stop(): void {
		clearTimeout(this.#opening);
	}

	/** The wait for the socket's first word goes on. */
	#takenOver(): void {
		if (this.#current !== 'connecting') return;
		this.#current = 'connected';
		this.#changed();
	}

	#show(connection: Connection): void {
		clearTimeout(this.#opening);
		if (this.#current === connection) return;
		this.#current = connection;
		this.#changed();
	}
}
