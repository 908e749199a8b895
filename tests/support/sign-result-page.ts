import { expect, type Page } from '@playwright/test';

/**
 * Signs the result at the signer's own page with the own card, and waits for the own line to say so: while the
 * signature is under way the button has another name, and another's 已签字 may stand there already.
 */
export async function signResultAt(page: Page, signer: { name: string; code: string }): Promise<void> {
	await page.getByLabel(/代表证的卡号/).fill(signer.code);
	await page.getByRole('button', { name: '签字确认' }).click();
	await expect(page.getByRole('row', { name: signer.name }).getByText(/✓ 已签字/)).toBeVisible();
}
