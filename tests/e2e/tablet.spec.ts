import { expect, test, type Page } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { candidate, checkIn, delegate, meeting } from '#lib/server/db/schema.ts';
import { notifyDesk } from '#lib/server/db/notify.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { setStage } from '#lib/server/desk/set-stage.ts';
import { usePaperOnly } from '#lib/server/desk/use-paper-only.ts';
import { approving, Session, sizes } from '../support/session.ts';
import { endWatch, fitForAll, watch, type Watched } from '../support/tablet.ts';

/** What a deputy meets on the tablet, state by state. */
const DELEGATES = 8;

let session: Session;

test.afterEach(async () => {
	await endWatch();
	await session.end();
});

async function started(browser: Parameters<typeof Session.start>[0], rules: Partial<RuleSet> = {}) {
	session = await Session.start(browser, { delegates: DELEGATES, rules });
	await session.checkIn();
	return session.roundId();
}

type Tablet = Watched & { page: Page };

async function tablet(
	number: number,
	size = sizes.tablet as typeof sizes.tabletLandscape | typeof sizes.tablet,
	options: Parameters<Session['page']>[1] = {}
) {
	const page = await session.page(size, options);
	const watched = await watch(page);
	await page.goto(session.delegate(number).url);
	await page.getByRole('button', { name: '是我本人' }).click();
	return Object.assign(watched, { page }) as Tablet;
}

const ballotOf = (page: Page) => page.getByRole('heading', { name: '民生实事项目表决票' });
const reviewOf = (page: Page) => page.getByRole('button', { name: '核对并提交' });
const choices = (page: Page) => page.getByRole('checkbox');

/** The receipt leaves by itself after twelve seconds; looking at it closely takes as long on a busy machine. */
const holdReceipt = (page: Page) =>
	page.evaluate(() => {
		const after = window.setTimeout.bind(window);
		const held = (run: () => void, ms?: number) => after(run, ms === 12_000 ? 120_000 : ms);
		window.setTimeout = held as typeof window.setTimeout;
	});

async function castCount(roundId: string): Promise<number> {
	const office = await session.staff('office-1');
	const answer = await (await office.get(`/api/v1/rounds/${roundId}/tally`)).json();
	return (answer as { cast: number }).cast;
}

async function present(number: number | null): Promise<void> {
	await session.command('office-1', async (desk, actor) => {
		if (number === null) return setStage(desk, actor, { mode: 'auto' });
		const candidateId = await inCongress(desk, actor.congressId, async (tx) => {
			const [row] = await tx.select().from(candidate).where(eq(candidate.number, number));
			return row!.id;
		});
		return setStage(desk, actor, { mode: 'candidate', candidateId });
	});
}

test('a card signs in with one tap, and a ballot of five takes seven', async ({ browser }) => {
	const roundId = await started(browser);
	const page = await session.page(sizes.tablet);
	const watched = await watch(page);
	await page.goto('/tablet');
	await expect(page.getByRole('heading', { name: '请出示代表证二维码卡' })).toBeVisible();
	await fitForAll(page, 'card');
	await page.goto(session.delegate(1).url);
	await expect(page.getByRole('button', { name: '是我本人' })).toBeVisible();
	await fitForAll(page, 'identity');
	await watched.tap('是我本人');
	await expect(page.getByRole('heading', { name: '您已签到' })).toBeVisible();
	expect(watched.taps).toBe(1);
	await fitForAll(page, 'waiting');

	await session.makeReady(roundId);
	await expect(page.getByRole('heading', { name: '已领票' })).toBeVisible();
	await fitForAll(page, 'ready');
	await session.open(roundId);
	await expect(ballotOf(page)).toBeVisible();
	await fitForAll(page, 'ballot');

	watched.taps = 0;
	for (const at of [0, 1, 2, 3, 4]) {
		await choices(page).nth(at).click();
		watched.taps += 1;
		await expect(choices(page).nth(at)).toBeChecked();
	}
	await fitForAll(page, 'ballot-full');
	await watched.tap('核对并提交');
	await expect(page.getByRole('heading', { name: '请核对您的表决票' })).toBeVisible();
	await fitForAll(page, 'review');
	await holdReceipt(page);
	await watched.tap('确认提交');
	await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
	expect(watched.taps).toBe(5 + 2);
	await fitForAll(page, 'receipt');
	expect(await castCount(roundId)).toBe(1);
	// Nothing of the choice is left, in the page or in its storage.
	await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toBe('{}');
});

