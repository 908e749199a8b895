import { expect, type Page } from '@playwright/test';
import { judgePage, smallTargets } from './judge-page.ts';
import { shoot } from './shoot.ts';

/** Opens an act's dialog and confirms it there. */
export async function inDialog(page: Page, opener: string, confirm: string): Promise<void> {
	await page.getByRole('button', { name: opener }).click();
	await page.getByRole('dialog').getByRole('button', { name: confirm, exact: true }).click();
}

/** Another of the chair's consoles acted a moment ago: control is taken over until this one has it. */
export async function inControl(chair: Page): Promise<void> {
	await expect(async () => {
		const opener = chair.getByRole('button', { name: '接管控制…' });
		// By the time it is pressed this page may have control.
		if (await opener.isVisible()) {
			await opener.click({ timeout: 4000 });
			const confirm = chair.getByRole('dialog').getByRole('button', { name: '接管控制', exact: true });
			await confirm.click({ timeout: 4000 });
		}
		await expect(chair.getByText('本页控制中')).toBeVisible({ timeout: 4000 });
	}).toPass({ timeout: 60_000 });
}

/** A console in one of its states: nothing a checker finds, no English, every target large enough. */
export async function sound(page: Page, name: string): Promise<void> {
	await judgePage(page, name);
	expect.soft(await smallTargets(page), `${name}: targets`).toEqual([]);
	await shoot(page, name);
}
