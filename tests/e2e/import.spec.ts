import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { deputyKind } from '#lib/import/deputies.ts';
import { readFile } from '#lib/server/import/read-file.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { Session } from '../support/session.ts';
import { workbook } from '../support/workbook.ts';

test.describe.configure({ mode: 'serial' });

let session: Session;

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser);
});

test.afterAll(() => session.end());

const head = ['代表证号', '代表姓名', '代表团', '座位', '手机号'];
const good = [
	['21', '张 三', '第三代表团', '8排1座', '138 0000 1111'],
	['22', '李四', '第三代表团', '8排2座', '']
];
const bad = [
	['23', '', '第三代表团', '8排3座', ''],
	['廿四', '王五', '第三代表团', '8排4座', '12345']
];

async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
	await page.getByLabel('要导入的文件').setInputFiles({
		name,
		mimeType: 'application/octet-stream',
		buffer: Buffer.from(bytes)
	});
	await page.getByRole('button', { name: '试运行' }).click();
}

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> {
	const [download] = await Promise.all([page.waitForEvent('download'), press()]);
	return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

test('the office imports roll and candidates, mends what is wrong, takes it back, and edits by hand', async () => {
	const page = await session.staffPage('office-1');
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const quiet = watch(page);
	const told = (text: string) => expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();
	const warned = (text: string) => expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible();
	const summary = (text: string) => expect(page.getByText(text, { exact: true })).toBeVisible();

	await page.getByRole('link', { name: '代表名册', exact: true }).click();
	await expect(page.getByText('共 12 人')).toBeVisible();
	await judgePage(page, 'the roll');
	await page.getByRole('link', { name: '导入名册' }).click();
	const template = await saved(page, () => page.getByRole('link', { name: '下载空白模板' }).click());
	expect(template.name).toBe('代表名册导入模板.xlsx');
	const read = await readFile(template.name, template.bytes, deputyKind.columns);
	expect(read).toMatchObject({ ok: true });

	// What can not be taken is refused in words, and the page stays.
	await choose(page, '名册.xlsm', workbook([{ rows: [head] }]));
	await warned('文件带有宏');
	await choose(page, '名册.xlsx', new Uint8Array(11 * 1024 * 1024));
	await warned('文件为 11.0 MB，超过 10 MB');
	const large = await page.request.post('/admin/deputies/import?/dryRun', {
		headers: { origin: new URL(page.url()).origin, 'x-sveltekit-action': 'true' },
		multipart: { file: { name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.alloc(13 * 1024 * 1024) } }
	});
	expect(large.status()).toBe(413);
	expect(await large.text()).toContain('文件过大，没有上传');

	await choose(page, '名册.xlsx', workbook([{ name: '名册', rows: [['代表名册'], head, ...good, ...bad] }]));
	await summary('新增 2 · 更新 0 · 不变 0 · 警告 0 处 · 错误 3 处');
	await expect(page.getByRole('row', { name: /^5 错误/ })).toContainText('没有填写');
	await expect(page.getByRole('row', { name: /^6 错误/ })).toContainText('应为正整数');
	await expect(page.getByRole('row', { name: /^6 错误/ })).toContainText('应为 11 位手机号');
	await expect(page.getByText('系统中有、文件中没有 12 条')).toBeVisible();
	await judgePage(page, 'a dry run with errors');
	const errors = await saved(page, () => page.getByRole('button', { name: '下载错误清单' }).click());
	expect(errors.name).toBe('错误清单-名册.xlsx');
	const listed = await readFile(errors.name, errors.bytes, deputyKind.columns);
	expect(JSON.stringify(listed)).toContain('姓名：没有填写');

	await choose(page, '名册.xlsx', workbook([{ name: '名册', rows: [['代表名册'], head, ...good] }]));
	await summary('新增 2 · 更新 0 · 不变 0 · 警告 0 处 · 错误 0 处');
	// While the server writes, the page says how much it writes and asks whoever leaves.
	const isImport = (url: URL) => url.search.startsWith('?/import');
	let answer = () => {};
	const held = new Promise<void>((resolve) => (answer = resolve));
	await page.route(isImport, (route) => held.then(() => route.continue()));
	await page.getByRole('button', { name: '确认导入' }).click();
	await expect(page.getByRole('button', { name: '正在导入 2 行，请勿关闭页面…' })).toBeDisabled();
	page.once('dialog', (question) => void question.dismiss());
	await page.getByRole('link', { name: '返回代表名册' }).click();
	await expect(page.getByRole('button', { name: '正在导入 2 行，请勿关闭页面…' })).toBeVisible();
	answer();
	await told('已导入：新增 2，更新 0');
	await page.unroute(isImport);
	await judgePage(page, 'after the import');
	await choose(page, '名册.xlsx', workbook([{ name: '名册', rows: [['代表名册'], head, ...good] }]));
	await summary('新增 0 · 更新 0 · 不变 2 · 警告 0 处 · 错误 0 处');
	await expect(page.getByRole('button', { name: '确认导入' })).toBeHidden();
	await page.getByRole('button', { name: '撤销本次导入' }).click();
	await page.getByRole('button', { name: '确认撤销' }).click();
	await told('已撤销这次导入');
	await expect(page.getByText('已由 会务甲 于')).toBeVisible();

	// A single one, by hand.
	await page.goto('/admin/deputies/new');
	await judgePage(page, 'a new deputy');
	await page.getByLabel('代表证号', { exact: true }).fill('31');
	await page.getByLabel('姓名', { exact: true }).fill('赵 六');
	await page.getByLabel('代表团', { exact: true }).fill('第三代表团');
	await page.getByLabel('手机号', { exact: true }).fill('1');
	await page.getByRole('button', { name: '保存' }).click();
	await warned('“手机号”应为 11 位手机号');
	await page.getByLabel('手机号', { exact: true }).fill('13900001111');
	await page.getByRole('button', { name: '保存' }).click();
	await told('已增加到名册');
	await page.getByRole('searchbox').fill('13900001111');
	await page.getByRole('button', { name: '查找' }).click();
	await page.getByRole('link', { name: '修改 31 号 赵六' }).click();
	await page.getByRole('button', { name: '移出名册' }).click();
	await page.getByLabel('原因').fill('录入错误');
	await page.getByRole('button', { name: '确认移出' }).click();
	await told('已从名册中删除');

	// The candidates' file, and what no file can bring.
	await page.getByRole('link', { name: '候选项目', exact: true }).click();
	await judgePage(page, 'the candidates');
	await page.getByRole('link', { name: '导入候选项目' }).click();
	const titles = '项目编号,项目名称,类别,建设内容,总投资(万元),责任单位,完成时限';
	const rows = `${titles}\n9,村道路灯改造,公共安全,更换路灯,88.8,镇村镇建设办,2026年11月\n10,文化广场,文化,新建广场,约50,镇文旅办,年底\n`;
	await choose(page, '项目.csv', new TextEncoder().encode(rows));
	await summary('新增 1 · 更新 0 · 不变 0 · 警告 0 处 · 错误 2 处');
	await judgePage(page, 'a dry run of candidates');
	await page.getByRole('button', { name: '仅导入正确行（导入 1 行，跳过 1 行）' }).click();
	await told('已导入：新增 1');
	await page.getByRole('link', { name: '返回候选项目' }).click();
	await page.getByRole('link', { name: '修改 村道路灯改造' }).click();
	const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
		.png()
		.toBuffer();
	await page
		.getByLabel('图片或附件')
		.setInputFiles({ name: '效果图.png', mimeType: 'image/png', buffer: picture });
	await page.getByRole('button', { name: '上传' }).click();
	await told('已上传');
	await page.getByLabel('建设地点').fill('集镇');
	await page.getByRole('button', { name: '保存' }).click();
	await told('项目已保存');
	await judgePage(page, 'a candidate');

	// Once a ballot is ready everything is fixed, and the pages say what still goes.
	await session.makeReady(await session.roundId());
	for (const path of ['/admin/deputies', '/admin/deputies/import', '/admin/candidates/import']) {
		await page.goto(path);
		await expect(page.getByText('仍可换发代表证、补签、请假', { exact: false })).toBeVisible();
		await judgePage(page, `${path}, fixed`);
	}
	await expect(page.getByRole('button', { name: '试运行' })).toBeDisabled();
	quiet.expectQuiet('importing');
});
