import { randomBytes } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { connectDesk } from '#lib/server/db/client.ts';
import { project } from '#lib/server/db/tracker-schema.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { simulate } from '../../src/cli/demo/simulate.ts';
import { closePages } from '../support/close-pages.ts';
import { Session } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { signResultAt } from '../support/sign-result-page.ts';

/** One session of 44 deputies: three vote by hand in a browser, the others over the protocol. */
const DELEGATES = 44;
const BY_HAND = [1, 2, 3];

let credentials: Credentials;
/** A second try plays in the same database, beside what the first one left. */
let suffix: string;

test.beforeAll(async () => {
	const desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	suffix = `-${randomBytes(4).toString('hex')}`;
	credentials = await seedDemonstration(desk, {
		origin: process.env.PIAOJUE_E2E_ORIGIN!,
		boxOrigin: process.env.PIAOJUE_E2E_BOX_ORIGIN!,
		delegates: DELEGATES,
		suffix
	});
	await desk.$client.end();
});
test.afterAll(({ browser }) => closePages(browser));

test('a town chooses five projects, from check-in to the follow-up', async ({ browser }) => {
	const stop = new AbortController();
	const [first, second, chair, chief, scrutineer] = await Promise.all([
		staffPage(browser, 'office-1'),
		staffPage(browser, 'office-2'),
		staffPage(browser, 'chair'),
		staffPage(browser, 'chief'),
		staffPage(browser, 'scrutineer')
	]);

	await test.step('the hall screen is paired by the code it shows', async () => {
		const hall = await pairedHall(browser, chair);
		await expect(hall.getByText('演示数据').first()).toBeVisible();
	});

	await test.step('the office checks three deputies in; the others arrive by themselves', async () => {
		await first.getByRole('link', { name: '签到' }).click();
		for (const number of BY_HAND) {
			await first.getByLabel('扫描代表证，或输入编号、姓名').fill(String(number));
			await first.keyboard.press('Enter');
			await expect(first.getByText(`演示代表0${number} 已签到`)).toBeVisible();
		}
		await first.getByRole('link', { name: '总览' }).click();
	});
	const numbers = credentials.delegates.map(({ number }) => number).filter((n) => !BY_HAND.includes(n));
	const simulation = simulate(
		credentials,
		{ numbers, pace: { checkIn: 500, draw: 500, vote: 8_000 }, say: () => {} },
		stop.signal
	);

	const tablets = await Promise.all(BY_HAND.map((number) => tablet(browser, number)));

	await test.step('two of the office make the round ready', async () => {
		await first.getByRole('button', { name: '提出表决就绪' }).click();
		await second.getByRole('button', { name: /确认/ }).first().click();
		await expect(first.getByText('已就绪').first()).toBeVisible();
	});

	await test.step('every tablet draws by itself and shows the hall its fingerprint', async () => {
		for (const page of tablets) await expect(page.getByText('已领票').first()).toBeVisible();
		// Fewer than 40 drawn at the opening is another row of the release table: turnout only.
		await expect.poll(async () => (await tally(chair)).drawn, { timeout: 60_000 }).toBe(DELEGATES);
	});

	await test.step('chair and scrutineer open', async () => {
		await inDialog(chair, '开始表决…', '提出开始表决');
		await inDialog(chief, '确认开始表决…', '确认，立即开始');
		await expect(chair.getByRole('button', { name: '结束表决…' })).toBeVisible();
	});

	await test.step('three deputies vote by hand', async () => {
		for (const page of tablets) {
			for (let i = 0; i < 5; i++) await page.getByRole('checkbox').nth(i).click();
			await page.getByRole('button', { name: '核对并提交' }).click();
			await page.getByRole('button', { name: '确认提交' }).click();
			// The receipt leaves by itself: it is read before the next deputy votes.
			await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
			await expect(page.getByText('回执编号')).toBeVisible();
		}
	});

	await test.step('the tally is shown in batches and never finer', async () => {
		await expect.poll(async () => (await tally(chair)).cast, { timeout: 60_000 }).toBe(DELEGATES);
		// A batch of ten leaves fifteen unshown: fewer than 25 that are left stay so until the close.
		await expect.poll(async () => (await tally(chair)).released).toBeGreaterThanOrEqual(DELEGATES - 24);
		const { released, exact, candidates } = await tally(chair);
		expect(exact).toBe(false);
		expect(released).toBeLessThanOrEqual(DELEGATES - 15);
		expect(candidates!.every(({ approve, against }) => approve % 5 === 0 && against === null)).toBe(true);
	});

	await test.step('the chair closes, two scrutineers sign with their own cards, the chair announces', async () => {
		await inDialog(chair, '结束表决…', '结束表决');
		await signResultAt(scrutineer, delegateOf(6));
		await expect(chair.getByRole('button', { name: '宣布结果…' })).toHaveCount(0);
		await signResultAt(chief, delegateOf(5));
		await inDialog(chair, '宣布结果…', '宣布结果');
		await expect(chair.getByText('结果已宣布').first()).toBeVisible();
	});

	await test.step('the public reads the result, and the unit finds its project in the follow-up', async () => {
		const visitor = await newPage(browser);
		await visitor.goto('/projects');
		await expect(visitor.getByText('锦溪河水环境综合治理').first()).toBeVisible();
		const { roundId } = credentials;
		const followed = await ownProjects(browser);
		expect(followed).toHaveLength(5);
		for (const { id } of followed)
			expect(await (await visitor.request.get(`/api/v1/projects/${id}`)).json()).toMatchObject({ roundId });
		const archive = await visitor.request.get(`/api/v1/rounds/${roundId}/archive`);
		expect(archive.headers()['content-type']).toBe('application/zip');
		const supervision = await staffPage(browser, 'supervision');
		await expect(supervision.getByText('福勤路改造提升工程').first()).toBeVisible();
	});

	stop.abort();
	await simulation;
});

