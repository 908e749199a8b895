import { expect, test, type Page } from '@playwright/test';
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

/** Lets the page be read and filled in, and its script come only when `arrive` is called. */
async function withLateScript(page: Page, path: string): Promise<{ arrive(): Promise<void> }> {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await released;
		await route.continue();
	});
	await page.goto(path, { waitUntil: 'commit' });
	return {
		async arrive() {
			release();
			await page.waitForLoadState('networkidle');
		}
	};
}

test('what is typed and chosen before the page’s script has come is still there after it', async ({
	browser
}) => {
	const session = await Session.start(browser);
	const stranger = await session.page();
	const signIn = await withLateScript(stranger, '/login');
	await stranger.getByLabel('用户名').fill('office-1');
	await stranger.getByLabel('密码', { exact: true }).fill('一条长长的路走到会场');
	await signIn.arrive();
	await expect(stranger.getByLabel('用户名')).toHaveValue('office-1');
	await expect(stranger.getByLabel('密码', { exact: true })).toHaveValue('一条长长的路走到会场');

	const auditor = await session.staffPage('audit');
	const search = await withLateScript(auditor, '/audit');
	const act = auditor.getByRole('combobox', { name: '事项' });
	await act.selectOption({ index: 3 });
	const chosen = await act.inputValue();
	await search.arrive();
	await expect(act).toHaveValue(chosen);
	await session.end();
});

test('a page that loses the network while it reads anew opens again by itself', async ({ browser }) => {
	const session = await Session.start(browser);
	const office = await session.staffPage('office-1');
	await expect(office.getByText('已连接')).toBeVisible();
	await office.waitForLoadState('networkidle');
	await office.context().setOffline(true);
	await office.getByRole('link', { name: '票决办法', exact: true }).click();
	await expect(office.getByRole('heading', { name: '网络中断，正在重连' })).toBeVisible();
	await office.context().setOffline(false);
	await expect(office.getByRole('heading', { name: '网络中断，正在重连' })).toBeHidden();
	await expect(office.getByRole('navigation').first()).toBeVisible();
	await session.end();
});
