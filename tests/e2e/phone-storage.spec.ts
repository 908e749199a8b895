import { randomBytes } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { closePages } from '../support/close-pages.ts';
import { issueCards, typeCard } from '../support/deputy-cards.ts';
import { judgePage } from '../support/judge-page.ts';
import { insertTown } from '../support/tracked-town.ts';
import { shoot } from '../support/shoot.ts';

/** A deputy's phone that keeps nothing, or loses what it kept: nothing is shown as kept that isn't. */

let desk: Desk;
let projects: { id: string; name: string }[];
let codes: string[];
let photo: Buffer;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const town = await insertTown(desk, '手机镇', `-${randomBytes(4).toString('hex')}`);
	projects = town.projects;
	codes = await issueCards(desk, town);
	for (const { id: projectId } of projects) {
		const group = { projectId, leader: '张三', presidium: 3, deputies: [1, 2] };
		expect(await setSupervisors(desk, town.person('supervision'), group)).toMatchObject({ ok: true });
	}
	photo = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#4d7a5a' } })
		.png()
		.toBuffer();
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

async function phone(browser: Browser, broken?: () => void): Promise<Page> {
	const viewport = { width: 390, height: 844 };
	const context = await browser.newContext({ viewport, baseURL: process.env.PIAOJUE_E2E_ORIGIN! });
	const page = await context.newPage();
	if (broken) await page.addInitScript(broken);
	return page;
}

async function write(page: Page, projectId: string, code: string, found: string): Promise<void> {
	await page.goto(`/supervise/${projectId}/record?kind=visit`);
	await page.waitForLoadState('networkidle');
	await typeCard(page, code);
	await page.getByLabel('视察发现').fill(found);
	await page.getByLabel('添加照片').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: photo });
	await page.getByLabel('第 1 张的说明').fill('护坡');
	await expect(page.getByAltText('护坡')).toBeVisible();
}

const submit = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click();

const breakages: [string, () => void][] = [
	[
		'switched off',
		() => {
			const denied = () => {
				throw new DOMException('denied', 'SecurityError');
			};
			for (const name of ['localStorage', 'indexedDB'])
				Object.defineProperty(window, name, { get: denied, configurable: true });
		}
	],
	[
		'full',
		() => {
			const full = () => {
				throw new DOMException('full', 'QuotaExceededError');
			};
			Storage.prototype.setItem = full;
			IDBObjectStore.prototype.put = full;
		}
	]
];

for (const [i, [what, broken]] of breakages.entries()) {
	test(`where storage is ${what}, the deputy is told, and hands in with the network`, async ({ browser }) => {
		test.slow();
		const page = await phone(browser, broken);
		const { id, name } = projects[i]!;
		await write(page, id, codes[0]!, '没有存储的手机');
		await expect(page.getByText('本机不能保存草稿')).toBeVisible();
		await expect(page.getByText('没有存入本机。请不要关闭')).toBeVisible();
		await expect(page.getByText('已存在本机')).toBeHidden();
		await judgePage(page, `${what}: the form`);
		await shoot(page, `storage-form-${i}`);

		await page.context().setOffline(true);
		await submit(page);
		await expect(page.getByText('现在没有网络，还没有提交')).toBeVisible();
		await expect(page.getByText('没有存入本机，只在本页上')).toBeVisible();
		await expect(page.getByText('已存在本机')).toBeHidden();
		await judgePage(page, `${what}: waiting`);
		await shoot(page, `storage-waiting-${i}`);
		// Whoever leaves is asked first, by the browser.
		const asked = page.waitForEvent('dialog');
		void page.evaluate(() => location.reload()).catch(() => {});
		const dialog = await asked;
		expect(dialog.type()).toBe('beforeunload');
		await dialog.dismiss();

		await page.context().setOffline(false);
		await expect(page.getByText(`“${name}”的记录已提交`)).toBeVisible({ timeout: 30_000 });
		await page.goto(`/supervise/${id}`);
		await expect(page.getByText('没有存储的手机')).toBeVisible();
		await expect(page.getByAltText('护坡')).toBeVisible();
	});
}

test('a session that ends on a phone that keeps nothing costs no word', async ({ browser }) => {
	test.slow();
	const page = await phone(browser, breakages[0]![1]);
	await write(page, projects[0]!.id, codes[1]!, '登录中断的记录');
	const other = await phone(browser);
	await other.goto('/supervise');
	await other.waitForLoadState('networkidle');
	await typeCard(other, codes[1]!);
	await submit(page);
	await expect(page.getByRole('heading', { name: '代表登录' })).toBeVisible();
	await expect(page.getByRole('alert')).toContainText('登录已失效，记录只在本页上');
	await shoot(page, 'storage-sign-in');
	await typeCard(page, codes[1]!);
	await expect(page.getByText('的记录已提交')).toBeVisible();
	await page.goto(`/supervise/${projects[0]!.id}`);
	await expect(page.getByText('登录中断的记录')).toBeVisible();
});

const clearPhotos = (page: Page) =>
	page.evaluate(
		() =>
			new Promise((done) => {
				indexedDB.deleteDatabase('piaojue.visits').onsuccess = done;
			})
	);

test('what a phone clears away between two visits is not shown as kept', async ({ browser }) => {
	test.slow();
	const page = await phone(browser);
	const { id, name } = projects[0]!;
	await write(page, id, codes[0]!, '存在本机的草稿');
	await expect(page.getByText('已存在本机')).toBeVisible();

	await clearPhotos(page);
	await page.reload();
	await expect(page.getByRole('alert')).toContainText('有照片已不在本机');
	await expect(page.getByLabel('视察发现')).toHaveValue('存在本机的草稿');
	await expect(page.getByLabel('第 1 张的说明')).toBeHidden();
	await shoot(page, 'storage-photo-gone');

	// Handed in, and cleared away before the network came back.
	await page.getByLabel('添加照片').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: photo });
	await page.getByLabel('第 1 张的说明').fill('又一张');
	await page.context().setOffline(true);
	await submit(page);
	await expect(page.getByText('填写的内容已存在本机')).toBeVisible();
	await clearPhotos(page);
	await page.context().setOffline(false);
	await expect(page.getByText(`“${name}”的记录已提交`)).toContainText('有 1 张照片已不在本机', {
		timeout: 30_000
	});

	await page.goto(`/supervise/${id}/record?kind=opinion`);
	await page.waitForLoadState('networkidle');
	await page.getByLabel('意见建议').fill('会被清理的草稿');
	await expect(page.getByText('已存在本机')).toBeVisible();
	await page.evaluate(() => localStorage.clear());
	await page.reload();
	await page.waitForLoadState('networkidle');
	await expect(page.getByLabel('意见建议')).toHaveValue('');
	await expect(page.getByText('已存在本机')).toBeHidden();
	await page.goto('/supervise');
	await expect(page.getByRole('heading', { name: '我监督的项目' })).toBeVisible();
	await expect(page.getByText('待提交')).toBeHidden();
});
