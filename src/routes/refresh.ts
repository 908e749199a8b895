import { untrack } from 'svelte';
import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Reads what the page loaded under `name` again because a live view has changed. While the person is on the way
 * to another page it does nothing: SvelteKit gives up a navigation under way when something is invalidated, and a
 * press on a link would be lost. The page that comes loads anew anyway.
 */
export const refresh = (name: string): Promise<void> =>
	untrack(() => navigating.to) ? Promise.resolve() : invalidate(name);
