import type { FieldStates } from './field-state.ts';

/** What was typed into a form and is not handed in yet. */
export type Kept = {
	fields: FieldStates;
	/** What the form was about when it was typed; another one by now means that something has happened since. */
	base: string;
	/** ISO instant. */
	savedAt: string;
};

const PREFIX = 'piaojue.form';
const TAB = 'piaojue.form-page';

/** What nobody came back for in this time is gone: the machine may be anybody's. */
const KEPT_MS = 7 * 24 * 3600_000;

/** One visit of one page; another tab, and the same one after a reload, has another. */
export type Visit = { id: string; before: string | null };

/**
 * What one person has typed into one form, in this browser. Each visit of the page writes an entry of its own, so two
 * tabs write over nothing of each other. A visit without one takes over what the one before it in its tab has left,
 * else the newest that is there, as after a crash; a tab that still has its page open keeps its own anew.
 */
export class KeptForm {
	readonly #storage: Storage | null;
	readonly #visit: Visit;
	readonly #prefix: string;
	readonly #now: () => Date;

	/** @param storage null where the browser gives none */
	constructor(
		storage: Storage | null,
		visit: Visit,
		ownerId: string,
		form: string,
		now: () => Date = () => new Date()
	) {
		this.#storage = storage;
		this.#visit = visit;
		this.#prefix = `${PREFIX}|${ownerId}|${form}|`;
		this.#now = now;
		this.#sweep();
	}

	/** What is to be put back into the form; from now on it is this visit's. */
	take(): Kept | null {
		const { before } = this.#visit;
		const rank = (key: string) => (key === this.#own ? 0 : key === this.#prefix + before ? 1 : 2);
		const [first] = this.#entries().sort(
			(a, b) => rank(a.key) - rank(b.key) || b.kept.savedAt.localeCompare(a.kept.savedAt)
		);
		if (!first) return null;
		this.#write(first.kept);
		if (first.key !== this.#own) this.#remove(first.key);
		return first.kept;
	}

	/** @returns whether the browser keeps it */
	keep(fields: FieldStates, base: string): boolean {
		if (!Object.keys(fields).length) {
			this.#remove(this.#own);
			return true;
		}
		return this.#write({ fields, base, savedAt: this.#now().toISOString() });
	}

	/** Nothing of this visit's is to come back. */
	drop(): void {
		this.#remove(this.#own);
	}

	/** The act was done with these: whatever tab has the same has nothing to hand in any more. */
	done(fields: FieldStates): void {
		const sent = stable(fields);
		for (const { key, kept } of this.#entries()) if (stable(kept.fields) === sent) this.#remove(key);
		this.drop();
	}

	/**
	 * Whether the entry that has just gone is this visit's and was taken over by another tab, which this one has then to
	 * keep again. At a sign-out nothing is left, and nothing comes back.
	 */
	wasTakenOver(key: string | null, fields: FieldStates): boolean {
		const wanted = stable(fields);
		return key === this.#own && this.#entries().some(({ kept }) => stable(kept.fields) === wanted);
	}

	get #own(): string {
		return this.#prefix + this.#visit.id;
	}

	#entries(): { key: string; kept: Kept }[] {
		return keysOf(this.#storage)
			.filter((key) => key.startsWith(this.#prefix))
			.map((key) => ({ key, kept: readKept(this.#storage, key) }))
			.filter((entry): entry is { key: string; kept: Kept } => entry.kept !== null);
	}

	#write(kept: Kept): boolean {
		try {
			if (!this.#storage) return false;
			this.#storage.setItem(this.#own, JSON.stringify(kept));
			return true;
		} catch {
			// Switched off or full.
			return false;
		}
	}

	#remove(key: string): void {
		removeFrom(this.#storage, key);
	}

	/** Everybody's that is too old, and what is none of ours any more. */
	#sweep(): void {
		const oldest = new Date(this.#now().getTime() - KEPT_MS).toISOString();
		for (const key of keysOf(this.#storage).filter((one) => one.startsWith(`${PREFIX}|`))) {
			const kept = readKept(this.#storage, key);
			if (!kept || kept.savedAt < oldest) this.#remove(key);
		}
	}
}

/** At the sign-out: the next one at this machine finds nothing. */
export function forgetFormsOf(storage: Storage | null, ownerId: string): void {
	for (const key of keysOf(storage)) if (key.startsWith(`${PREFIX}|${ownerId}|`)) removeFrom(storage, key);
}

/** The visit that this is, and the one before it in this tab. */
export function newVisit(tab: Storage | null, id: string): Visit {
	try {
		const before = tab?.getItem(TAB) ?? null;
		tab?.setItem(TAB, id);
		return { id, before };
	} catch {
		return { id, before: null };
	}
}

const stable = (fields: FieldStates): string =>
	JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

function keysOf(storage: Storage | null): string[] {
	try {
		return Array.from({ length: storage?.length ?? 0 }, (_, i) => storage!.key(i) ?? '');
	} catch {
		return [];
	}
}

function removeFrom(storage: Storage | null, key: string): void {
	try {
		storage?.removeItem(key);
	} catch {
		// What can't be removed can't be read either.
	}
}

/** What an older build or another program left under our name is nothing to put back. */
function readKept(storage: Storage | null, key: string): Kept | null {
	try {
		const value = JSON.parse(storage?.getItem(key) ?? 'null') as Partial<Kept> | null;
		const { fields, base, savedAt } = value ?? {};
		const isStates =
			typeof fields === 'object' &&
			fields !== null &&
			Object.values(fields).every(
				(values) => Array.isArray(values) && values.every((one) => typeof one === 'string')
			);
		return isStates && typeof base === 'string' && typeof savedAt === 'string'
			? { fields, base, savedAt }
			: null;
	} catch {
		return null;
	}
}
