/** One checked and sealed ballot on its way to the table. */
export type Entry = { key: Uint8Array; sealed: Uint8Array; leaf: Uint8Array; mask: Uint8Array };

/** The stored leaf, or null: not in the box, and this flush will not have put it there. */
export type Stored = Uint8Array | null;

/** Writes one batch durably and tells for each key what is stored under it. */
export type Store = (entries: Entry[]) => Promise<Map<string, Uint8Array>>;

type Waiting = {
	entry: Entry;
	since: number;
	resolve: (stored: Stored) => void;
	reject: (error: unknown) => void;
};

/** More rows than this gain nothing in one statement and hold the round's lock longer. */
const MOST_ROWS = 512;

/**
 * Collects ballots of one round and writes them together: a batch hides which ballot came first, and one
 * fsync pays for all of it. Nobody is answered before the batch is durable, then the whole batch is.
 *
 * A batch leaves when its oldest entry has waited `flushMs` or `flushRows` are in. One flush at a time: what
 * arrives meanwhile becomes the next batch, so under load batches grow instead of queues.
 */
export class FlushQueue {
	readonly #store: Store;
	readonly #flushMs: number;
	readonly #flushRows: number;
	#waiting: Waiting[] = [];
	#timer: NodeJS.Timeout | undefined;
	#flushing: Promise<void> | undefined;
	#hurry = false;

	constructor(store: Store, options: { flushMs: number; flushRows: number }) {
		this.#store = store;
		this.#flushMs = options.flushMs;
		this.#flushRows = options.flushRows;
	}

	get size(): number {
		return this.#waiting.length;
	}

	/** Resolves once the flush this entry fell into is durable, with what is stored under its key. */
	add(entry: Entry): Promise<Stored> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ entry, since: performance.now(), resolve, reject });
			this.#arm();
		});
	}

	/** Takes everything that waits to the table now and from now on: the round is about to close. */
	async drain(): Promise<void> {
		this.#hurry = true;
		while (this.#waiting.length || this.#flushing) await (this.#flushing ?? this.#flush());
	}

	#arm(): void {
		if (this.#flushing || !this.#waiting.length) return;
		clearTimeout(this.#timer);
		if (this.#hurry || this.#waiting.length >= this.#flushRows) {
			void this.#flush();
			return;
		}
		const waited = performance.now() - this.#waiting[0]!.since;
		this.#timer = setTimeout(() => void this.#flush(), Math.max(0, this.#flushMs - waited));
	}

	#flush(): Promise<void> {
		clearTimeout(this.#timer);
		const batch = this.#waiting.splice(0, MOST_ROWS);
		this.#flushing = this.#write(batch).finally(() => {
			this.#flushing = undefined;
			this.#arm();
		});
		return this.#flushing;
	}

	async #write(batch: Waiting[]): Promise<void> {
		// The first ballot under a key is the one; a second one waits along and gets the stored leaf.
		const first = new Map<string, Entry>();
		for (const { entry } of batch) {
			const name = keyName(entry.key);
			if (!first.has(name)) first.set(name, entry);
		}
		try {
			const stored = await this.#store([...first.values()]);
			for (const { entry, resolve } of batch) resolve(stored.get(keyName(entry.key)) ?? null);
		} catch (error) {
			// Whether the commit happened is unknown: the tablet sends the same bytes again and learns it.
			for (const { reject } of batch) reject(error);
		}
	}
}

export const keyName = (key: Uint8Array) => Buffer.from(key).toString('base64url');
