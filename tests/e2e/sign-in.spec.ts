import { expect, test, type Page } from '@playwright/test';
import { judgePage, watch } from '../support/judge-page.ts';
import { Session, sizes } from '../support/session.ts';

/** The check-in desk: scanner, search, a cut network, leaving and returning, undoing, and the two views. */

let session: Session;
test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { delegates: 44 });
});
test.afterAll(() => session.end());

const entry = (page: Page) => page.getByLabel('扫描代表证，或输入编号、姓名');
const said = (page: Page) => page.getByRole('region', { name: '签到办理' }).getByRole('status').last();
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const unfold = (page: Page, number: number, name: string) =>
	page.getByRole('button', { name: `办理 ${number} 号 ${name}` }).click();

async function openDesk(
	account: 'office-1' | 'office-2' = 'office-1',
	size = sizes.desk as typeof sizes.desk
) {
	const page = await session.staffPage(account, size);
	await page.goto('/admin/roll');
	await expect(page.getByText('已连接')).toBeVisible();
	// Only the page's own script puts the focus there: from now on it hears keys and clicks.
	await expect(entry(page)).toBeFocused();
	return page;
}

/** As a scanner types: at once, wherever the focus is, with Enter behind. */
async function scan(page: Page, number: number) {
	await page.keyboard.type(session.delegate(number).url);
	await page.keyboard.press('Enter');
}

test('a scan checks in at once, wherever the focus was, and the card’s code goes nowhere', async () => {
	const page = await openDesk();
	const sent: string[] = [];
	page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
	await scan(page, 1);
	await expect(page.getByText('演示代表01 已签到')).toBeVisible();
	await expect(said(page)).toContainText('1排1座');
	const large = await page
		.getByText('演示代表01 已签到')
		.evaluate((shown) => parseFloat(getComputedStyle(shown).fontSize));
	expect(large).toBeGreaterThanOrEqual(40);
	await expect(entry(page)).toBeFocused();
	await expect(entry(page)).toHaveValue('');

	await page.getByRole('button', { name: '代表团' }).click();
	await scan(page, 2);
	await expect(page.getByText('演示代表02 已签到')).toBeVisible();
	await scan(page, 2);
	await expect(said(page)).toContainText('不必重复');

	// The last symbol checks the others, so any other in its place is a misread card. One card in 32 ends in 0.
	const link = session.delegate(3).url;
	await page.keyboard.type(link.slice(0, -1) + (link.endsWith('0') ? '1' : '0'));
	await page.keyboard.press('Enter');
	await expect(said(page)).toContainText('没有读清这张代表证，没有签到');
	const code = session.delegate(1).code.replace(/-/g, '');
	expect(sent.some((request) => request.includes(code) || request.includes(session.delegate(1).code))).toBe(
		false
	);
});

test('a name is found by characters, pinyin and initials, and chosen with the arrow keys', async () => {
	const page = await openDesk();
	await entry(page).fill('ysdb');
	const matches = page.getByRole('listbox', { name: '查找到的代表' });
	await expect(matches.getByRole('option')).toHaveCount(6);
	await entry(page).fill('演示代表05');
	await expect(matches.getByRole('option')).toHaveCount(1);
	await page.keyboard.press('Enter');
	await expect(matches.getByRole('option', { selected: true })).toContainText('演示代表05');
	await page.keyboard.press('Enter');
	await expect(page.getByText('演示代表05 已签到')).toBeVisible();
	await entry(page).fill('yanshi');
	await expect(matches.getByRole('option').first()).toBeVisible();
	for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(page.getByText('演示代表06 已签到')).toBeVisible();
	await entry(page).fill('无此人');
	await expect(page.getByText('名册中没有符合的代表').first()).toBeVisible();
});

test('without network the desk goes on, and uploads in order when it is back', async () => {
	const page = await openDesk();
	const other = await openDesk('office-2');
	await page.context().setOffline(true);
	await expect(page.getByText('记录保存在本机').first()).toBeVisible();
	for (const number of [11, 12, 13]) {
		await scan(page, number);
		await expect(page.getByText(`演示代表${number} 已签到`)).toBeVisible();
	}
	await unfold(page, 12, '演示代表12');
	await page.getByRole('button', { name: '中途退场' }).click();
	await expect(page.getByText('已记录，待上传 4 条')).toBeVisible();
	// A reload would put the browser's own error in the place of the desk.
	const asked = page.waitForEvent('dialog');
	await page.evaluate(() => void setTimeout(() => location.reload()));
	const dialog = await asked;
	expect(dialog.type()).toBe('beforeunload');
	await dialog.dismiss();
	await expect(page.getByText('已记录，待上传 4 条')).toBeVisible();
	await expect(row(other, '演示代表12')).toContainText('未到');
	// Another desk is first with one of them: no conflict.
	await scan(other, 13);
	await expect(other.getByText('演示代表13 已签到')).toBeVisible();

	await page.context().setOffline(false);
	await expect(page.getByText('已上传 4 条')).toBeVisible();
	await expect(page.getByText('待上传')).toHaveCount(0);
	await expect(row(other, '演示代表11')).toContainText('已到');
	await expect(row(other, '演示代表12')).toContainText('退场');
	// With the line back and nothing waiting it is nobody's business.
	await expect(page.getByText('已连接')).toBeVisible();
	const dialogs: string[] = [];
	page.on('dialog', (one) => {
		dialogs.push(one.type());
		void one.accept();
	});
	await page.reload();
	await expect(entry(page)).toBeFocused();
	expect(dialogs).toEqual([]);
});

