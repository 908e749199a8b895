import { expect, test } from '@playwright/test';
import { Session } from '../support/session.ts';

test('a press on a link is not lost when the live view changes on the way', async ({ browser }) => {
	const session = await Session.start(browser);
	const office = await session.staffPage('office-1');
	await expect(office.getByText('已连接')).toBeVisible();
	let arrive = () => {};
	const released = new Promise<void>((resolve) => (arrive = resolve));
	await office.route('**/admin/candidates/__data.json*', async (route) => {
		await released;
		await route.continue();
	});
	const asked = office.waitForRequest('**/admin/candidates/__data.json*');
	await office.getByRole('link', { name: '候选项目', exact: true }).click();
	await asked;
	// Another desk checks a deputy in: this page would read its roll again.
	await session.checkIn([1]);
	await expect(office.getByText('实到 1 人', { exact: false }).first()).toBeVisible();
	arrive();
	await expect(office).toHaveURL(/\/admin\/candidates$/);
	await session.end();
});
