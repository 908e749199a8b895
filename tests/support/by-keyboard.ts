import { expect, type Page } from '@playwright/test';

/** Walks with Tab to what is named, and sees at every stop where the focus is. */
export async function tabTo(page: Page, name: string): Promise<void> {
	for (let presses = 0; presses < 120; presses++) {
		await page.keyboard.press('Tab');
		const focused = await page.evaluate(() => {
			const element = document.activeElement as HTMLElement;
			const { outlineStyle, boxShadow } = getComputedStyle(element);
			const label = 'labels' in element ? (element.labels as NodeListOf<HTMLElement> | null)?.[0] : null;
			const text = element.getAttribute('aria-label') ?? (label ?? element).textContent ?? '';
			return { seen: outlineStyle !== 'none' || boxShadow !== 'none', text, body: element === document.body };
		});
		if (focused.body) continue;
		expect(focused.seen, `focus on ${focused.text}`).toBe(true);
		if (focused.text.trim().startsWith(name)) return;
	}
	throw new Error(`Tab never reaches ${name}`);
}

/**
 * Opens an act's dialog by keyboard, writes its reason where it asks for one, sees that single keys confirm nothing,
 * and confirms by Ctrl+Enter.
 */
export async function byKeyboard(
	page: Page,
	opener: string,
	confirm: string,
	reason?: string
): Promise<void> {
	await tabTo(page, opener);
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog');
	await expect(dialog).toBeVisible();
	await expect(dialog.getByRole('button', { name: '返回' })).toBeFocused();
	const hint = dialog.getByText('按 Ctrl+Enter 或点击右侧按钮确认');
	const size = await hint.evaluate((shown) => parseFloat(getComputedStyle(shown).fontSize));
	expect(size, 'text of a console').toBeGreaterThanOrEqual(16);
	if (reason !== undefined) {
		await page.keyboard.press('Shift+Tab');
		await expect(dialog.getByRole('textbox')).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(dialog).toBeVisible();
		await page.keyboard.press('Backspace');
		await page.keyboard.insertText(reason);
		await page.keyboard.press('Tab');
	}
	await page.keyboard.press('Tab');
	await expect(dialog.getByRole('button', { name: confirm, exact: true })).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Space');
	await expect(dialog).toBeVisible();
	await page.keyboard.press('Control+Enter');
	await expect(dialog).toBeHidden();
}