test('for, against and abstain take the same taps on buttons of one size', async ({ browser }) => {
	const roundId = await started(browser, { marks: 'approve-against-abstain' });
	await session.makeReady(roundId);
	await session.open(roundId);
	const taps: number[] = [];
	for (const [at, mark] of ['赞成', '反对', '弃权'].entries()) {
		const one = await tablet(at + 1);
		const { page } = one;
		await expect(ballotOf(page)).toBeVisible();
		const row = page
			.getByRole('group')
			.filter({ has: page.getByRole('button', { name: '赞成' }) })
			.first();
		const boxes = await Promise.all(
			['赞成', '反对', '弃权'].map((name) => row.getByRole('button', { name }).boundingBox())
		);
		for (const box of boxes) {
			expect(box!.width).toBeCloseTo(boxes[0]!.width, 0);
			expect(box!.height).toBeGreaterThanOrEqual(96);
			expect(box!.width).toBeGreaterThanOrEqual(132);
		}
		if (at === 0) await fitForAll(page, 'ballot-three-marks');
		await row.getByRole('button', { name: mark }).click();
		await expect(row.getByRole('button', { name: mark })).toHaveAttribute('aria-pressed', 'true');
		await one.tap('核对并提交');
		await one.tap('确认提交');
		await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
		taps.push(one.taps + 1);
	}
	expect(taps).toEqual([3, 3, 3]);
});

