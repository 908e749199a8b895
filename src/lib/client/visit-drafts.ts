/** A deputy's record as it lies on this phone: word for word as typed, until the server has all of it. */
export type StoredVisit = {
	/** Made here; the server takes it once. */
	id: string;
	projectId: string;
	projectName: string;
	kind: 'visit' | 'opinion';
	visitedOn: string;
	companions: string;
	found: string;
	opinion: string;
	/** Photographs still to be sent; their bytes lie in the `PhotoStore`. */
	photos: { id: string; caption: string }[];
	/** `waiting` once the deputy has handed it in. */
	state: 'draft' | 'waiting';
	/** The words have arrived; what is left are photographs. */
	arrived: boolean;
	/** What the server said against it. */
	problem: string;
	/** ISO instant. */
	savedAt: string;
};

const PREFIX = 'piaojue.visit.';

/**
 * The records of one deputy on this phone. One entry for each, so that two tabs write over nothing of each other; under
 * the deputy's id, so that whoever signs in here next does not read them. What the phone doesn't keep (storage is
 * switched off or full) lasts as long as the page.
 */
export class VisitDrafts {
	readonly #storage: Storage | null;
	readonly #ofPage: Map<string, string>;
	readonly #prefix: string;

	/**
	 * @param storage null where the browser gives none
	 * @param ofPage outlives the sign-in: whoever has to sign in anew has lost nothing
	 */
	constructor(storage: Storage | null, deputyId: string, ofPage: Map<string, string>) {
		this.#storage = storage;
		this.#ofPage = ofPage;
		this.#prefix = `${PREFIX}${deputyId}.`;
	}

	/** Oldest first. */
	all(): StoredVisit[] {
		const keys = new Set([...this.#ofPage.keys(), ...storedKeys(this.#storage)]);
		return [...keys]
			.filter((key) => key.startsWith(this.#prefix))
			.map((key) => this.#read(key))
			.filter((stored) => stored !== null)
			.sort((a, b) => a.savedAt.localeCompare(b.savedAt));
	}

	get(id: string): StoredVisit | null {
		return this.#read(this.#prefix + id);
	}

	/** @returns whether the phone keeps it; else it lasts as long as the page */
	keep(record: StoredVisit): boolean {
		const key = this.#prefix + record.id;
		const text = JSON.stringify(record);
		try {
			if (!this.#storage) throw new Error('no storage');
			this.#storage.setItem(key, text);
			this.#ofPage.delete(key);
			return true;
		} catch {
			this.#ofPage.set(key, text);
			return false;
		}
	}

	/** Whether it would be here after the page is closed. */
	isKept(id: string): boolean {
		return !this.#ofPage.has(this.#prefix + id);
	}

	/** Whether the phone keeps anything at all, before a word is typed. */
	canKeep(): boolean {
		try {
			this.#storage!.setItem(PROBE, '1');
			this.#storage!.removeItem(PROBE);
			return true;
		} catch {
			return false;
		}
	}

	drop(id: string): void {
		const key = this.#prefix + id;
		this.#ofPage.delete(key);
		try {
			this.#storage?.removeItem(key);
		} catch {
			// What can't be removed can't be read either.
		}
	}

	#read(key: string): StoredVisit | null {
		try {
			// Of two versions the page's is the newer one.
			const text = this.#ofPage.get(key) ?? this.#storage?.getItem(key) ?? 'null';
			const value = JSON.parse(text) as unknown;
			return isStored(value) ? value : null;
		} catch {
			return null;
		}
	}
}

const PROBE = 'piaojue.probe';

/** Null where the browser gives none: to name it throws where a person has switched it off. */
export function phoneStorage(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}

function storedKeys(storage: Storage | null): string[] {
	try {
		return Array.from({ length: storage?.length ?? 0 }, (_, i) => storage!.key(i) ?? '');
	} catch {
		return [];
	}
}

/** What an older build or another program left under our name is no record. */
function isStored(value: unknown): value is StoredVisit {
	if (typeof value !== 'object' || value === null) return false;
	const record = value as Record<string, unknown>;
	const texts = [
		'id',
		'projectId',
		'projectName',
		'kind',
		'visitedOn',
		'companions',
		'found',
		'opinion',
		'state'
	];
	return (
		[...texts, 'problem', 'savedAt'].every((name) => typeof record[name] === 'string') &&
		typeof record['arrived'] === 'boolean' &&
		Array.isArray(record['photos'])
	);
}
