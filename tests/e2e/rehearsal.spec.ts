import { globSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { judgePage } from '../support/judge-page.ts';
import { readPdf } from '../support/pdf.ts';
import { Session, sizes, type Account } from '../support/session.ts';
import { endWatch, fitForAll, watch, type Watched } from '../support/tablet.ts';

const BAND = '演练模式 · 数据不作为正式结果';

let session: Session;
let office: Page;
let hall: Page;
let tablet: Page;
let watched: Watched;

/** One rehearsal, from the office's button to its report, with one real tablet among simulated deputies. */
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
	// 5 and 6 watch over the ballot; of the other six, five are simulated.
	// Six ballots filled at random tie easily; under these rules they settle every place all the same.
	const rules = { majorityBase: 'none', tie: 'expand', shortfall: 'vacant' } as const;
	session = await Session.start(browser, { delegates: 8, rules });
	hall = await session.hallPage();
	office = await session.staffPage('office-1');
});
test.afterAll(async () => {
	await endWatch();
	await session.end();
});

const band = (page: Page) => page.getByText(BAND).first();

test('the office starts it, and every surface turns to it on its own', async () => {
	const chair = await session.staffPage('chair');
	await office.getByRole('link', { name: '演练', exact: true }).click();
	await expect(office.getByRole('heading', { name: '开始一场演练' })).toBeVisible();
	await judgePage(office, 'before the start');
	await office.getByLabel('模拟代表人数').fill('5');
	await office.getByLabel(/快速/).check();
	await office.getByRole('button', { name: '开始演练' }).click();
	await expect(band(office)).toBeVisible();
	await expect(band(hall)).toBeVisible();
	await expect(band(chair)).toBeVisible();
	await expect(office.getByText('5 / 5').first()).toBeVisible();
	await judgePage(office, 'while it runs');
	await judgePage(chair, 'the chair in a rehearsal');
	await judgePage(hall, 'the hall in a rehearsal');
	await chair.context().close();
});

test('a real deputy votes on a tablet that says 演练 and stays whole', async () => {
	await session.checkIn([1, 5, 6]);
	tablet = await session.page(sizes.tablet);
	watched = await watch(tablet);
	await tablet.goto(session.delegate(1).url);
	await watched.tap('是我本人');
	await expect(band(tablet)).toBeVisible();
	const roundId = await session.roundId();
	await session.makeReady(roundId);
	await expect(tablet.getByRole('heading', { name: '已领票' })).toBeVisible();
	await fitForAll(tablet, 'rehearsal ready');
	await expect.poll(() => tally(roundId), { timeout: 20_000 }).toMatchObject({ drawn: 6 });
	await session.open(roundId);
	await expect(tablet.getByRole('checkbox').first()).toBeVisible();
	await fitForAll(tablet, 'rehearsal ballot');
	for (const place of [0, 1, 2, 3, 4]) await tablet.getByRole('checkbox').nth(place).click();
	await watched.tap('核对并提交');
	await fitForAll(tablet, 'rehearsal review');
	await watched.tap('确认提交');
	await expect(tablet.getByRole('heading', { name: '已提交' })).toBeVisible();
	await expect(band(tablet)).toBeVisible();
	await expect.poll(() => tally(roundId), { timeout: 20_000 }).toMatchObject({ cast: 6 });
	await session.close(roundId);
	await session.sign(roundId, await session.resultHash());
	await session.announce(roundId);
	await expect(hall.getByText('票决结果')).toBeVisible();
	await expect(band(hall)).toBeVisible();
});

