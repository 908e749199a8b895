export type Connection = 'connected' | 'reconnecting' | 'offline';

/** The page came over the same line just now: nothing is wrong before a socket had time to open. */
const OPENING_MS = 3000;

/** What a page says of its connection to the server. */
export class LinkState {
	#current: Connection = 'connected';
	#opening: ReturnType<typeof setTimeout> | undefined;
	readonly #changed: () => void;

	constructor(changed: () => void) {
		this.#changed = changed;
	}

	get current(): Connection {
		return this.#current;
	}

	/** A socket is on its way for the first time; without a word from it the page says so after a while. */
	opens(): void {
		this.#opening = setTimeout(() => this.#show('reconnecting'), OPENING_MS);
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

	#show(connection: Connection): void {
		clearTimeout(this.#opening);
		if (this.#current === connection) return;
		this.#current = connection;
		this.#changed();
	}
}
