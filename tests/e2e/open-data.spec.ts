import { gzipSync } from 'node:zlib';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { project } from '#lib/server/db/tracker-schema.ts';
import { judgePage, smallTargets, watch } from '../support/judge-page.ts';
import { approving, Session, sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';

// Everybody's pages with JavaScript switched off: what a resident reads on an old telephone, and what a program finds.

test.describe.configure({ mode: 'serial' });

let session: Session;
let roundId: string;

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 5 } });
	roundId = await session.roundId();
	await session.checkIn();
	await session.makeReady(roundId);
	await session.draw();
	await session.open(roundId);
	await session.cast(session.everybody, () => approving([1, 2, 3, 4, 5]));
	await session.close(roundId);
	await expect.poll(() => session.roundState()).toBe('counted');
	await session.sign(roundId, await session.resultHash());
	await session.announce(roundId);
});

test.afterAll(() => session.end());

const contexts: BrowserContext[] = [];
test.afterEach(async () => {
	for (const context of contexts.splice(0)) await context.close();
});

async function reader(
	browser: Browser,
	viewport: { width: number; height: number } = sizes.desk
): Promise<Page> {
	const context = await browser.newContext({
		viewport,
		javaScriptEnabled: false,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	contexts.push(context);
	return context.newPage();
}

test('a resident finds a project by filter and page, and the result it comes from', async ({ browser }) => {
	const page = await reader(browser);
	await page.goto('/');
	await page.getByRole('navigation', { name: '公开页' }).getByRole('link', { name: '办理进展' }).click();
	await expect(page.getByRole('heading', { name: '办理进展', level: 1 })).toBeVisible();

	const form = page.getByRole('search', { name: '查找项目' });
	await form.getByLabel('项目、单位或地点').fill('锦溪河');
	await form.getByLabel('办理状态').selectOption('未启动');
	await form.getByRole('button', { name: '查找' }).click();
	await expect(page).toHaveURL(/q=%E9%94%A6%E6%BA%AA%E6%B2%B3/);
	await expect(form.getByLabel('办理状态')).toHaveValue('grey');
	await expect(page.getByRole('status')).toContainText('个项目');
	// Other congresses' projects are public here too; what matches by its place is found as well.
	const names = page.getByRole('article').getByRole('heading');
	await expect(names.filter({ hasText: '锦溪河水环境综合治理' }).first()).toBeVisible();
	await expect(names.filter({ hasText: '枫林村美食城建设工程' })).toHaveCount(0);
	await form.getByLabel('项目、单位或地点').fill('没有这样的项目');
	await form.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('没有符合条件的项目')).toBeVisible();
	await page.getByRole('link', { name: '清除条件' }).click();
	await expect(page).toHaveURL(/\/projects$/);

	await page.goto(`/results/${roundId}`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const [own] = await ownProjects();
	await page.goto(`/projects/${own!.id}`);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(own!.name);
	await page.getByRole('link', { name: '查看票决结果' }).click();
	await expect(page).toHaveURL(new RegExp(roundId));
});

test('everything on offer is a link that answers: files, subscriptions, the interface', async ({
	browser
}) => {
	const page = await reader(browser);
	await page.goto('/projects');
	await page.getByRole('link', { name: '订阅和接口' }).click();
	await expect(page.getByRole('heading', { name: '开放数据', level: 1 })).toBeVisible();
	await page.getByLabel('年度').selectOption({ index: 1 });
	await page.getByRole('button', { name: '按此范围列出' }).click();
	await expect(page).toHaveURL(/year=\d{4}/);
	const hrefs = await page
		.getByRole('main')
		.getByRole('link')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
	expect(hrefs.length).toBeGreaterThan(8);
	for (const href of hrefs) {
		const answer = await page.request.get(href);
		expect([href, answer.status()]).toEqual([href, 200]);
	}
	// What somebody copies into a calendar is the whole address.
	await expect(
		page.getByText(`${process.env.PIAOJUE_E2E_ORIGIN}/calendar/milestones.ics?year=`)
	).toBeVisible();
});

test('大字版 and 高对比度 are links that a keyboard reaches, and stay on the next page', async ({
	browser
}) => {
	const page = await reader(browser);
	// The look is a stylesheet of its own, which may come after the words.
	const bodySize = () =>
		page.getByRole('main').evaluate((main) => Number.parseFloat(getComputedStyle(main).fontSize));
	await page.goto('/projects?light=grey');
	await expect.poll(bodySize).toBe(18);
	const large = page.getByRole('link', { name: '大字版' });
	for (let presses = 0; !(await large.evaluate((link) => link === document.activeElement)); presses++) {
		expect(presses).toBeLessThan(12);
		await page.keyboard.press('Tab');
	}
	await page.keyboard.press('Enter');
	await expect(page.getByRole('link', { name: '标准字号' })).toBeVisible();
	await expect(page).toHaveURL(/\/projects\?light=grey$/);
	await expect.poll(bodySize).toBeGreaterThanOrEqual(24);
	await page.getByRole('link', { name: '高对比度' }).click();
	await expect(page.getByRole('link', { name: '标准对比度' })).toBeVisible();
	await page.goto('/');
	await expect.poll(bodySize).toBeGreaterThanOrEqual(24);
	await expect(page.getByRole('link', { name: '标准对比度' })).toBeVisible();
	await page.getByRole('link', { name: '标准字号' }).click();
	await expect.poll(bodySize).toBe(18);
});

test.describe('public pages', () => {
	const paths = async () => {
		const [own] = await ownProjects();
		return ['/', '/projects', `/projects/${own!.id}`, '/results', `/results/${roundId}`, '/open-data'];
	};

	test('are accessible and whole on a telephone, also in 大字版 with high contrast', async () => {
		test.setTimeout(240_000);
		for (const look of ['', 'large.high'])
			for (const [name, viewport] of [
				['phone', { width: 390, height: 844 }],
				['desk', sizes.desk]
			] as const) {
				const page = await session.page(viewport);
				contexts.push(page.context());
				if (look)
					await page
						.context()
						.addCookies([{ name: 'piaojue-look', value: look, url: process.env.PIAOJUE_E2E_ORIGIN! }]);
				const quiet = watch(page);
				for (const path of await paths()) {
					const where = `${path} ${name} ${look}`;
					await page.goto(path);
					await judgePage(page, where);
					quiet.expectQuiet(where);
					const overflow = await page.evaluate(
						() => document.documentElement.scrollWidth - document.documentElement.clientWidth
					);
					expect.soft(overflow, where).toBeLessThanOrEqual(0);
					if (/^\/(projects|open-data|results)?$/.test(path))
						expect.soft(await smallTargets(page), where).toEqual([]);
					await shoot(page, where.replace(/\W+/g, '-').slice(0, 60));
				}
			}
	});

	test('ask for less than 60 KB of JavaScript in all, as it is sent', async () => {
		for (const path of await paths()) {
			// Somebody who has never been here: nothing is in the browser's cache yet.
			const page = await session.page();
			contexts.push(page.context());
			let bytes = 0;
			const scripts: Promise<void>[] = [];
			page.on('response', (response) => {
				if (response.request().resourceType() === 'script')
					scripts.push(response.body().then((body) => void (bytes += gzipSync(body).length)));
			});
			const html = await (await page.goto(path, { waitUntil: 'networkidle' }))!.text();
			await Promise.all(scripts);
			for (const [, inline] of html.matchAll(/<script[^>]*>([^]*?)<\/script>/g))
				if (inline) bytes += gzipSync(inline).length;
			expect(scripts.length, path).toBeGreaterThan(0);
			expect(bytes, path).toBeLessThan(60_000);
		}
	});
});

/** The projects of this session, as they are numbered. */
async function ownProjects(): Promise<{ id: string; name: string }[]> {
	const own = await session.read((tx) =>
		tx
			.select({ id: project.id, name: project.name })
			.from(project)
			.where(eq(project.roundId, roundId))
			.orderBy(project.number)
	);
	expect(own).toHaveLength(5);
	return own;
}
