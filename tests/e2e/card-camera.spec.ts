import { randomBytes } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { cardUrl, typedCode } from '#lib/crypto/card.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { issueCards, typeCard } from '../support/deputy-cards.ts';
import {
	cardScene,
	labelScene,
	wallScene,
	withCamera,
	type FakeCamera,
	type Scene
} from '../support/fake-camera.ts';
import { judgePage } from '../support/judge-page.ts';
import { insertTown } from '../support/tracked-town.ts';
import { shoot } from '../support/shoot.ts';

/** Deputies sign in on their own phones by holding the card before the camera, or by typing where that fails. */

const origin = process.env.PIAOJUE_E2E_ORIGIN!;
let desk: Desk;
let codes: string[];

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	codes = await issueCards(desk, await insertTown(desk, '扫码镇', `-${randomBytes(4).toString('hex')}`));
});
test.afterAll(() => desk.$client.end());

const phone = { width: 390, height: 844 };

/** Plays on a phone that has asked for the camera. */
const onPhone = (camera: FakeCamera, allowed: boolean, play: (page: Page) => Promise<void>): Promise<void> =>
	withCamera(camera, { allowed, viewport: phone }, async (page) => {
		await page.goto('/supervise');
		await page.waitForLoadState('networkidle');
		await page.getByRole('button', { name: '扫描代表证二维码' }).click();
		await play(page);
	});

const film = (...scenes: Scene[]): FakeCamera => ({ scenes, file: test.info().outputPath('camera.y4m') });
const cardOf = (browser: Browser, code: string) => cardScene(browser, { code, url: cardUrl(origin, code) });

/** The words are there, the page is whole, and the typed code signs in all the same. */
async function typedInstead(page: Page, told: string | RegExp, where: string): Promise<void> {
	await expect(page.getByText(told)).toBeVisible();
	await judgePage(page, where);
	await shoot(page, where);
	await typeCard(page, codes[0]!);
	await expect(page.getByRole('heading', { name: '我监督的项目' })).toBeVisible();
}

test('a card held before the camera signs in, and the camera is let go', async ({ browser }) => {
	test.slow();
	await onPhone(film(await cardOf(browser, codes[0]!)), true, async (page) => {
		await expect(page.getByRole('heading', { name: '我监督的项目' })).toBeVisible({ timeout: 30_000 });
		await expect(page.locator('video')).toHaveCount(0);
		expect(await page.evaluate(() => location.href)).not.toContain('card=');
		const held = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
		expect(held).not.toContain(codes[0]!);
	});
});

test('a code that is no card’s is told, and the camera goes on looking', async () => {
	test.slow();
	await onPhone(film(await labelScene('https://weixin.qq.com/r/abc')), true, (page) =>
		typedInstead(page, '这不是代表证二维码', 'camera-foreign')
	);
});

test('a card that is not valid here is told, and the next one can be scanned', async ({ browser }) => {
	test.slow();
	const stranger = typedCode(new Uint8Array(randomBytes(16)));
	await onPhone(film(await cardOf(browser, stranger)), true, async (page) => {
		await expect(page.getByRole('alert')).toContainText('这张卡不能使用', { timeout: 30_000 });
		await expect(page.getByRole('button', { name: '扫描代表证二维码' })).toBeVisible();
	});
});

test('whoever does not allow the camera is told how to go on', async () => {
	test.slow();
	await onPhone(film(await wallScene()), false, (page) =>
		typedInstead(page, '浏览器没有允许使用摄像头', 'camera-refused')
	);
});

test('where there is no camera the code is typed', async () => {
	test.slow();
	await onPhone('none', true, (page) => typedInstead(page, '本机摄像头打不开', 'camera-none'));
});

test('a reader that cannot be loaded is told, not waited for', async () => {
	test.slow();
	await withCamera(film(await wallScene()), { allowed: true, viewport: phone }, async (page) => {
		await page.route('**/*.wasm', (route) => route.abort());
		await page.goto('/supervise');
		await page.waitForLoadState('networkidle');
		await page.getByRole('button', { name: '扫描代表证二维码' }).click();
		await typedInstead(page, '本机摄像头打不开', 'camera-reader');
	});
});
