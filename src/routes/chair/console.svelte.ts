import { deserialize } from '$app/forms';
import { getContext, setContext } from 'svelte';
import { consoleIdOfTab } from '#lib/client/console-id.ts';
import { chairTexts } from '#lib/i18n/zh-CN/chair.ts';
import type { ConsoleView } from '#lib/wire/views.ts';

const KEY = Symbol('this console');

/** This tab as one of the chair's consoles: whether it is in control, and acts that no form stands for. */
export class ThisConsole {
	/** Null until the tab has found its id. */
	id = $state<string | null>(null);
	/** What the last act by key or button answered; null where it went through. */
	message = $state<string | null>(null);
	readonly #control: () => ConsoleView['control'];

	constructor(control: () => ConsoleView['control']) {
		this.#control = control;
	}

	get inControl(): boolean {
		return this.id !== null && this.#control()?.consoleId === this.id;
	}

	/** Finds the tab's id and takes its place where no console is in control. */
	async start(): Promise<void> {
		this.id = await consoleIdOfTab();
		if (!this.#control()) await this.send('takeControl');
	}

	/** Submits a form action without a form, such as a key's. */
	async send(action: string, fields: Record<string, string> = {}): Promise<void> {
		const form = new FormData();
		for (const [name, value] of Object.entries({ ...fields, consoleId: this.id ?? '' }))
			form.set(name, value);
		try {
			const answer = await fetch(`?/${action}`, {
				method: 'POST',
				headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
				body: form
			});
			const result = deserialize<Record<string, unknown>, { message?: string }>(await answer.text());
			this.message = result.type === 'failure' ? (result.data?.message ?? chairTexts.offline) : null;
			if (result.type === 'error') this.message = chairTexts.failed;
		} catch {
			// The server is gone: the connection chip and the lock say so.
			this.message = chairTexts.offline;
		}
	}
}

export const provideConsole = (made: ThisConsole): ThisConsole => setContext(KEY, made);
export const thisConsole = (): ThisConsole => getContext(KEY);
