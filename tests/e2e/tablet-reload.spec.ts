import { expect, test, type Page } from '@playwright/test';
import { approving, Session } from '../support/session.ts';
import { atEverySize } from '../support/tablet.ts';

/**
 * A tablet that is loaded anew, in the states that tablet.spec.ts does not load anew: what it showed is there again,
 * and the box holds what it held. Marks are kept nowhere, so an unsent ballot comes back blank.
 */

let session: Session;
let roundId: string;

test.afterEach(() => session.end());

async function started(
	browser: Parameters<typeof Session.start>[0],
	options: Parameters<typeof Session.start>[1] = {}
): Promise<Page> {
	session = await Session.start(browser, { delegates: 6, ...options });
	await session.checkIn();
	roundId = await session.roundId();
	return session.tabletPage(1);
}

const ballotOf = (page: Page) => page.getByRole('heading', { name: '民生实事项目表决票' });
const heading = (page: Page, name: string) => page.getByRole('heading', { name });

/** Loads the page anew and sees that the box holds as many ballots as before. */
async function reloaded(page: Page, ballots: number): Promise<void> {
	await page.reload();
	await expect.poll(cast).toBe(ballots);
}

async function cast(): Promise<number> {
	const office = await session.staff('office-1');
	return ((await (await office.get(`/api/v1/rounds/${roundId}/tally`)).json()) as { cast: number }).cast;
}

async function isBlank(page: Page): Promise<void> {
	await expect(ballotOf(page)).toBeVisible();
	for (const choice of await page.getByRole('checkbox').all()) await expect(choice).not.toBeChecked();
}

test('before, in and after the ballot: identity, waiting, ready, paused, review, receipt', async ({
	browser
}) => {
	session = await Session.start(browser, { delegates: 6 });
	await session.checkIn();
	roundId = await session.roundId();
	const page = await session.page({ width: 800, height: 1280 });
	await page.goto(session.delegate(1).url);
	await expect(page.getByRole('button', { name: '是我本人' })).toBeVisible();
	await atEverySize(page, 'identity');
	await page.reload();
	await page.getByRole('button', { name: '是我本人' }).click();
	await expect(heading(page, '您已签到')).toBeVisible();
	await atEverySize(page, 'waiting');
	await page.reload();
	await expect(heading(page, '您已签到')).toBeVisible();

	await session.makeReady(roundId);
	await expect(heading(page, '已领票')).toBeVisible();
	await atEverySize(page, 'ready');
	await reloaded(page, 0);
	await expect(heading(page, '已领票')).toBeVisible();

	await session.open(roundId);
	await expect(ballotOf(page)).toBeVisible();
	await session.did('chair', '/chair?/pause', { roundId });
	await expect(page.getByText('表决暂停，您的选择仍保留')).toBeVisible();
	await atEverySize(page, 'paused');
	await reloaded(page, 0);
	await expect(page.getByText('表决暂停，您的选择仍保留')).toBeVisible();
	await isBlank(page);
	await session.did('chair', '/chair?/resume', { roundId });
	await expect(page.getByText('表决暂停，您的选择仍保留')).toBeHidden();

	await page.getByRole('checkbox').first().click();
	await page.getByRole('button', { name: '核对并提交' }).click();
	await expect(heading(page, '请核对您的表决票')).toBeVisible();
	await atEverySize(page, 'review');
	await reloaded(page, 0);
	await isBlank(page);

	await page.getByRole('checkbox').first().click();
	await page.getByRole('button', { name: '核对并提交' }).click();
	// One way to the box and back, and the browser's question before it: over a line of 400 ms that is under a second.
	const asked: string[] = [];
	page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
	await page.getByRole('button', { name: '确认提交' }).click();
	await expect(heading(page, '已提交')).toBeVisible();
	expect(asked.filter((one) => /^POST/.test(one))).toEqual([`POST /box/v1/rounds/${roundId}/cast`]);
	expect(asked.length, asked.join('; ')).toBeLessThanOrEqual(2);
	await atEverySize(page, 'receipt');
	// The tablet has forgotten the deputy with the box's answer: it is free for the next card, and holds nothing.
	await reloaded(page, 1);
	await expect(heading(page, '请出示代表证二维码卡')).toBeVisible();
	const kept = await page.evaluate(() => [...Object.keys(sessionStorage), document.cookie]);
	// Where the page stood is the framework's own note.
	expect(kept.filter((name) => name && !name.startsWith('sveltekit:'))).toEqual([]);
});

test('a round that is void says so again', async ({ browser }) => {
	const page = await started(browser);
	await session.makeReady(roundId);
	await session.draw([2, 3, 4, 5]);
	await session.open(roundId);
	await session.cast([2, 3, 4, 5], () => approving([1, 2]));
	await session.close(roundId);
	await expect.poll(() => session.roundState()).toBe('counted');
	await expect(heading(page, '表决已结束')).toBeVisible();
	await session.did('office-1', '/admin?/void', { roundId, reason: '票箱封条破损' });
	await session.did('chief', '/scrutineer?/confirmVoid', { roundId });
	await expect(heading(page, '本次表决作废')).toBeVisible();
	await atEverySize(page, 'void');
	await reloaded(page, 4);
	await expect(heading(page, '本次表决作废')).toBeVisible();
	await expect(page.getByText('票箱封条破损')).toBeVisible();
	await expect(page.getByText(/\d+ 票/)).toHaveCount(0);
});

test('a deputy who did not vote finds the end and the result again', async ({ browser }) => {
	const page = await started(browser);
	await session.makeReady(roundId);
	await session.draw([2, 3, 4, 5]);
	await session.open(roundId);
	await expect(ballotOf(page)).toBeVisible();
	await session.cast([2, 3, 4, 5], () => approving([1, 2, 3, 4, 5]));
	await session.close(roundId);
	await expect(heading(page, '表决已结束')).toBeVisible();
	await reloaded(page, 4);

	await atEverySize(page, 'closed');
	await expect(heading(page, '表决已结束')).toBeVisible();
	await session.sign(roundId, await session.resultHash());
	await session.announce(roundId);
	await expect(heading(page, '票决结果')).toBeVisible();
	await atEverySize(page, 'result');
	const shown = await page.locator('main').innerText();
	await reloaded(page, 4);
	await expect(heading(page, '票决结果')).toBeVisible();
	await expect.poll(() => page.locator('main').innerText()).toBe(shown);
});
