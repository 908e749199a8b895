import { randomBytes } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { closePages } from '../support/close-pages.ts';
import { judgePage } from '../support/judge-page.ts';
import { readPdf } from '../support/pdf.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';
import { insertTown } from '../support/tracked-town.ts';

/** What hangs on a wall, goes to the printer, and is drawn: at the size of its reader. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
let desk: Desk;
let projectId: string;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const town = await insertTown(desk, '挂图镇', suffix, { passwordHash: await hashPassword(password) });
	projectId = await handedOver({ ...town, desk });
	await reportedMonth({ ...town, desk }, '2026-03', '2026-04-02');
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

const sidewaysOf = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the wall is as wide as its screen, and twice as large on one with the pixels of four', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: process.env.PIAOJUE_E2E_ORIGIN! });
	const page = await context.newPage();
	await page.clock.install();
	await signInPage(page, `supervision${suffix}`, password);
	const heights: number[] = [];
	for (const [width, height] of [
		[1920, 1080],
		[3840, 2160]
	] as const) {
		await page.setViewportSize({ width, height });
		await page.goto('/tracker/wall');
		await page.waitForLoadState('networkidle');
		const title = page.getByRole('heading', { level: 1 });
		await expect(title).toHaveText('2026 年度民生实事项目挂图作战');
		heights.push((await title.boundingBox())!.height);
		expect((await page.getByRole('list', { name: '亮灯' }).boundingBox())!.width).toBeGreaterThan(
			width * 0.9
		);
		expect(await sidewaysOf(page)).toBe(0);
		await shoot(page, `wall-${width}`);
	}
	expect(heights[1]! / heights[0]!).toBeGreaterThan(1.8);
	await judgePage(page, 'the wall');
	await page.getByRole('button', { name: '全屏' }).click();
	await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
	// Hung up, it is read anew by itself and says of when it is.
	await expect(page.getByText(/\d:\d\d 的数据/)).toBeVisible();
	const anew = page.waitForResponse(/\/tracker\/wall\/__data\.json/);
	await page.clock.runFor(61_000);
	expect((await anew).ok()).toBe(true);
	await context.close();
});

test('charts are drawn in the pixels of the screen: their words are read on a phone', async ({ browser }) => {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	await signInPage(page, `supervision${suffix}`, password);
	await page.goto(`/tracker/${projectId}`);
	await page.waitForLoadState('networkidle');
	for (const name of [/^计划：/, /^各月累计资金/]) {
		const chart = page.getByRole('img', { name });
		const scale = () =>
			chart.evaluate((svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
		await expect.poll(scale).toBeGreaterThan(0.95);
	}
	expect(await sidewaysOf(page)).toBe(0);
	await shoot(page, 'charts-phone');
	await context.close();
});

test('the printed ledger is A4 lying, titled, dated and numbered', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: process.env.PIAOJUE_E2E_ORIGIN! });
	const page = await context.newPage();
	await signInPage(page, `supervision${suffix}`, password);
	await page.goto('/tracker/ledger');
	const { pages, text } = await readPdf(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
	expect(pages.map(({ width, height }) => width > height)).toEqual([true]);
	expect(text).toContain('挂图镇人民代表大会2026年度民生实事项目台账');
	expect(text).toContain('打印日期:');
	expect(text).toContain('第1页,共1页');
	await context.close();
});