async function newPage(browser: Browser, viewport = { width: 1440, height: 900 }): Promise<Page> {
	const context = await browser.newContext({ viewport, baseURL: process.env.PIAOJUE_E2E_ORIGIN! });
	const page = await context.newPage();
	page.on('pageerror', (error) => {
		throw error;
	});
	return page;
}

async function staffPage(browser: Browser, username: string): Promise<Page> {
	const page = await newPage(browser);
	await signInPage(page, username + suffix, credentials.staff[0]!.password);
	return page;
}

async function pairedHall(browser: Browser, chair: Page): Promise<Page> {
	const hall = await newPage(browser, { width: 1920, height: 1080 });
	await hall.goto('/hall');
	const shown = hall.getByText(/^\d{3}\s?\d{3}$/).first();
	// Before the stage is scaled nothing of it is seen, and an element that is not seen has no inner text.
	await expect(shown).toBeVisible();
	const code = (await shown.innerText()).replace(/\s/g, '');
	await chair.getByLabel('配对码').fill(code);
	await chair.getByRole('button', { name: '配对' }).click();
	return hall;
}

const delegateOf = (number: number) => credentials.delegates.find((person) => person.number === number)!;

/** Of this session's round: other towns' are there as well, and are read by nobody here. */
async function ownProjects(browser: Browser): Promise<{ id: string }[]> {
	const session = Session.on(browser, {
		credentials,
		database: { url: process.env.PIAOJUE_E2E_DATABASE_URL! }
	});
	const own = await session.read((tx) =>
		tx.select({ id: project.id }).from(project).where(eq(project.roundId, credentials.roundId))
	);
	await session.end();
	return own;
}

async function tablet(browser: Browser, number: number): Promise<Page> {
	const page = await newPage(browser, { width: 800, height: 1280 });
	await page.goto(delegateOf(number).url);
	await page.getByRole('button', { name: '是我本人' }).click();
	// The card's code is out of the address bar before anybody can photograph it.
	expect(page.url()).not.toContain('card=');
	return page;
}

/** Opens an act's dialog and confirms it there. */
async function inDialog(page: Page, opener: string, confirm: string): Promise<void> {
	await page.getByRole('button', { name: opener }).click();
	await page.getByRole('dialog').getByRole('button', { name: confirm, exact: true }).click();
}

async function tally(page: Page) {
	const answer = await page.request.get(`/api/v1/rounds/${credentials.roundId}/tally`);
	return (await answer.json()) as {
		drawn: number;
		cast: number;
		released: number;
		exact: boolean;
		candidates: { approve: number; against: number | null }[] | null;
	};
}
