import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import sharp from 'sharp';
import { addDays } from '#lib/domain/tracker/workdays.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { evidence } from '#lib/server/db/tracker-schema.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { closePages } from '../support/close-pages.ts';
import { cuttingProxy, type CuttingProxy } from '../support/cutting-proxy.ts';
import { issueCards, typeCard } from '../support/deputy-cards.ts';
import { judgePage } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown } from '../support/tracked-town.ts';

/**
 * What people do send: a photograph of 40 MB, no photograph at all, one whose line breaks half-way. Each time the words
 * say what happened and what to do, what was typed and chosen stays, and nothing is half stored.
 */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const MB = 1024 * 1024;
const day = addDays(isoDate(new Date()), -2);
const folder = mkdtempSync(join(tmpdir(), 'piaojue-bad-uploads-'));
const contexts: BrowserContext[] = [];
let desk: Desk;
let proxy: CuttingProxy;
let congressId: string;
let projectId: string;
let codes: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const town = await insertTown(desk, '上传镇', suffix, { passwordHash: await hashPassword(password) });
	congressId = town.congressId;
	projectId = town.projects[0]!.id;
	codes = await issueCards(desk, town);
	const group = { projectId, leader: '张三', presidium: 3, deputies: [1, 2] };
	expect(await setSupervisors(desk, town.person('supervision'), group)).toMatchObject({ ok: true });
	proxy = await cuttingProxy();
});
test.afterEach(async () => {
	for (const context of contexts.splice(0)) await context.close();
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(async () => {
	proxy.close();
	rmSync(folder, { recursive: true });
	await desk.$client.end();
});

/** @returns where it lies: a browser takes files of this size from the disk */
function file(name: string, bytes: Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return path;
}

const noise = (width: number, height: number) =>
	sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });

/** Of the browser, through the line that can be cut. */
async function open(
	browser: Browser,
	viewport: { width: number; height: number },
	options: { javaScriptEnabled?: boolean } = {}
): Promise<Page> {
	const context = await browser.newContext({
		viewport,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!,
		proxy: { server: proxy.server },
		...options
	});
	contexts.push(context);
	return context.newPage();
}

const rows = () => inCongress(desk, congressId, (tx) => tx.select().from(evidence));
/** What lies in the folder is what the rows name, no more and no less. */
async function expectKept(captions: string[]): Promise<void> {
	const kept = await rows();
	expect(kept.map(({ caption }) => caption).sort()).toEqual([...captions].sort());
	const place = join(process.env.PIAOJUE_E2E_UPLOAD_DIR!, congressId);
	const files = statSync(place, { throwIfNoEntry: false }) ? readdirSync(place) : [];
	expect(files.sort()).toEqual(kept.map(({ id }) => id).sort());
	for (const { id, bytes } of kept) expect(statSync(join(place, id)).size).toBe(bytes);
}

async function photoPage(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
	const page = await open(browser, sizes.desk, options);
	await signInPage(page, `water${suffix}`, password);
	await page.goto(`/tracker/${projectId}/photos`);
	await page.waitForLoadState('networkidle');
	return page;
}

type Entry = { file: string; caption: string; slot: '完工后照片' | '文件（PDF）'; takenOn?: string };

async function fillIn(page: Page, entry: Entry): Promise<void> {
	await page.getByLabel('类别').selectOption(entry.slot);
	await page.getByLabel('说明').fill(entry.caption);
	if (entry.takenOn) await page.getByLabel(/^拍摄日期/).fill(entry.takenOn);
	await page.getByLabel('选择文件').setInputFiles(entry.file);
}

/** All of it is there for another try. */
async function expectStill(page: Page, { file, caption, slot, takenOn }: Entry): Promise<void> {
	await expect(page.getByLabel('说明')).toHaveValue(caption);
	await expect(page.getByLabel('类别').getByRole('option', { selected: true })).toHaveText(slot);
	if (takenOn) await expect(page.getByLabel(/^拍摄日期/)).toHaveValue(takenOn);
	const chosen = await page
		.getByLabel('选择文件')
		.evaluate((input: HTMLInputElement) => [...input.files!].map(({ name }) => name));
	expect(chosen.map((name) => file.endsWith(`/${name}`))).toEqual([true]);
}

const upload = (page: Page) => page.getByRole('button', { name: '上传', exact: true }).click();
const again = (page: Page) => page.getByRole('button', { name: '重试上传' }).click();
const told = (page: Page) => page.getByRole('alert');
const status = (page: Page) => page.getByRole('region', { name: '上传照片或文件' }).getByRole('status');

test('a photograph of 40 MB is drawn smaller and kept once', async ({ browser }) => {
	test.slow();
	const path = file(
		'大照片.jpg',
		await noise(4800, 3600).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer()
	);
	expect(statSync(path).size).toBeGreaterThan(40 * MB);
	const page = await photoPage(browser);
	await fillIn(page, { file: path, caption: '四十兆的照片', slot: '完工后照片', takenOn: day });
	await upload(page);
	await expect(status(page)).toContainText('已上传“四十兆的照片”');
	await expect(page.getByAltText('四十兆的照片')).toBeVisible();
	await expectKept(['四十兆的照片']);
});

