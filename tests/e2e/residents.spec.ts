import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { accepted, openProject, surveyed } from '../support/open-project.ts';
import { sizes } from '../support/session.ts';
import { insertTown, type TrackedTown } from '../support/tracked-town.ts';

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const phone = { width: 390, height: 844 };
let desk: Desk;
let projectId: string;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const made = await insertTown(desk, '居民镇', suffix, { passwordHash: await hashPassword(password) });
	const town = { ...made, desk, uploadDir: process.env.PIAOJUE_E2E_UPLOAD_DIR! } as TrackedTown;
	projectId = await openProject(town);
	const { photos } = (await publicProjectPage(desk, projectId))!;
	await accepted(town, projectId, [photos.at(-1)!.id]);
	await surveyed(town, projectId);
});
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
		if (process.env.SHOTS) {
			await page.screenshot({ path: `${process.env.SHOTS}/project-${name}.png`, fullPage: true });
			await page.emulateMedia({ media: 'print' });
			await page.screenshot({ path: `${process.env.SHOTS}/project-${name}-print.png`, fullPage: true });
		}
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