test('every row of the ballot is alike, and a pressed one looks pressed', async ({ browser }) => {
	const roundId = await started(browser);
	await session.makeReady(roundId);
	await session.open(roundId);
	const { page } = await tablet(1);
	await expect(ballotOf(page)).toBeVisible();
	const rows = await choices(page).evaluateAll((all) =>
		all.map((one) => {
			const name = one.querySelector('.name')!;
			return {
				lines: Math.round(
					name.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(name).lineHeight)
				),
				height: one.getBoundingClientRect().height,
				size: Number.parseFloat(getComputedStyle(name).fontSize)
			};
		})
	);
	expect(rows).toHaveLength(8);
	for (const row of rows) {
		expect(row.size).toBeGreaterThanOrEqual(34);
		expect(row.height).toBeGreaterThanOrEqual(96);
		for (const other of rows.filter(({ lines }) => lines === row.lines))
			expect(Math.abs(other.height - row.height)).toBeLessThanOrEqual(1);
	}
	expect((await reviewOf(page).boundingBox())!.height).toBeGreaterThanOrEqual(96);
	const numbers = await choices(page).evaluateAll((all) => all.map((one) => one.textContent!.trim()[0]));
	expect(numbers.join('')).toBe('12345678');

	const first = choices(page).first();
	const look = () =>
		first.evaluate((one) => getComputedStyle(one).boxShadow + getComputedStyle(one).backgroundColor);
	const untouched = await look();
	await first.hover();
	await page.mouse.down();
	expect(await look()).not.toBe(untouched);
	await page.mouse.up();
	await expect(first).toBeChecked();

	for (const size of ['大', '特大'] as const) {
		await page.getByRole('button', { name: size, exact: true }).click();
		await fitForAll(page, `ballot-${size}`);
	}
	await page.getByRole('button', { name: '标准' }).click();
	// 200 %: half as many CSS pixels on the same glass.
	await page.setViewportSize({ width: 400, height: 640 });
	for (const at of [0, 7]) {
		await choices(page).nth(at).scrollIntoViewIfNeeded();
		await expect(choices(page).nth(at)).toBeInViewport({ ratio: 0.3 });
	}
	await reviewOf(page).scrollIntoViewIfNeeded();
	await expect(reviewOf(page)).toBeInViewport({ ratio: 0.9 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(401);
});

test('a deputy follows the chair through the candidates, browses, compares, and loses no mark', async ({
	browser
}) => {
	const roundId = await started(browser);
	const { page } = await tablet(1);
	const reader = page.getByRole('dialog', { name: '候选项目介绍' });
	await session.makeReady(roundId);
	await expect(page.getByRole('heading', { name: '已领票' })).toBeVisible();

	await present(3);
	await expect(reader.getByRole('heading', { name: '北山口到S205省道道路提升改造' })).toBeVisible();
	await expect(reader.getByText('主持人正在介绍')).toBeVisible();
	await expect(reader.getByRole('img')).toBeVisible();
	await expect(reader.getByText('改造道路7.8公里', { exact: false })).toBeVisible();
	await fitForAll(page, 'reader-following');
	await present(4);
	await expect(reader.getByRole('heading', { name: '货车停车场建设工程' })).toBeVisible();

	// Browsing: the chair goes on, the deputy stays, and comes back with one tap.
	await reader.getByRole('button', { name: '下一项' }).click();
	await present(1);
	await expect(reader.getByRole('heading', { name: '福勤路改造提升工程' })).toBeVisible();
	await fitForAll(page, 'reader-browsing');
	await reader.getByRole('button', { name: '回到当前项目' }).click();
	await expect(reader.getByRole('heading', { name: '锦溪河水环境综合治理' })).toBeVisible();
	const attachment = reader.getByRole('link', { name: /项目说明/ });
	await expect(attachment).toBeVisible();
	const pdf = await page.request.get((await attachment.getAttribute('href'))!);
	expect(pdf.headers()).toMatchObject({
		'content-type': 'application/pdf',
		'x-content-type-options': 'nosniff'
	});
	await fitForAll(page, 'reader-attachment');

	await reader.getByRole('button', { name: '对比' }).click();
	await fitForAll(page, 'reader-pick');
	await reader.getByRole('button', { name: /户厕改造与公厕提升/ }).click();
	await expect(reader.getByRole('columnheader')).toHaveCount(2);
	await fitForAll(page, 'reader-compare');
	await reader.getByRole('button', { name: '返回' }).click();
	await reader.getByRole('button', { name: '返回' }).click();
	await expect(reader).toBeHidden();

	await session.open(roundId);
	await expect(ballotOf(page)).toBeVisible();
	await choices(page).nth(1).click();
	await choices(page).nth(4).click();
	await page.getByRole('button', { name: '福勤路改造提升工程，查看详情' }).click();
	await expect(reader.getByRole('heading', { name: '福勤路改造提升工程' })).toBeVisible();
	await fitForAll(page, 'reader-over-ballot');
	await reader.getByRole('button', { name: '返回表决票' }).click();
	await expect(choices(page).nth(1)).toBeChecked();
	await expect(choices(page).nth(4)).toBeChecked();
	await expect(page.getByText('2 / 5 项')).toBeVisible();

	// A stranger gets no file before the announcement.
	const stranger = await session.page();
	const file = (await attachmentPath(page))!;
	expect((await stranger.request.get(file)).status()).toBe(404);
	await stranger.context().close();
});

async function attachmentPath(page: Page): Promise<string> {
	const sheets = (await (await page.request.get('/tablet/sheets')).json()) as { files: { url: string }[] }[];
	return sheets[0]!.files[0]!.url;
}

test('the network may go and come back: the right state without a tap', async ({ browser }) => {
	const roundId = await started(browser);
	await session.makeReady(roundId);
	await session.open(roundId);
	const { page } = await tablet(1, sizes.tabletLandscape);
	await expect(ballotOf(page)).toBeVisible();
	await choices(page).nth(0).click();
	await page.context().setOffline(true);
	await expect(page.getByText('网络中断，正在重连')).toBeVisible();
	await expect(choices(page).nth(0)).toBeChecked();
	await fitForAll(page, 'offline');
	// The bar leaves in sight what is chosen, and the list comes to rest with no row cut at its upper edge.
	const bar = (await page.getByText('网络中断，正在重连').boundingBox())!;
	const chosen = (await page.getByText('已选', { exact: true }).first().boundingBox())!;
	expect(chosen.y).toBeGreaterThanOrEqual(bar.y + bar.height);
	const list = page.getByRole('region', { name: '民生实事项目表决票' });
	await list.evaluate((region) => region.scrollBy(0, 70));
	const cutRows = () =>
		list.evaluate((region) => {
			const { top } = region.getBoundingClientRect();
			const rows = [...region.querySelectorAll('li')].map((row) => row.getBoundingClientRect());
			return region.scrollTop > 0 ? rows.filter((row) => row.top < top && row.bottom > top).length : -1;
		});
	await expect.poll(cutRows).toBe(0);
	await session.did('chair', '/chair?/pause', { roundId });
	await page.context().setOffline(false);
	await expect(page.getByText('表决暂停，您的选择仍保留')).toBeVisible();
	await expect(choices(page).nth(0)).toBeChecked();
	await fitForAll(page, 'paused');
	// Not dead, though it says that it waits: Playwright would wait with it.
	await reviewOf(page).click({ force: true });
	await expect(page.getByRole('alertdialog')).toContainText('暂停期间不能提交');
	await fitForAll(page, 'paused-explained');
	await page.getByRole('button', { name: '知道了' }).click();
	await session.did('chair', '/chair?/resume', { roundId });
	await expect(page.getByText('表决暂停，您的选择仍保留')).toBeHidden();

	// Reloaded in the middle: the ballot is there again, and the box is empty.
	await page.reload();
	await expect(ballotOf(page)).toBeVisible();
	expect(await castCount(roundId)).toBe(0);

	// The end with unsent marks: nothing is sent for anybody.
	await choices(page).nth(0).click();
	await session.close(roundId);
	await expect(page.getByText('表决已经结束，您的表决票没有提交')).toBeVisible();
	await fitForAll(page, 'closed-unsent');
	expect(await castCount(roundId)).toBe(0);
	await page.reload();
	await expect(page.getByRole('heading', { name: '表决已结束' })).toBeVisible();
});

test('one deputy has one ballot, however often it is sent', async ({ browser }) => {
	const roundId = await started(browser);
	await session.makeReady(roundId);
	await session.open(roundId);
	// Once a service worker has the page, which may be at any moment, no request of it is a route's any more.
	const { page } = await tablet(1, sizes.tablet, { serviceWorkers: 'block' });
	const second = await page.context().newPage();
	await watch(second);
	const bodies: string[] = [];
	let lost = 0;
	await page.route('**/box/v1/rounds/*/cast', async (route) => {
		const answer = await route.fetch();
		bodies.push(route.request().postData()!);
		// The box has it; its first answer is lost on the way.
		if (lost++ === 0) return route.abort('timedout');
		return route.fulfill({ response: answer });
	});
	await expect(ballotOf(page)).toBeVisible();
	await choices(page).nth(0).click();
	await reviewOf(page).click();
	await page.getByRole('button', { name: '确认提交' }).dblclick();
	await expect(page.getByRole('heading', { name: '已提交' })).toBeVisible();
	expect(bodies.length).toBeGreaterThanOrEqual(2);
	expect(new Set(bodies).size).toBe(1);
	const replayed = await fetch(`${process.env.PIAOJUE_E2E_BOX_ORIGIN}/box/v1/rounds/${roundId}/cast`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: process.env.PIAOJUE_E2E_ORIGIN! },
		body: bodies[0]!
	});
	expect(replayed.status).toBe(200);
	expect(await castCount(roundId)).toBe(1);

	// The same card once more, in another tab and with other marks: told, and not counted.
	await second.goto(session.delegate(1).url);
	await second.getByRole('button', { name: '是我本人' }).click();
	await expect(ballotOf(second)).toBeVisible();
	await choices(second).nth(3).click();
	await reviewOf(second).click();
	await second.getByRole('button', { name: '确认提交' }).click();
	await expect(second.getByRole('heading', { name: '此票此前已投出' })).toBeVisible();
	await fitForAll(second, 'cast-earlier');
	expect(await castCount(roundId)).toBe(1);
});