test('every page and every paper of it carries the word', async () => {
	const roundId = await session.roundId();
	const pages = globSync('src/routes/{admin,chair,scrutineer,papers}/**/+page.svelte')
		.map((file) => file.replace(/^src\/routes|\/\+page\.svelte$/g, ''))
		.filter((path) => !path.includes('['));
	expect(pages.length).toBeGreaterThan(8);
	for (const path of [...pages, '/hall', `/papers/report?round=${roundId}`]) {
		const account = accountFor(path);
		const answer = await (await session.staff(account)).get(path);
		const text = await answer.text();
		expect.soft(answer.status, path).toBe(200);
		expect.soft(text, path).toContain(BAND);
		expect.soft(text, path).toMatch(/class="(tiles|watermark)/);
	}
	for (const name of [
		`report.pdf?round=${roundId}`,
		`announcement.pdf?round=${roundId}&votes=1`,
		`booklet.pdf?round=${roundId}`,
		`ballot.pdf?round=${roundId}`,
		'attendance.pdf'
	]) {
		const answer = await (await session.staff('office-1')).get(`/papers/${name}`);
		expect.soft(answer.status, name).toBe(200);
		expect.soft(decodeURIComponent(answer.headers.get('content-disposition')!), name).toContain('（演练');
		const { pages: printed } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
		for (const { text } of printed) expect.soft(text, name).toContain('演练模式·数据不作为正式结果');
	}
	for (const name of [`report.csv?round=${roundId}`, `report.xlsx?round=${roundId}`]) {
		const answer = await (await session.staff('office-1')).get(`/papers/${name}`);
		expect.soft(decodeURIComponent(answer.headers.get('content-disposition')!), name).toContain('（演练');
	}
	// Nothing of it is public.
	const page = await session.page();
	const answer = await page.goto(`/results/${roundId}`);
	expect(answer!.status()).toBe(404);
	await page.context().close();
});

test('whoever would change the set-up is told before typing that it would be lost', async () => {
	const said = '现在正在演练，';
	for (const path of [
		'/admin/rules',
		'/admin/scrutineers',
		'/admin/deputies',
		'/admin/deputies/new',
		'/admin/deputies/import',
		'/admin/candidates',
		'/admin/candidates/new',
		'/admin/candidates/import',
		'/admin/readiness'
	]) {
		await office.goto(path);
		await expect.soft(office.getByText(said), path).toBeVisible();
	}
	await office.goto('/admin/rehearsal');
	const chair = await session.staffPage('chair');
	await expect(chair.getByText('演练中不能修改')).toBeVisible();
	await chair.context().close();
});

test('the hall looks for a link between a person and a ballot and finds none', async () => {
	await office.reload();
	await office.getByRole('link', { name: '查看目前的报告' }).click();
	await expect(office.getByRole('heading', { name: /演练报告/ })).toBeVisible();
	await office.getByRole('link', { name: /打开封存档案/ }).click();
	await expect(office.getByText('找到联系 0 处').first()).toBeVisible();
	await office.getByRole('combobox', { name: '代表', exact: true }).selectOption({ index: 1 });
	await office.getByRole('combobox', { name: '票', exact: true }).selectOption({ index: 2 });
	await office.getByRole('button', { name: '配对' }).click();
	await expect(office.getByText(/碰巧猜中的可能性：1\/6/)).toBeVisible();
	await expect(office.getByText(/对不对，系统也不知道/)).toBeVisible();
	await shutHashes(office);
	await judgePage(office, 'the opened archive');
});

test('it ends with a report, and the formal meeting is there as it was', async () => {
	await office.goto('/admin/rehearsal');
	await office.waitForLoadState('networkidle');
	await office.getByRole('button', { name: '结束演练…' }).click();
	await office.getByRole('button', { name: '结束，写出报告' }).click();
	await expect(band(office)).toBeHidden();
	await expect(band(hall)).toBeHidden();
	await office.goto('/admin/rehearsal');
	await office.getByRole('link', { name: '查看报告' }).click();
	await expect(office.getByRole('heading', { name: /演练报告/ })).toBeVisible();
	await expect(office.getByText('开始表决到看见表决票').first()).toBeVisible();
	await expect(office.getByRole('row', { name: /提交到回执 平板/ })).toBeVisible();
	await judgePage(office, 'the report');
	// The formal round is the draft it was, and takes nothing that a tablet tells of its steps.
	expect(await session.roundState()).toBe('draft');
	const deputy = await session.tabletPage(1);
	await expect(deputy.getByText('已连接').first()).toBeVisible();
	const { meetingId } = session.credentials;
	const status = await deputy.evaluate(
		async (id) =>
			(
				await fetch('/api/v1/rehearsal/steps', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ meetingId: id, steps: [{ step: 'cast', ms: 1, trouble: null }] })
				})
			).status,
		meetingId
	);
	expect(status).toBe(403);
	await deputy.context().close();
});

function accountFor(path: string): Account {
	if (path.startsWith('/chair')) return 'chair';
	if (path === '/scrutineer') return 'chief';
	return path.startsWith('/scrutineer') ? 'teller-1' : 'office-1';
}

async function tally(roundId: string): Promise<unknown> {
	const staff = await session.staff('office-1');
	return (await staff.get(`/api/v1/rounds/${roundId}/tally`)).json();
}

/** Keys and tickets are cut to one line: they are no words, and nobody's language. */
const shutHashes = (page: Page) =>
	page.evaluate(() => {
		for (const dd of document.querySelectorAll('dd')) dd.textContent = '…';
	});
