import { randomBytes } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { formatDate, isoDate } from '#lib/i18n/format.ts';
import { addDays } from '#lib/domain/tracker/workdays.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { evidence } from '#lib/server/db/tracker-schema.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { closePages } from '../support/close-pages.ts';
import { issueCards, typeCard } from '../support/deputy-cards.ts';
import { fileOnDisk } from '../support/file-on-disk.ts';
import { judgePage } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown } from '../support/tracked-town.ts';

/** Photographs of every kind on their way from a browser: small, upright, with the camera's day. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const cameraDay = addDays(isoDate(new Date()), -3);
const LARGEST = 500 * 1024;
let desk: Desk;
let congressId: string;
let projectId: string;
let codes: string[];

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const town = await insertTown(desk, '照片镇', suffix, { passwordHash: await hashPassword(password) });
	congressId = town.congressId;
	projectId = town.projects[0]!.id;
	codes = await issueCards(desk, town);
	const group = { projectId, leader: '张三', presidium: 3, deputies: [1, 2] };
	expect(await setSupervisors(desk, town.person('supervision'), group)).toMatchObject({ ok: true });
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

const kinds = ['jpeg', 'png', 'webp'] as const;
type Kind = (typeof kinds)[number];
type Chosen = { name: string; mimeType: string; buffer: Buffer };

/** As a camera keeps it that was held upright: it lies on its side, blue where the sky will be. */
async function taken(kind: Kind): Promise<Buffer> {
	const [width, height] = [2200, 1650];
	const grain = randomBytes(width * height * 3);
	const sky = width / 4;
	for (let at = 0; at < grain.length; at += 3) {
		const isSky = (at / 3) % width < sky;
		for (const [i, tone] of (isSky ? [20, 60, 200] : [150, 120, 60]).entries())
			grain[at + i] = tone + (grain[at + i]! & 31);
	}
	return sharp(grain, { raw: { width, height, channels: 3 } })
		.withMetadata({ orientation: 6 })
		.withExifMerge({ IFD2: { DateTimeOriginal: `${cameraDay.replaceAll('-', ':')} 09:00:00` } })
		.toFormat(kind, { ...(kind === 'png' ? { compressionLevel: 1 } : { quality: 98 }) })
		.toBuffer();
}

const heic = {
	name: 'IMG_1.HEIC',
	mimeType: 'image/heic',
	buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic')
};
const spreadsheet = { name: '名册.xlsx', mimeType: 'image/jpeg', buffer: Buffer.from('PK\x03\x04') };

/** The kept photograph stands upright with the sky above. */
async function expectUpright(page: Page, caption: string): Promise<void> {
	const address = (await page.getByAltText(caption).getAttribute('src'))!;
	const { data, info } = await sharp(await (await page.request.get(address)).body())
		.raw()
		.toBuffer({ resolveWithObject: true });
	const blueAt = (x: number, y: number) => {
		const at = (y * info.width + x) * info.channels;
		return data[at + 2]! > data[at]!;
	};
	const middle = Math.floor(info.width / 2);
	expect(info.width, caption).toBeLessThan(info.height);
	expect([blueAt(middle, 20), blueAt(middle, info.height - 20)], caption).toEqual([true, false]);
}

