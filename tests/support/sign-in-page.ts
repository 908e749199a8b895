import type { Page } from '@playwright/test';

/**
 * Signs an account in as a person does, perhaps before the page's script has come, and waits until its own page is
 * there.
 */
export async function signInPage(page: Page, username: string, password: string): Promise<void> {
	await page.goto('/login');
	await page.getByLabel('用户名').fill(username);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await page.waitForURL((url) => url.pathname !== '/login');
}
