import type { Connection } from '#lib/client/feed.svelte.ts';

/**
 * Whether a reload may end the check-in desk. Its page is kept by no service worker, so a browser that reloads it
 * without the network shows its own error instead; and whoever closes it while records wait has not uploaded them.
 */
export const endsTheDesk = (connection: Connection, waiting: number): boolean =>
	connection !== 'connected' || waiting > 0;
