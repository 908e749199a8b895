import { createContext } from 'svelte';
import type { Connection } from '#lib/client/feed.svelte.ts';
import type { ConsoleView } from '#lib/wire/views.ts';

/** What every page of the office desk reads: the live view, how old it may be, and who is sitting here. */
export type OfficeConsole = {
	readonly view: ConsoleView;
	readonly connection: Connection;
	/** How far the server's clock is ahead of this machine's, in milliseconds. */
	readonly clockAheadMs: number;
	readonly person: { id: string; name: string; role: string };
};

export const [officeConsole, provideOfficeConsole] = createContext<OfficeConsole>();