test('paper, leaving and a round on paper alone are each explained', async ({ browser }) => {
	session = await Session.start(browser, { delegates: DELEGATES });
	const absent = await tablet(1);
	await expect(absent.page.getByRole('heading', { name: '请到签到处签到' })).toBeVisible();
	await fitForAll(absent.page, 'check-in');
	await absent.page.getByRole('button', { name: '查看候选项目' }).click();
	await expect(absent.page.getByRole('dialog', { name: '候选项目介绍' })).toBeVisible();
	await absent.page.getByRole('button', { name: '返回' }).click();
	await session.checkIn();
	await expect(absent.page.getByRole('heading', { name: '您已签到' })).toBeVisible();

	await leave(1);
	// Three hundred tablets don't all ask at once.
	await expect(absent.page.getByRole('heading', { name: '您已办理退场' })).toBeVisible();
	await fitForAll(absent.page, 'left');
	await absent.page.reload();
	await expect(absent.page.getByRole('heading', { name: '您已办理退场' })).toBeVisible();

	const roundId = await session.roundId();
	await session.makeReady(roundId);
	await session.command('office-1', (desk, actor) => issuePaper(desk, actor, { roundId, delegateNumber: 2 }));
	const paper = await tablet(2);
	await expect(paper.page.getByRole('heading', { name: '您使用纸质表决票' })).toBeVisible();
	await fitForAll(paper.page, 'paper');
});

