import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** A picture of the whole page for whoever looks at what a test passes through: where `PIAOJUE_SHOTS` names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
	const folder = process.env.PIAOJUE_SHOTS;
	if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
