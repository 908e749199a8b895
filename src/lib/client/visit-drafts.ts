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
 * the deputy's id, so that whoever signs in here next does not read them.
 */
export class VisitDrafts {
	readonly #storage: Storage;
	readonly #prefix: string;

	constructor(storage: Storage, deputyId: string) {
		this.#storage = storage;
		this.#prefix = `${PREFIX}${deputyId}.`;
	}

	/** Oldest first. */
	all(): StoredVisit[] {
		const found: StoredVisit[] = [];
		for (let i = 0; i < this.#storage.length; i++) {
			const key = this.#storage.key(i);
			const stored = key?.startsWith(this.#prefix) ? this.#read(key) : null;
			if (stored) found.push(stored);
		}
		return found.sort((a, b) => a.savedAt.localeCompare(b.savedAt));
	}

	get(id: string): StoredVisit | null {
		return this.#read(this.#prefix + id);
	}

	/** @returns false where this phone keeps nothing: storage is switched off or full */
	keep(record: StoredVisit): boolean {
		try {
			this.#storage.setItem(this.#prefix + record.id, JSON.stringify(record));
			return true;
		} catch {
			return false;
		}
	}

	drop(id: string): void {
		this.#storage.removeItem(this.#prefix + id);
	}

	#read(key: string): StoredVisit | null {
		try {
			const value = JSON.parse(this.#storage.getItem(key) ?? 'null') as unknown;
			return isStored(value) ? value : null;
		} catch {
			return null;
		}
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
