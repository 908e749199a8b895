import type { Browser, Page } from '@playwright/test';
import { watch } from './judge-page.ts';
import { sizes } from './session.ts';
import { signInPage } from './sign-in-page.ts';

/** An account of the follow-up at a desk, watched for errors of the page. @param account of the town's people */
export async function openDesk(
	browser: Browser,
	account: { username: string; password: string }
): Promise<{ page: Page; quiet: () => void }> {
	const context = await browser.newContext({
		viewport: sizes.desk,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	const watched = watch(page);
	await signInPage(page, account.username, account.password);
	return { page, quiet: () => watched.expectQuiet(account.username) };
}

/** Goes there and waits until the page answers to its script. */
export async function goto(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.waitForLoadState('networkidle');
}