test('40 MB that are no photograph, or a broken one, are refused in words before they are sent', async ({
	browser
}) => {
	test.slow();
	const page = await photoPage(browser);
	let posts = 0;
	page.on('request', (request) => (posts += Number(request.method() === 'POST')));
	const refused = async (entry: Entry, words: string) => {
		await fillIn(page, entry);
		await upload(page);
		await expect(told(page)).toHaveText(words);
		await expectStill(page, entry);
	};
	const photo = { caption: '护坡完工', slot: '完工后照片', takenOn: day } as const;
	const notPhoto =
		'这个文件不是照片或 PDF，没有上传。照片请用 JPG、PNG 或 WebP（苹果手机请选“兼容性最佳”）。';
	await refused(
		{ ...photo, file: file('压缩包.jpg', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(40 * MB)])) },
		notPhoto
	);
	await refused({ ...photo, file: file('报表.jpg', Buffer.from('PK\x03\x04 a spreadsheet')) }, notPhoto);
	// It begins like a photograph; no browser can make it smaller.
	await refused(
		{
			...photo,
			file: file('坏照片.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(40 * MB)]))
		},
		'照片不能超过 20 MB，没有上传。请在手机上选择较小的尺寸后重新上传。'
	);
	await refused(
		{
			caption: '竣工图',
			slot: '文件（PDF）',
			file: file('竣工图.pdf', Buffer.concat([Buffer.from('%PDF-1.7'), randomBytes(40 * MB)]))
		},
		'文件不能超过 10 MB，没有上传。请压缩这个文件，或分成几份后重新上传。'
	);
	await shoot(page, 'upload-document-size');
	await refused(
		{ caption: '竣工图', slot: '文件（PDF）', file: file('图.pdf', Buffer.from('PK\x03\x04')) },
		notPhoto
	);
	expect(posts).toBe(0);
	// Half a photograph, as a stick gave it: small enough to be sent, and the server sees that its end is missing.
	const whole = await noise(600, 400).jpeg().toBuffer();
	await refused(
		{ ...photo, file: file('半张.jpg', whole.subarray(0, whole.length / 2)) },
		'这张照片不完整或已损坏，没有上传。可能是传输中断，请重新选择原照片再传。'
	);
	await judgePage(page, 'a refused upload');
	await expectKept(['四十兆的照片']);
});

test('without a script 40 MB are refused on a page of one sentence, with the limits of this very form', async ({
	browser
}) => {
	test.slow();
	const page = await photoPage(browser, { javaScriptEnabled: false });
	await fillIn(page, {
		file: join(folder, '大照片.jpg'),
		caption: '老电脑上传',
		slot: '完工后照片',
		takenOn: day
	});
	await upload(page);
	await expect(page.getByRole('main')).toContainText('照片不能超过 20 MB，PDF 不能超过 10 MB');
	await expect(page.getByRole('main')).toContainText('没有保存。');
	await shoot(page, 'upload-too-large-without-script');
	await expectKept(['四十兆的照片']);
});

for (const [what, entry, make] of [
	[
		'photograph',
		{ file: join(folder, '岸边.jpg'), caption: '河岸护坡', slot: '完工后照片', takenOn: day },
		() => noise(2400, 1800).jpeg({ quality: 98 }).toBuffer()
	],
	[
		'document of an acceptance',
		{ file: join(folder, '验收单.pdf'), caption: '竣工验收单', slot: '文件（PDF）' },
		async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(9.5 * MB), Buffer.from('\n%%EOF')])
	]
] as [string, Entry, () => Promise<Buffer>][])
	test(`a ${what} that is cut off half-way is kept for a second try, which stores one`, async ({
		browser
	}) => {
		test.slow();
		writeFileSync(entry.file, await make());
		const before = (await rows()).map(({ caption }) => caption);
		const page = await photoPage(browser);
		await fillIn(page, entry);

		proxy.cutAfter(64 * 1024, '?/add');
		await upload(page);
		// A photograph made small may be out of the browser's hands before the line breaks: then nobody knows.
		await expect(told(page)).toHaveText(
			/^网络中断，(没有上传|不能确定系统是否已经收到)。文件和说明都还在本页，请在网络恢复后点“重试上传”/
		);
		if (entry.slot === '文件（PDF）') await expect(told(page)).toContainText('没有上传');
		await shoot(page, `upload-cut-${what.split(' ')[0]}`);
		await expectStill(page, entry);
		await expectKept(before);

		// A radio out of reach says nothing at all: after a minute without a byte the page says so itself.
		await page.clock.install();
		const cuts = proxy.cuts();
		proxy.silenceAfter(64 * 1024, '?/add');
		await again(page);
		await expect.poll(() => proxy.cuts()).toBe(cuts + 1);
		await expect(status(page)).toContainText(/正在上传 \d+%|已传完/);
		// A last sign of progress may come after the clock was put on, and begins the minute anew.
		await expect(async () => {
			await page.clock.runFor(61_000);
			await expect(told(page)).toContainText('网络中断', { timeout: 2000 });
		}).toPass();
		await expectStill(page, entry);
		await expectKept(before);
		await page.clock.resume();

		// All of it arrives, but not the answer: nobody can say, and another try says that it is there.
		proxy.loseAnswer('?/add');
		await again(page);
		await expect(told(page)).toHaveText(
			'网络中断，不能确定系统是否已经收到。文件和说明都还在本页，请在网络恢复后点“重试上传”，已收到的不会重复保存。'
		);
		await expectStill(page, entry);
		await again(page);
		await expect(status(page)).toContainText(`“${entry.caption}”上一次已经收到，没有重复保存。`);
		await expectKept([...before, entry.caption]);
		await expect(page.getByLabel('说明')).toHaveValue('');
		await expect(told(page)).toBeHidden();
	});