test('the unit’s large JPEG, PNG and WebP leave the browser small, upright and with their day', async ({
	browser
}) => {
	test.slow();
	const context = await browser.newContext({
		viewport: sizes.desk,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	await signInPage(page, `water${suffix}`, password);
	await page.goto(`/tracker/${projectId}/photos`);
	await page.waitForLoadState('networkidle');
	const upload = async (file: Chosen | string, caption: string) => {
		await page.getByLabel('选择文件').setInputFiles(file);
		await page.getByLabel('说明').fill(caption);
		await page.getByRole('button', { name: '上传', exact: true }).click();
	};
	for (const kind of kinds) {
		const photo = await taken(kind);
		expect(photo.length).toBeGreaterThan(2 * LARGEST);
		const sent = page.waitForRequest((request) => request.method() === 'POST');
		await upload(fileOnDisk(`IMG.${kind}`, photo), `河岸${kind}`);
		expect(Number((await (await sent).allHeaders())['content-length'])).toBeLessThan(LARGEST + 2048);
		const kept = page.getByRole('listitem').filter({ hasText: `河岸${kind}` });
		await expect(kept).toContainText(formatDate(cameraDay));
		await expect(kept).not.toContainText('（填写）');
		await expectUpright(page, `河岸${kind}`);
	}
	// This browser can't open it: it goes as it is, and the server says why it keeps none.
	await upload(heic, '苹果手机的照片');
	await expect(page.getByRole('alert')).toContainText('HEIC');
	await expect(page.getByLabel('说明')).toHaveValue('苹果手机的照片');
});

test('a deputy’s photographs are small on the phone already, and what is none is refused there', async ({
	browser
}) => {
	test.slow();
	const baseURL = process.env.PIAOJUE_E2E_ORIGIN!;
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL });
	const page = await context.newPage();
	await page.goto(`/supervise/${projectId}/record?kind=visit`);
	await page.waitForLoadState('networkidle');
	await typeCard(page, codes[0]!);
	await page.getByLabel('视察发现').fill('护坡已完成');
	let requests = 0;
	page.on('request', (request) => (requests += Number(request.method() === 'POST')));
	const add = (files: Chosen[] | string) => page.getByLabel('添加照片').setInputFiles(files);
	const pdf = { ...spreadsheet, name: '报告.pdf', buffer: Buffer.from('%PDF-1.7') };
	await add([spreadsheet, pdf, { name: 'IMG.png', mimeType: 'image/png', buffer: await taken('png') }]);
	await expect(page.getByRole('alert')).toContainText('“名册.xlsx”：这个文件不是照片，没有添加');
	await expect(page.getByRole('alert')).toContainText('“报告.pdf”：这个文件不是照片，没有添加');
	await page.getByLabel('第 1 张的说明').fill('视察png');
	await add(fileOnDisk('IMG.webp', await taken('webp')));
	await page.getByLabel('第 2 张的说明').fill('视察webp');
	await add([heic]);
	await expect(page.getByText('本机显示不了这张照片')).toBeVisible();
	expect(requests).toBe(0);
	await judgePage(page, 'photographs of a visit');
	const sizesSent: number[] = [];
	page.on('request', (request) => {
		if (request.url().endsWith('?/photo')) sizesSent.push(request.postDataBuffer()?.length ?? 0);
	});
	await page.getByRole('button', { name: '提交', exact: true }).click();
	await expect(page.getByText('的记录已提交')).toContainText('HEIC');
	await expectUpright(page, '视察png');
	await expectUpright(page, '视察webp');
	expect(sizesSent).toHaveLength(3);
	for (const size of sizesSent) expect(size).toBeLessThan(LARGEST + 2048);
	const kept = await inCongress(desk, congressId, (tx) => tx.select().from(evidence));
	const ofVisits = kept.filter(({ visitId }) => visitId);
	expect(ofVisits.map(({ takenOn, takenFrom }) => [takenOn, takenFrom])).toEqual([
		[cameraDay, 'camera'],
		[cameraDay, 'camera']
	]);
});

test('what a browser can open is drawn for those that can’t', async ({ browser }) => {
	const baseURL = process.env.PIAOJUE_E2E_ORIGIN!;
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL });
	const page = await context.newPage();
	// As Safari does with HEIC.
	await page.addInitScript(() => {
		const real = window.createImageBitmap.bind(window);
		Object.assign(window, {
			createImageBitmap: async (...given: Parameters<typeof real>) =>
				real(...given).catch(() => {
					const canvas = document.createElement('canvas');
					[canvas.width, canvas.height] = [60, 40];
					canvas.getContext('2d')!.fillRect(0, 0, 60, 40);
					return real(canvas);
				})
		});
	});
	await page.goto(`/supervise/${projectId}/record?kind=visit`);
	await page.waitForLoadState('networkidle');
	await typeCard(page, codes[1]!);
	await page.getByLabel('视察发现').fill('护坡已完成');
	await page.getByLabel('添加照片').setInputFiles(heic);
	await page.getByLabel('第 1 张的说明').fill('苹果手机的照片');
	await expect(page.getByAltText('苹果手机的照片')).toBeVisible();
	await page.getByRole('button', { name: '提交', exact: true }).click();
	await expect(page.getByText('的记录已提交')).not.toContainText('HEIC');
	await expect(page.getByAltText('苹果手机的照片')).toBeVisible();
});