test('a round on paper alone draws on no tablet', async ({ browser }) => {
	const roundId = await started(browser);
	await session.command('office-1', (desk, actor) => usePaperOnly(desk, actor, { roundId, paperOnly: true }));
	await session.makeReady(roundId);
	const { page } = await tablet(1);
	await expect(page.getByRole('heading', { name: '本轮使用纸质表决票' })).toBeVisible();
	await fitForAll(page, 'paper-only');
});

test('an aborted round says why, and the same tablet goes on into the next by itself', async ({
	browser
}) => {
	const roundId = await started(browser);
	await session.makeReady(roundId);
	await session.open(roundId);
	const { page } = await tablet(1);
	await expect(ballotOf(page)).toBeVisible();
	await choices(page).nth(0).click();
	const reason = '会场停电，无法继续';
	await session.did('office-1', '/admin?/abort', { roundId, reason });
	await session.did('chief', '/scrutineer?/confirmAbort', { roundId });
	await expect(page.getByRole('heading', { name: '本轮表决已中止' })).toBeVisible();
	await expect(page.getByText(reason)).toBeVisible();
	await expect(page.getByText('正在准备重新表决')).toBeVisible();
	await fitForAll(page, 'aborted');
	await page.reload();
	await expect(page.getByRole('heading', { name: '本轮表决已中止' })).toBeVisible();

	const next = await session.nextRoundId();
	await session.makeReady(next);
	await expect(page.getByRole('heading', { name: '已领票' })).toBeVisible();
	await session.open(next);
	await expect(ballotOf(page)).toBeVisible();
	await expect(choices(page).nth(0)).not.toBeChecked();
});

test('a re-vote of the tied comes to who is still signed in, and the result tells both rounds', async ({
	browser
}) => {
	const roundId = await started(browser, {
		tallyDisplay: 'after-close',
		tie: 'revote',
		majorityBase: 'none'
	});
	await session.makeReady(roundId);
	const { page } = await tablet(8);
	await expect(page.getByRole('heading', { name: '已领票' })).toBeVisible();
	// Four are chosen by all; the fifth place is tied between 5 and 6.
	const voters = [1, 2, 3, 4, 5, 6];
	await session.draw(voters);
	await session.open(roundId);
	await session.cast(voters, (number) => approving([1, 2, 3, 4, number % 2 ? 5 : 6]));
	await session.close(roundId);
	await expect(page.getByRole('heading', { name: '表决已结束' })).toBeVisible();
	await expect(page.getByText(/\d+ 票/)).toHaveCount(0);
	await fitForAll(page, 'counting');
	await session.finish(roundId);
	await expect(page.getByRole('heading', { name: '票决结果' })).toBeVisible();
	await expect(page.getByText('得票相等的项目将再次表决')).toBeVisible();
	await fitForAll(page, 'result-tied');

	const next = await session.nextRoundId();
	await session.makeReady(next);
	await session.open(next);
	await expect(ballotOf(page)).toBeVisible();
	await expect(page.getByText('再次表决：只对得票相等的项目')).toBeVisible();
	await expect(choices(page)).toHaveCount(2);
	await fitForAll(page, 'ballot-revote');
});

async function leave(number: number): Promise<void> {
	await session.command('office-1', (desk, actor) =>
		inCongress(desk, actor.congressId, async (tx) => {
			const [person] = await tx.select().from(delegate).where(eq(delegate.number, number));
			await tx.update(checkIn).set({ leftAt: new Date() }).where(eq(checkIn.delegateId, person!.id));
			const [row] = await tx
				.update(meeting)
				.set({ rollVersion: sql`${meeting.rollVersion} + 1` })
				.where(eq(meeting.current, true))
				.returning({ id: meeting.id });
			await notifyDesk(tx, actor.congressId, row!.id);
			return { ok: true };
		})
	);
}