test('the session is over: the words say so, and signed in again on another page the same form sends it', async ({
	browser
}) => {
	const page = await photoPage(browser);
	const entry: Entry = {
		file: join(folder, '登录.jpg'),
		caption: '登录失效后',
		slot: '完工后照片',
		takenOn: day
	};
	writeFileSync(entry.file, await noise(300, 200).jpeg().toBuffer());
	const before = (await rows()).map(({ caption }) => caption);
	await fillIn(page, entry);
	await page.context().clearCookies();
	await upload(page);
	await expect(told(page)).toContainText('登录已失效，没有上传');
	await expectStill(page, entry);
	await expectKept(before);
	await signInPage(await page.context().newPage(), `water${suffix}`, password);
	await again(page);
	await expect(status(page)).toContainText('已上传“登录失效后”');
	await expectKept([...before, entry.caption]);
});

test('a deputy’s photographs: 40 MB, none at all, cut off half-way, and an answer that is lost', async ({
	browser
}) => {
	test.slow();
	const before = (await rows()).map(({ caption }) => caption);
	const page = await open(browser, { width: 390, height: 844 });
	// The phone sends what waits every 15 s by itself; here it is sent by hand.
	await page.addInitScript(() => {
		const real = window.setInterval.bind(window);
		Object.assign(window, {
			setInterval: (act: () => void, ms?: number) => (ms === 15_000 ? 0 : real(act, ms))
		});
	});
	await page.goto(`/supervise/${projectId}/record?kind=visit`);
	await page.waitForLoadState('networkidle');
	await typeCard(page, codes[0]!);
	await page.getByLabel('视察发现').fill('护坡已完成');
	const add = page.getByLabel('添加照片');
	await add.setInputFiles(join(folder, '压缩包.jpg'));
	await expect(told(page)).toHaveText(
		'“压缩包.jpg”：这个文件不是照片，没有添加。请选择 JPG、PNG 或 WebP 照片。'
	);
	await add.setInputFiles(join(folder, '坏照片.jpg'));
	await expect(told(page)).toHaveText(
		'“坏照片.jpg”：照片不能超过 20 MB，没有上传。请在手机上选择较小的尺寸后重新上传。'
	);
	await shoot(page, 'supervise-photo-refused');
	await add.setInputFiles(join(folder, '大照片.jpg'));
	await page.getByLabel('第 1 张的说明').fill('南岸护坡');
	await expect(page.getByAltText('南岸护坡')).toBeVisible();
	await expect(told(page)).toBeHidden();
	await expect(page.getByLabel('视察发现')).toHaveValue('护坡已完成');

	// The words go first and arrive; the photograph breaks off.
	const words = page.waitForResponse((answer) => answer.url().endsWith('?/record'));
	proxy.cutAfter(64 * 1024, '?/photo');
	await page.getByRole('button', { name: '提交', exact: true }).click();
	expect((await words).status()).toBe(200);
	await expect(page.getByText('文字已提交，还有 1 张照片待传')).toBeVisible();
	await expect(told(page)).toContainText('联网后自动提交');
	await shoot(page, 'supervise-photo-cut');
	await expectKept(before);

	proxy.loseAnswer('?/photo');
	const cuts = proxy.cuts();
	await page.getByRole('button', { name: '现在提交' }).click();
	await expect.poll(() => proxy.cuts()).toBe(cuts + 1);
	await expect(page.getByText('文字已提交，还有 1 张照片待传')).toBeVisible();
	await page.getByRole('button', { name: '现在提交' }).click();
	await expect(page.getByRole('status')).toContainText('的记录已提交');
	await expectKept([...before, '南岸护坡']);
	await page.getByRole('link', { name: '返回项目', exact: true }).click();
	await expect(page.getByAltText('南岸护坡')).toHaveCount(1);
});
