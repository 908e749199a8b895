import { expect, test, type Page } from '@playwright/test';
import { approving, Session } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';

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

/** Where everything of the heading and every part of the page stands. */
const places = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll('header :not(svg *), main > *')].map((element) => {
			const { x, y, width, height } = element.getBoundingClientRect();
			return [element.tagName, x, y + scrollY, width, height].join(' ');
		})
	);

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

test('a desk says that it is not at work yet before its script has come, and then signs what was typed', async ({
	browser
}) => {
	const session = await Session.start(browser);
	await session.vote(() => approving([1, 2, 3, 4, 5]), session.everybody.slice(0, 8));
	await session.resultHash();
	const scrutineer = await session.staffPage('scrutineer');
	const desk = await withLateScript(scrutineer, '/scrutineer');
	await expect(scrutineer.getByText('连接中')).toBeVisible();
	await expect(scrutineer.getByText('与服务器断开')).toHaveCount(0);
	for (const act of ['签字确认', '宣布本轮表决作废…'])
		await expect(scrutineer.getByRole('button', { name: act })).toBeDisabled();
	await shoot(scrutineer, 'scrutineer-before-the-script');
	const { delegateNumber } = session.credentials.staff.find(({ role }) => role === 'scrutineer')!;
	await scrutineer.getByLabel(/代表证的卡号/).fill(session.delegate(delegateNumber!).code);
	const drawn = await places(scrutineer);
	await desk.arrive();
	await expect(scrutineer.getByText('已连接')).toBeVisible();
	await expect(scrutineer.getByRole('button', { name: '宣布本轮表决作废…' })).toBeEnabled();
	await shoot(scrutineer, 'scrutineer-after-the-script');
	expect(await places(scrutineer)).toEqual(drawn);
	await scrutineer.getByRole('button', { name: '签字确认' }).click();
	await expect(scrutineer.getByText('✓ 已签字')).toBeVisible();

	// What needs no script can be done without one.
	const office = await session.staffPage('office-1');
	const frame = await withLateScript(office, '/admin');
	await expect(office.getByText('连接中')).toBeVisible();
	await expect(office.getByRole('alert')).toHaveCount(0);
	await expect(office.getByRole('button', { name: '配对' })).toBeEnabled();
	await shoot(office, 'office-before-the-script');
	const framed = await places(office);
	await frame.arrive();
	await expect(office.getByText('已连接')).toBeVisible();
	await shoot(office, 'office-after-the-script');
	expect(await places(office)).toEqual(framed);

	const chair = await session.staffPage('chair');
	const console = await withLateScript(chair, '/chair');
	await expect(chair.getByText('连接中')).toBeVisible();
	await expect(chair.getByText('与服务器断开')).toHaveCount(0);
	await shoot(chair, 'chair-before-the-script');
	await console.arrive();
	await expect(chair.getByText('已连接')).toBeVisible();
	await shoot(chair, 'chair-after-the-script');
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