test('what waits survives a reload of the page', async () => {
	const page = await openDesk();
	// The server is gone, the network is not.
	await page.route('**/admin/roll?/checkIn', (route) => route.abort());
	await scan(page, 14);
	await expect(page.getByText('已记录，待上传 1 条')).toBeVisible();
	await page.reload();
	await expect(page.getByText('已记录，待上传 1 条')).toBeVisible();
	await page.unroute('**/admin/roll?/checkIn');
	await expect(page.getByText('已上传 1 条')).toBeVisible();
	await expect(row(page, '演示代表14')).toContainText('已到');
});

test('leaving, returning, leave, undoing and paper, as two desks see them', async () => {
	const page = await openDesk();
	const other = await openDesk('office-2');
	await scan(page, 21);
	await expect(row(other, '演示代表21')).toContainText('已到');
	await unfold(page, 21, '演示代表21');
	await page.getByRole('button', { name: '要纸质票' }).click();
	await expect(row(other, '演示代表21')).toContainText('要纸质票');
	await unfold(page, 21, '演示代表21');
	await page.getByRole('button', { name: '中途退场' }).click();
	await expect(page.getByText('演示代表21 已登记退场')).toBeVisible();
	await expect(row(other, '演示代表21')).toContainText('退场');
	// Back at the desk, the card is enough.
	await scan(page, 21);
	await expect(page.getByText('演示代表21 已返回会场')).toBeVisible();
	await expect(row(other, '演示代表21')).toContainText('已到');

	await unfold(page, 21, '演示代表21');
	await page.getByLabel('撤销原因').fill('认错人');
	await page.getByRole('button', { name: '撤销签到' }).click();
	await expect(page.getByText('演示代表21 的签到已撤销')).toBeVisible();
	await expect(row(other, '演示代表21')).toContainText('未到');

	await unfold(page, 22, '演示代表22');
	await page.getByLabel('请假原因').fill('因病');
	await page.getByRole('button', { name: '登记请假' }).click();
	await expect(row(other, '演示代表22')).toContainText('请假');
});

test('seats and delegations say in words who is missing', async () => {
	const page = await openDesk();
	await page.getByRole('button', { name: '座位图' }).click();
	await scan(page, 31);
	const seat = page.getByRole('button', { name: '演示代表31 已到' });
	await expect(seat).toBeVisible();
	await seat.click();
	await page.getByRole('button', { name: '中途退场' }).click();
	await expect(page.getByRole('button', { name: '演示代表31 退场' })).toBeVisible();
	await page.getByRole('button', { name: '代表团' }).click();
	const total = page.getByRole('row').filter({ hasText: '合计' });
	await expect(total.getByRole('cell').first()).toHaveText('44');
	const cells = await total.getByRole('cell').allInnerTexts();
	const [expected, came, left, onLeave, absent] = cells.map(Number);
	expect(came! + onLeave! + absent!).toBe(expected);
	expect(left).toBeGreaterThanOrEqual(1);
	await expect(page.getByRole('columnheader', { name: '其中退场' })).toBeVisible();
});

for (const [name, size] of [
	['1440×900', sizes.desk],
	['1280×800', sizes.tabletLandscape]
] as const) {
	test(`every state holds what every page promises, at ${name}`, async () => {
		const wide = size === sizes.desk;
		const page = await session.staffPage('office-1', size);
		const watched = watch(page);
		await page.goto('/admin/roll');
		const judged = async (where: string) => {
			// What a narrower window changes is room; the rest was judged in the wide one.
			if (wide) await judgePage(page, `${where} ${name}`);
			expect.soft(await smallTargets(page), `${where} ${name}: targets`).toEqual([]);
			const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect.soft(beyond, `${where} ${name}: nothing beyond the window`).toBeLessThanOrEqual(0);
		};
		await expect(page.getByText('已连接')).toBeVisible();
		await expect(entry(page)).toBeFocused();
		await scan(page, wide ? 41 : 42);
		await expect(said(page)).toContainText('已签到');
		await entry(page).fill('代表3');
		await page.keyboard.press('ArrowDown');
		await judged('done-and-search');
		await page.keyboard.press('Escape');
		await unfold(page, 43, '演示代表43');
		await page.getByRole('button', { name: '座位图' }).click();
		await expect(page.getByLabel('请假原因')).toBeVisible();
		await judged('seats');
		await page.getByRole('button', { name: '代表团' }).click();
		await judged('delegations');
		await page.keyboard.type('12345');
		await page.keyboard.press('Enter');
		await expect(said(page)).toContainText('名册中没有 12345 号代表');
		watched.expectQuiet(name);
		await page.getByRole('button', { name: '代表名册' }).click();
		await page.context().setOffline(true);
		await expect(page.getByText('记录保存在本机').first()).toBeVisible();
		await scan(page, wide ? 33 : 34);
		await expect(page.getByText('已记录，待上传 1 条')).toBeVisible();
		await judged('offline');
		await page.context().setOffline(false);
		await expect(page.getByText('已上传 1 条')).toBeVisible();
	});
}

/** What can be pressed and is smaller than a finger. */
const smallTargets = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('main button, main input, main [role=option]')]
			.filter((target) => target.checkVisibility())
			.filter((target) => target.getBoundingClientRect().height < 44)
			.map((target) => target.outerHTML.slice(0, 120))
	);
