import { emptyEntry, isFull, pressKey, replayKeys, undoKey } from '../domain/paper-entry.ts';
import type { Entry, EntryKey, EntryTerms } from '../domain/paper-entry.ts';

const PREFIX = 'paper-entry:';

/**
 * One batch under the keys. Every key is kept in this tab until the batch is submitted, so a reload or a crashed
 * page loses nothing; the keys of another account or an earlier attempt are thrown away.
 */
export class PaperBatch {
	readonly terms: EntryTerms;
	readonly #place: string;
	#entry: Entry = $state.raw(emptyEntry);

	constructor(
		about: { roundId: string; batch: number; attempt: number; personId: string },
		terms: EntryTerms
	) {
		this.terms = terms;
		this.#place = `${PREFIX}${about.personId}:${about.roundId}:${about.batch}:${about.attempt}`;
	}

	get entry(): Entry {
		return this.#entry;
	}

	get full(): boolean {
		return isFull(this.#entry, this.terms);
	}

	/** Takes up what this tab had kept. To be called in the browser. */
	restore(): void {
		const mine = this.#place.split(':')[1];
		for (const name of Object.keys(sessionStorage))
			if (name.startsWith(PREFIX) && name.split(':')[1] !== mine) sessionStorage.removeItem(name);
		const kept = sessionStorage.getItem(this.#place);
		if (kept) this.#entry = replayKeys(kept.split(' ') as EntryKey[], this.terms);
	}

	press(key: EntryKey): void {
		this.#keep(pressKey(this.#entry, key, this.terms));
	}

	undo(): void {
		this.#keep(undoKey(this.#entry, this.terms));
	}

	/** The batch has been taken by the server: nothing of it stays here. */
	forget(): void {
		sessionStorage.removeItem(this.#place);
		this.#entry = emptyEntry;
	}

	#keep(entry: Entry): void {
		this.#entry = entry;
		if (entry.keys.length) sessionStorage.setItem(this.#place, entry.keys.join(' '));
		else sessionStorage.removeItem(this.#place);
	}
}
