import { createContext } from 'svelte';
import type { Outbox } from './outbox.svelte.ts';

/** Null on the server and before the browser has looked at what it holds. */
export const [outboxOf, setOutbox] = createContext<() => Outbox | null>();
