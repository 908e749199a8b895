import { tick } from 'svelte';
import { fillField, readFields, type FieldStates } from './field-state.ts';
import { freshId } from './fresh-id.ts';
import { newVisit, type KeptForm, type Visit } from './kept-form.ts';
import { mayBeTypedEarly } from './typed-early.ts';

/**
 * Keeps what differs in one form on the page from what the page itself put there: what nobody has touched follows the
 * server when the form comes back.
 */
export class FormKeeper {
	readonly #form: HTMLFormElement;
	readonly #kept: KeptForm;
	readonly #base: () => string;
	/** Of each field what it held before anybody touched it. */
	#untouched: FieldStates;
	/** Fields are being filled by this and not by a person. */
	filling = false;

	constructor(form: HTMLFormElement, kept: KeptForm, base: () => string) {
		this.#form = form;
		this.#kept = kept;
		this.#base = base;
		this.#untouched = readFields(form, mayBeTypedEarly());
	}

	/**
	 * Puts back what was not handed in the last time; `moved` where what the form is about has changed since.
	 *
	 * @param refused what the form was just sent with, which is newer than all that the browser keeps
	 */
	async restore(refused: FieldStates | null = null): Promise<'nothing' | 'restored' | 'moved'> {
		const kept = this.#kept.take();
		if (refused) {
			await this.#fill(refused);
			await this.note();
		}
		if (refused || !kept) return 'nothing';
		this.filling = true;
		await this.#fill(kept.fields);
		this.filling = false;
		return kept.base === this.#base() ? 'restored' : 'moved';
	}

	/**
	 * After a key press or a click, once what follows from it is on the page.
	 *
	 * @returns whether the browser keeps it
	 */
	async note(): Promise<boolean> {
		await tick();
		if (this.filling || !this.#form.isConnected) return true;
		return this.#kept.keep(this.#typed(), this.#base());
	}

	/** Back to what the page itself had put there. */
	async clear(): Promise<void> {
		this.filling = true;
		await this.#fill(this.#untouched);
		this.filling = false;
		this.#kept.drop();
	}

	/** The act was done: nothing of it comes back. */
	done(): void {
		this.#kept.done(this.#typed());
	}

	/** What the page shows after the act is where the next one begins. */
	settle(): void {
		this.#untouched = readFields(this.#form);
	}

	/** Reads the page anew: fields that nobody has touched show what it says now, the others what was typed. */
	async refresh(read: () => Promise<void>): Promise<void> {
		const typed = this.#typed();
		const before = readFields(this.#form);
		this.filling = true;
		await read();
		await tick();
		for (const [name, values] of Object.entries(readFields(this.#form)))
			if (!(name in typed) || !isSame(values, before[name] ?? [])) this.#untouched[name] = values;
		await this.#fill(typed);
		this.filling = false;
		await this.note();
	}

	/** Another tab has changed what this browser keeps. */
	noteStorage(key: string | null): void {
		if (this.#form.isConnected && this.#kept.wasTakenOver(key, this.#typed())) void this.note();
	}

	#typed(): FieldStates {
		const now = readFields(this.#form);
		// A field that a choice brought in holds what the page put there.
		for (const [name, values] of Object.entries(now)) this.#untouched[name] ??= values;
		return Object.fromEntries(
			Object.entries(now).filter(([name, values]) => !isSame(values, this.#untouched[name]!))
		);
	}

	/** One after the other in the form's order: a choice may bring in the fields that follow it. */
	async #fill(fields: FieldStates): Promise<void> {
		const left = new Map(Object.entries(fields));
		for (let name = this.#next(left); name !== undefined; name = this.#next(left)) {
			fillField(this.#form, name, left.get(name)!);
			left.delete(name);
			await tick();
			this.#typed();
		}
	}

	#next(left: ReadonlyMap<string, string[]>): string | undefined {
		return Object.keys(readFields(this.#form)).find((name) => left.has(name));
	}
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
	a.length === b.length && a.every((value, i) => value === b[i]);

let visit: Visit | undefined;

/** This visit of this page, the same for all its forms. */
export const thisVisit = (): Visit => (visit ??= newVisit(tabStorage(), freshId()));

/** Null where the browser gives none: to name it throws where a person has switched it off. */
function tabStorage(): Storage | null {
	try {
		return globalThis.sessionStorage ?? null;
	} catch {
		return null;
	}
}
