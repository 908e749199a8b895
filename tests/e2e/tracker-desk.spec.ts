import { randomBytes } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { isoDate } from '#lib/i18n/format.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { insertTown } from '../support/tracked-town.ts';

/** The desk side of the follow-up beyond the straight way, which tracker.spec.ts plays. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const today = isoDate(new Date());
const year = today.slice(0, 4);
let desk: Desk;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	await insertTown(desk, '办理镇', suffix, { passwordHash: await hashPassword(password) });
});
test.afterAll(() => desk.$client.end());

async function open(browser: Browser, username: string): Promise<{ page: Page; quiet: () => void }> {
	const context = await browser.newContext({
		viewport: sizes.desk,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	const watched = watch(page);
	await page.goto('/login');
	await page.waitForLoadState('networkidle');
	await page.getByLabel('用户名').fill(username + suffix);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await page.waitForURL((url) => url.pathname !== '/login');
	return { page, quiet: () => watched.expectQuiet(username) };
}

const goto = async (page: Page, path: string) => {
	await page.goto(path);
	await page.waitForLoadState('networkidle');
};

/** Wide as it is in an office and narrow as on half a screen: nothing scrolls sideways. */
async function atBothWidths(page: Page, where: string): Promise<void> {
	for (const width of [900, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect.soft(over, `${where} at ${width}`).toBeLessThanOrEqual(0);
		if (process.env.PIAOJUE_SHOTS)
			await page.screenshot({ path: `${process.env.PIAOJUE_SHOTS}/${where}-${width}.png`, fullPage: true });
	}
	await judgePage(page, where);
}

test('the office sets the terms and the calendar, and two at once lose nothing', async ({ browser }) => {
	const { page: office, quiet } = await open(browser, 'supervision');
	const { page: other } = await open(browser, 'office');
	await goto(office, '/tracker/settings');
	await goto(other, '/tracker/settings');
	await expect(office.getByText('现行：系统默认设置')).toBeVisible();
	await expect(office.getByText('还没有调整过')).toBeVisible();

	await office.getByLabel('月报报送日').fill('40');
	await office
		.getByLabel('放假的日期')
		.fill(`国庆节：${year}年10月1日（周四）至7日（周三）放假调休，共7天。\n端午`);
	await office.getByLabel('调整依据').fill('国办发明电〔2025〕7号');
	await expect(office.getByText('看不懂“端午”')).toBeVisible();
	await office.getByRole('button', { name: '使设置生效' }).click();
	await expect(office.getByRole('alert')).toContainText('月报报送日：请填写 1 至 28 之间的整数');
	await expect(office.getByRole('alert')).toContainText('看不懂“端午”');
	await expect(office.getByLabel('月报报送日')).toHaveValue('40');
	await atBothWidths(office, 'settings-refused');
	await office.getByLabel('月报报送日').fill('8');
	await office.getByLabel('放假的日期').fill(`${year}年10月1日至7日`);
	await office.getByRole('radio', { name: '出席会议的代表' }).check();
	await expect(office.getByText('“满意”票超过出席代表的半数为满意')).toBeVisible();
	await office.getByRole('button', { name: '使设置生效' }).click();
	await expect(office.getByRole('status')).toContainText('第 1 版设置已生效');
	await expect(office.getByLabel('放假的日期')).toHaveValue(`${year}-10-01 至 ${year}-10-07`);
	await expect(office.getByLabel('调整依据')).toHaveValue('');
	await expect(office.getByText('月报报送日：5 日 → 8 日')).toBeVisible();
	await expect(office.getByText(`放假的日期增加 ${year}年10月1日至${year}年10月7日`)).toBeVisible();
	await atBothWidths(office, 'settings');

	// The other one began on the older version: told, nothing lost, and may go on knowingly.
	await other.getByLabel('报送办理计划的期限').fill('20');
	await other.getByLabel('调整依据').fill('主席团会议决定');
	await other.getByRole('button', { name: '使设置生效' }).click();
	await expect(other.getByRole('alert')).toContainText('人大办刚刚改过设置');
	await expect(other.getByRole('alert')).toContainText('月报报送日：8 日 → 5 日');
	await expect(other.getByLabel('报送办理计划的期限')).toHaveValue('20');
	await other.getByLabel('月报报送日').fill('8');
	await other.getByRole('button', { name: '使设置生效' }).click();
	await expect(other.getByRole('status')).toContainText('第 2 版设置已生效');
	quiet();

	const { page: unit } = await open(browser, 'water');
	const answer = await unit.goto('/tracker/settings');
	expect(answer!.status()).toBe(403);
});
