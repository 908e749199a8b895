import { randomBytes } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { feedback } from '#lib/server/db/tracker-schema.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { closePages } from '../support/close-pages.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { accepted, openProject, surveyed } from '../support/open-project.ts';
import { sizes } from '../support/session.ts';
import { insertTown, type TrackedTown } from '../support/tracked-town.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const phone = { width: 390, height: 844 };
let desk: Desk;
let projectId: string;
let town: TrackedTown;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const made = await insertTown(desk, '居民镇', suffix, { passwordHash: await hashPassword(password) });
	town = { ...made, desk, uploadDir: process.env.PIAOJUE_E2E_UPLOAD_DIR! } as TrackedTown;
	projectId = await openProject(town);
	const { photos } = (await publicProjectPage(desk, projectId))!;
	await accepted(town, projectId, [photos.at(-1)!.id]);
	await surveyed(town, projectId);
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

for (const [name, viewport] of [
	['phone', phone],
	['desk', sizes.desk]
] as const) {
	test(`a resident reads a project without JavaScript, on a ${name}`, async ({ browser }) => {
		const context = await browser.newContext({
			...{ viewport, baseURL: process.env.PIAOJUE_E2E_ORIGIN!, javaScriptEnabled: false }
		});
		const page = await context.newPage();
		const watched = watch(page);
		await page.goto(`/projects/${projectId}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('锦溪河水环境综合治理');
		for (const title of [
			'当前进展',
			'时间节点',
			'资金',
			'现场照片',
			'月报',
			'变更',
			'更正说明',
			'验收',
			'居民评价'
		])
			await expect(page.getByRole('region', { name: title, exact: true })).toBeVisible();
		await expect(page.getByText('为什么是蓝灯：验收合格，验收材料已审定')).toBeVisible();
		await expect(page.getByText('支付率 75%')).toBeVisible();
		await expect(page.getByText(/满意率 78.94%/)).toBeVisible();
		await expect(page.getByText('不是人大代表的满意度测评结果')).toBeVisible();
		await expect(page.getByRole('img', { name: '护岸施工' })).toHaveAttribute('loading', 'lazy');
		await page.getByRole('link', { name: /查看全部月报/ }).click();
		await expect(page.getByRole('heading', { name: '2026年3月' })).toBeVisible();
		await page.goBack();
		await shoot(page, `project-${name}`);
		await page.emulateMedia({ media: 'print' });
		await shoot(page, `project-${name}-print`);
		watched.expectQuiet('the project');
		await context.close();
	});
}

test('the pages of a project are accessible and no wider than a phone', async ({ browser }) => {
	const context = await browser.newContext({ viewport: phone, baseURL: process.env.PIAOJUE_E2E_ORIGIN! });
	const page = await context.newPage();
	for (const path of ['', '/photos', '/reports', '/messages']) {
		await page.goto(`/projects/${projectId}${path}`);
		await judgePage(page, path || 'the project');
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect.soft(over, `${path}: width`).toBeLessThanOrEqual(0);
	}
	await context.close();
});

const signIn = (page: Page, username: string) => signInPage(page, username + suffix, password);

test('a resident writes and rates without JavaScript, the office shows and answers, the resident reads it', async ({
	browser
}) => {
	const baseURL = process.env.PIAOJUE_E2E_ORIGIN!;
	const plain = await browser.newContext({ viewport: phone, baseURL, javaScriptEnabled: false });
	const resident = await plain.newPage();
	const desks = await browser.newContext({ viewport: sizes.desk, baseURL });
	const office = await desks.newPage();
	const watched = watch(office);
	office.on('pageerror', (error) => {
		throw error;
	});
	const unit = await (await browser.newContext({ viewport: sizes.desk, baseURL })).newPage();

	await resident.goto(`/projects/${projectId}`);
	await resident.getByRole('link', { name: '我要留言' }).click();
	await expect(resident.getByText(/3 个工作日内审核，需要答复的 15 个工作日内答复/)).toBeVisible();
	const long = '河边没有护栏，孩子容易掉下去。'.repeat(40);
	await resident.getByLabel('留言内容').fill(long);
	await resident.getByLabel('联系方式').fill('13800000000');
	await resident.getByRole('button', { name: '提交留言' }).click();
	await expect(resident.getByRole('alert')).toContainText('留言现在是 600 字，最多 500 字');
	await expect(resident.getByLabel('留言内容')).toHaveValue(long);
	await expect(resident.getByLabel('联系方式')).toHaveValue('13800000000');
	await shoot(resident, 'write-fault');
	await resident.getByLabel('留言内容').fill('河边没有护栏，孩子容易掉下去。<B>请加装</B> 👍');
	await resident.getByRole('button', { name: '提交留言' }).click();
	await expect(resident.getByRole('heading', { level: 1 })).toHaveText('您的留言已收到');
	await expect(resident.getByText('等待审核', { exact: true })).toBeVisible();
	// The day itself, since the settings may say another number tomorrow.
	await expect(resident.getByText(/\d日前审核，需要答复的\d{4}年/)).toBeVisible();
	// The number is in the address, and so in the history of the browser: nobody is told otherwise.
	await expect(resident.getByRole('status')).toContainText('回执号也在本页的网址里');
	await shoot(resident, 'receipt');
	const receipt = resident.url();
	const code = new URL(receipt).searchParams.get('code')!;

	await resident.goto(`/projects/${projectId}`);
	await expect(resident.getByText('孩子容易掉下去')).toHaveCount(0);
	await resident.getByLabel('基本满意').check();
	await resident.getByRole('button', { name: '提交评价' }).click();
	await expect(resident.getByRole('status')).toContainText('您的评价“基本满意”已记录');
	await resident.getByLabel('不满意').check();
	await resident.getByRole('button', { name: '提交评价' }).click();
	await expect(resident.getByRole('status')).toContainText('已改为“不满意”');

	await signIn(office, 'supervision');
	await office.goto('/tracker');
	await shoot(office, 'tracker-with-message');
	await office.getByRole('link', { name: '审核居民留言（1 条）' }).click();
	const card = office.getByRole('article', { name: '锦溪河水环境综合治理' });
	await expect(card).toContainText('<B>请加装</B> 👍');
	await expect(card).toContainText('13800000000');
	await judgePage(office, 'the waiting messages');
	await shoot(office, 'feedback-waiting');
	// A colleague's page of a moment ago.
	const colleague = await desks.newPage();
	await colleague.goto(office.url());
	await card.getByRole('button', { name: '公开', exact: true }).click();
	await expect(office.getByRole('status')).toContainText('留言已在公开页显示');
	await colleague.getByLabel('理由（留言人看得到）').fill('与项目无关');
	await colleague.getByRole('button', { name: '不公开' }).click();
	await expect(colleague.getByRole('alert')).toContainText('人大办刚刚办理过这条留言');
	await resident.goto(receipt);
	await expect(resident.getByText(/留言已在项目页公开。需要答复的，\d{4}年\d+月\d+日前答复/)).toBeVisible();
	await office.getByRole('link', { name: /^等待答复/ }).click();
	await card.getByText('转责任单位', { exact: true }).click();
	await card.getByLabel('意见').fill('请说明何时安装');
	await card.getByRole('button', { name: '转镇水务站' }).click();
	await expect(office.getByRole('status')).toContainText('已转责任单位草拟答复');

	await signIn(unit, 'water');
	await unit.getByRole('link', { name: '草拟对居民留言的答复（1 条）' }).click();
	await expect(unit.getByRole('article')).toContainText('请说明何时安装');
	await expect(unit.getByText('13800000000')).toHaveCount(0);
	await judgePage(unit, 'the unit’s messages');
	await shoot(unit, 'feedback-unit');
	await unit.getByLabel('答复草稿').fill('护栏六月底前装好。');
	await unit.getByRole('button', { name: '报送草稿' }).click();
	await expect(unit.getByRole('status')).toContainText('答复草稿已报送');

	await office.goto('/tracker/feedback?list=open');
	await expect(card.getByLabel(/^答复/)).toHaveValue('护栏六月底前装好。');
	await shoot(office, 'feedback-open');
	await card.getByText('无需答复', { exact: true }).click();
	await expect(card).toContainText('责任单位不再草拟，联系方式随即删除');
	await judgePage(office, 'the messages to be answered');
	await card.getByRole('button', { name: '记为无需答复' }).click();
	await expect(office.getByRole('status')).toContainText('留言已办结，无需答复');
	await resident.goto('/projects/receipt');
	await resident.getByLabel('回执号').fill(code);
	await resident.getByRole('button', { name: '查询' }).click();
	await expect(
		resident.getByText('留言已在项目页公开。人大办公室看过这条留言，认为无需答复。')
	).toBeVisible();
	await office.getByRole('link', { name: /^已办结/ }).click();
	await expect(card).toContainText('由人大办公室记为无需答复');
	// It is answered after all.
	await expect(card.getByLabel(/^答复/)).toHaveValue('护栏六月底前装好。');
	await card.getByRole('button', { name: '公布答复' }).click();
	await expect(office.getByRole('status')).toContainText('答复已公布，联系方式已删除');
	await office.getByRole('link', { name: /^已办结/ }).click();
	await expect(card).toContainText('护栏六月底前装好。');
	await judgePage(office, 'the answered messages');
	await shoot(office, 'feedback-closed');

	await office.goto(`/tracker/${projectId}/corrections`);
	await office.getByLabel('更正的是').selectOption('月报内容');
	await office.getByLabel('页面上原来的内容').fill('河道清淤 1.2 公里');
	await office.getByLabel('正确的内容').fill('河道清淤 1.1 公里');
	await office.getByLabel('更正原因').last().fill('复核后少 100 米');
	await office.getByRole('button', { name: '公布更正说明' }).click();
	await expect(office.getByRole('status')).toContainText('更正说明已在公开页显示');
	await office.getByLabel('形象进度').fill('44');
	await office.getByLabel('更正原因').first().fill('复核后进度为 44%');
	await office.getByRole('button', { name: '更正数据并公布说明' }).click();
	await expect(office.getByRole('status')).toContainText('数据已更正');
	await judgePage(office, 'the corrections');
	await shoot(office, 'corrections');
	// Money alone: a second measure of that day with the same progress.
	await office.reload();
	// What is typed after a reload before the script has come is taken for what the browser put back.
	await office.waitForLoadState('networkidle');
	await expect(office.getByLabel('形象进度')).toHaveValue('44');
	await office.getByLabel('累计支付').fill('185');
	await office.getByLabel('更正原因').first().fill('漏计一笔支付');
	await office.getByRole('button', { name: '更正数据并公布说明' }).click();
	await expect(office.getByRole('region', { name: '更正说明' })).toContainText('185.00 万元');
	await office.goto(`/tracker/${projectId}`);
	// Drawn as wide as its room, which only a page whose script runs can know.
	await expect
		.poll(() =>
			office
				.getByRole('img', { name: /^计划：/ })
				.evaluate((chart: SVGSVGElement) => chart.viewBox.baseVal.width - chart.parentElement!.clientWidth)
		)
		.toBe(0);
	watched.expectQuiet('the office');

	await resident.goto('/projects/receipt');
	await resident.getByLabel('回执号').fill('1234');
	await resident.getByRole('button', { name: '查询' }).click();
	await expect(resident.getByRole('alert')).toContainText('没有找到这个回执号');
	await resident.getByLabel('回执号').fill(code.replaceAll('-', ' '));
	await resident.getByRole('button', { name: '查询' }).click();
	await expect(resident.getByText('护栏六月底前装好。')).toBeVisible();
	await expect(resident.getByText('人大办公室（镇水务站草拟）')).toBeVisible();
	await shoot(resident, 'receipt-answered');
	await resident.goto(`/projects/${projectId}`);
	await expect(resident.getByRole('region', { name: /居民留言/ })).toContainText('护栏六月底前装好。');
	await expect(resident.getByRole('region', { name: /居民留言/ })).toContainText(
		'人大办公室（镇水务站草拟）'
	);
	await expect(resident.getByText('13800000000')).toHaveCount(0);
	await expect(resident.getByRole('region', { name: '更正说明' })).toContainText('河道清淤 1.1 公里');
	await expect(resident.getByRole('region', { name: '更正说明' })).toContainText('44%');
	await shoot(resident, 'project-with-message');

	const reader = await browser.newContext({ viewport: phone, baseURL });
	const page = await reader.newPage();
	for (const path of [
		`/projects/${projectId}`,
		`/projects/${projectId}/messages`,
		receipt.replace(baseURL, '')
	]) {
		await page.goto(path);
		await judgePage(page, path);
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect.soft(over, `${path}: width`).toBeLessThanOrEqual(0);
	}
});

test('what no page sends is refused in words, and nothing of it is kept', async ({ request }) => {
	const origin = process.env.PIAOJUE_E2E_ORIGIN!;
	const kept = async () =>
		(
			await inCongress(desk, town.congressId, (tx) =>
				tx.select({ text: feedback.text }).from(feedback).where(eq(feedback.projectId, otherId))
			)
		).map(({ text }) => text);
	const otherId = town.projects[1]!.id;
	const send = (form: Record<string, string>, headers: Record<string, string> = { origin }) =>
		request.post(`/projects/${otherId}?/write`, {
			form,
			headers: { ...headers, accept: 'text/html' },
			maxRedirects: 0
		});
	const large = await send({ text: '字'.repeat(3_500_000) });
	expect(large.status()).toBe(413);
	expect(await large.text()).toContain('请返回上一页，缩短文字后再提交');
	expect((await send({ text: '别处的页面' }, { origin: 'https://example.com' })).status()).toBe(403);
	const robot = await send({ text: '机器人的留言', website: 'https://example.com' });
	expect(robot.status()).toBe(400);
	expect(await robot.text()).toContain('请清空那一栏后再提交');
	expect(await robot.text()).toContain('机器人的留言');
	expect((await send({ text: ' \n ' })).status()).toBe(400);
	expect((await send({ contact: '只有联系方式' })).status()).toBe(400);
	expect(await kept()).toEqual([]);
	expect((await send({ text: '路灯\0不亮\u202E了' })).status()).toBe(303);
	expect(await kept()).toEqual(['路灯不亮了']);
	const nowhere = await request.post(`/projects/${crypto.randomUUID()}?/write`, {
		form: { text: '没有这个项目' },
		headers: { origin, accept: 'text/html' }
	});
	expect(nowhere.status()).toBe(404);
});
