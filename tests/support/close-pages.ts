import type { Browser, BrowserContext } from '@playwright/test';

/**
 * Leaves no page of a file's tests open in the worker's browser, where it would go on asking and drawing beside all that
 * follow. Pages and not their contexts: before a context ends Playwright takes a picture of every page in it.
 */
export const closePages = async (contexts: BrowserContext[] | Browser): Promise<void> => {
	const all = Array.isArray(contexts) ? contexts : contexts.contexts();
	await Promise.all(all.flatMap((context) => context.pages()).map((page) => page.close()));
};
