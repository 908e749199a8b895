import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { cardFromSeed, cardUrl, readTypedCode, typedCode } from '#lib/crypto/card.ts';
import { revokeCard } from '#lib/server/desk/revoke-card.ts';
import {
	cardScene,
	labelScene,
	wallScene,
	withCamera,
	type FakeCamera,
	type Scene
} from '../support/fake-camera.ts';
import { judgePage, smallTargets } from '../support/judge-page.ts';
import { Session, sizes } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { fitForAll, watch } from '../support/tablet.ts';
import { shoot } from '../support/shoot.ts';

/** In the hall: deputies hold their cards before a tablet's camera, the office before the check-in desk's. */

let session: Session;
test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { delegates: 8 });
	await session.checkIn([1]);
});
test.afterAll(() => session.end());
test.beforeEach(() => test.slow());

const film = (...scenes: Scene[]): FakeCamera => ({ scenes, file: test.info().outputPath('camera.y4m') });
const foreignCode = 'https://weixin.qq.com/r/abc';
const someStranger = () => typedCode(new Uint8Array(randomBytes(16)));

const onTablet = (
	camera: FakeCamera,
	play: (page: Page) => Promise<void>,
	{ allowed = true, viewport = sizes.tablet as { width: number; height: number } } = {}
): Promise<void> =>
	withCamera(camera, { allowed, viewport }, async (page) => {
		await watch(page);
		await page.goto('/tablet');
		await page.getByRole('button', { name: '扫描二维码卡' }).click();
		await play(page);
	});

/** The code below the card's QR code brings its deputy to the same question. */
async function typedInstead(page: Page, number: number): Promise<void> {
	await page.getByLabel('手动输入卡号').fill(session.delegate(number).code);
	await page.getByRole('button', { name: '确认卡号' }).click();
	await expect(page.getByRole('button', { name: '是我本人' })).toBeVisible();
}

test('a card held before the tablet brings its deputy to the question who it is, and on', async ({
	browser
}) => {
	await onTablet(film(await cardScene(browser, session.delegate(1))), async (page) => {
		await expect(page.getByRole('heading', { name: '请核对本人信息' })).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('演示代表01')).toBeVisible();
		await expect(page.locator('video')).toHaveCount(0);
		expect(page.url()).not.toContain('card=');
		await page.getByRole('button', { name: '是我本人' }).click();
		await expect(page.getByRole('heading', { name: '您已签到' })).toBeVisible();
	});
});

test('whoever scans before checking in is sent to the desk', async ({ browser }) => {
	await onTablet(film(await cardScene(browser, session.delegate(2))), async (page) => {
		await page.getByRole('button', { name: '是我本人' }).click({ timeout: 30_000 });
		await expect(page.getByRole('heading', { name: '请到签到处签到' })).toBeVisible();
	});
});

for (const [name, viewport] of [
	['upright', sizes.tablet],
	['across', sizes.tabletLandscape]
] as const)
	test(`a tablet held ${name} tells a code that is no card’s, and the code can be typed`, async () => {
		await onTablet(
			film(await labelScene(foreignCode)),
			async (page) => {
				await expect(page.getByRole('status')).toContainText('这不是代表证二维码', { timeout: 30_000 });
				await shoot(page, `tablet-foreign-${name}`);
				await fitForAll(page, `camera ${name}`);
				await typedInstead(page, 3);
			},
			{ viewport }
		);
	});

test('a card that is unknown or revoked is refused in words', async ({ browser }) => {
	const stranger = someStranger();
	const { code } = session.delegate(8);
	const seed = readTypedCode(code);
	if (!seed.ok) throw new Error(seed.code);
	const { cardId } = cardFromSeed(seed.value);
	await session.command('office-1', (desk, actor) =>
		revokeCard(desk, actor, { delegateNumber: 8, cardId, reason: '遗失' })
	);
	for (const refused of [stranger, code]) {
		const scene = await cardScene(browser, {
			code: refused,
			url: cardUrl(session.credentials.origin, refused)
		});
		await onTablet(film(scene), async (page) => {
			await expect(page.getByRole('alert')).toContainText('这张卡不能使用，没有登录', { timeout: 30_000 });
			await expect(page.getByRole('button', { name: '扫描二维码卡' })).toBeVisible();
			await shoot(page, 'tablet-refused');
			await fitForAll(page, 'card refused');
		});
	}
});

test('a tablet that may not use its camera, or has none, says so, and the code can be typed', async () => {
	await onTablet(
		film(await wallScene()),
		async (page) => {
			await expect(page.getByRole('alert')).toContainText('本机没有允许使用摄像头');
			await shoot(page, 'tablet-not-allowed');
			await fitForAll(page, 'camera refused');
			await typedInstead(page, 3);
		},
		{ allowed: false }
	);
	await onTablet('none', async (page) => {
		await expect(page.getByRole('alert')).toContainText('本机摄像头不能使用');
		await fitForAll(page, 'camera missing');
		await typedInstead(page, 3);
	});
});

const answerOf = (page: Page) => page.getByRole('region', { name: '签到办理' }).getByRole('status').last();

const atDesk = (camera: FakeCamera, play: (page: Page) => Promise<void>, allowed = true): Promise<void> =>
	withCamera(camera, { allowed, viewport: sizes.desk }, async (page) => {
		const { username, password } = session.credentials.staff.find(({ role }) => role === 'office')!;
		await signInPage(page, username, password);
		await page.goto('/admin/roll');
		// Only the page's own script puts the focus there.
		await expect(page.getByLabel('扫描代表证，或输入编号、姓名')).toBeFocused();
		await play(page);
	});

/** What somebody reads who photographs the screen. */
async function codesOn(page: Page): Promise<string[]> {
	const wasm = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
	const png = new Uint8Array(await page.screenshot());
	return (await readBarcodes(png, { formats: ['QRCode'] })).map(({ text }) => text);
}

const startCamera = (page: Page) => page.getByRole('button', { name: '用摄像头扫描' }).click();

test('card after card is checked in by the desk’s camera, each once, however long it is held', async ({
	browser
}) => {
	const scenes = [
		await cardScene(browser, session.delegate(4), 10),
		await wallScene(1),
		await cardScene(browser, session.delegate(5), 10),
		await wallScene(1)
	];
	await atDesk(film(...scenes), async (page) => {
		const said: string[] = [];
		await page.exposeFunction('heard', (text: string) => said.push(text));
		await answerOf(page).evaluate((answer) => {
			const hear = () =>
				(window as unknown as { heard(text: string): void }).heard((answer as HTMLElement).innerText);
			new MutationObserver(hear).observe(answer, { subtree: true, childList: true, characterData: true });
		});
		await page.evaluate(() => {
			const { mediaDevices } = navigator;
			const ask = mediaDevices.getUserMedia.bind(mediaDevices);
			Object.assign(window, { asked: 0 });
			mediaDevices.getUserMedia = (wanted) => {
				(window as unknown as { asked: number }).asked += 1;
				return ask(wanted);
			};
		});
		await startCamera(page);
		await expect(answerOf(page)).toContainText('演示代表04 已签到', { timeout: 30_000 });
		await shoot(page, 'desk-camera');
		// The film goes round: the first card comes back, and is checked in no second time.
		await expect(answerOf(page)).toContainText('演示代表04 已于', { timeout: 30_000 });
		const told = said.map((text) => text.split('\n')[0]!.replace(/已于.*/, '已于'));
		// On a slow machine the film may have gone round once more by now.
		expect(told.filter((text, i) => text !== told[i - 1]).slice(0, 3)).toEqual([
			...['演示代表04 已签到', '演示代表05 已签到', '演示代表04 已于']
		]);
		// One camera all the while: it is not started anew for every deputy.
		expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(1);
		// Only now: while axe is at work the page takes no look, and a card held for long would count as a new one.
		expect(await codesOn(page)).toEqual([]);
		await judgePage(page, 'desk camera');
		expect(await smallTargets(page)).toEqual([]);
		await page.getByRole('button', { name: '关闭摄像头' }).click();
		await expect(page.getByLabel('摄像头画面')).toHaveCount(0);
	});
});

test('the desk’s camera tells what it can’t take, and a number typed still checks in', async ({
	browser
}) => {
	const stranger = someStranger();
	const unknown = await cardScene(
		browser,
		{ code: stranger, url: cardUrl(session.credentials.origin, stranger) },
		3
	);
	await atDesk(film(unknown, await labelScene(foreignCode, 3)), async (page) => {
		await startCamera(page);
		await expect(answerOf(page)).toContainText('有效名册中没有这张代表证，没有签到', { timeout: 30_000 });
		await expect(page.getByText('这不是代表证的二维码')).toBeVisible({ timeout: 30_000 });
		await shoot(page, 'desk-foreign');
		await page.getByLabel('扫描代表证，或输入编号、姓名').fill('6');
		await page.keyboard.press('Enter');
		await expect(answerOf(page)).toContainText('演示代表06 已签到');
	});
});

test('a desk whose camera is refused or absent says so, and a card’s link typed still checks in', async () => {
	for (const [camera, allowed, told] of [
		[film(await wallScene()), false, '浏览器没有允许使用摄像头'],
		['none', true, '没有可用的摄像头']
	] as const)
		await atDesk(
			camera,
			async (page) => {
				await startCamera(page);
				await expect(page.getByRole('alert')).toContainText(told);
				await shoot(page, `desk-fault-${allowed}`);
				await judgePage(page, told);
				await page.keyboard.type(session.delegate(7).url);
				await page.keyboard.press('Enter');
				await expect(answerOf(page)).toContainText('演示代表07 已');
			},
			allowed
		);
});
