import { randomBytes } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { isoDate } from '#lib/i18n/format.ts';
import { addDays } from '#lib/domain/tracker/workdays.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { survey as surveys, surveyResult } from '#lib/server/db/tracker-schema.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { closePages } from '../support/close-pages.ts';
import { issueCards } from '../support/deputy-cards.ts';
import { shoot } from '../support/shoot.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown } from '../support/tracked-town.ts';

const phone = { width: 390, height: 844 };
const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const startsOn = `${isoDate(new Date()).slice(0, 7)}-01`;
let desk: Desk;
let projects: { id: string; name: string }[];
/** Of deputies 1 to 3, as printed on their cards. */
let codes: string[];
let announceSurvey: () => Promise<void>;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const town = await insertTown(desk, '视察镇', suffix, {
		passwordHash: await hashPassword(password),
		dates: { startsOn, endsOn: addDays(startsOn, 300) }
	});
	projects = town.projects;
	codes = await issueCards(desk, town);
	announceSurvey = () => insertSurvey(town);
	const office: StaffActor = town.person('supervision');
	const group = { projectId: projects[0]!.id, leader: '张三', presidium: 3, deputies: [1, 2] };
	expect(await setSupervisors(desk, office, group)).toMatchObject({ ok: true });
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

/** What the deputies made of the second project; of a round without a file, so that its link leads nowhere. */
function insertSurvey({
	congressId,
	meetingId,
	roundId
}: Awaited<ReturnType<typeof insertTown>>): Promise<void> {
	const survey = { id: crypto.randomUUID(), base: 'all' as const, rule: 'majority' as const };
	return inCongress(desk, congressId, async (tx) => {
		const made = { settingVersion: 0, createdAt: new Date(), createdBy: '人大办', announcedAt: new Date() };
		await tx.insert(surveys).values({ ...survey, ...made, congressId, meetingId, roundId, year: 2026 });
		await tx.insert(surveyResult).values({
			...{ congressId, surveyId: survey.id, projectId: projects[1]!.id },
			...{ satisfied: 17, basic: 11, dissatisfied: 1, blank: 0, base: survey.base, rule: survey.rule },
			...{ baseNumber: 35, grade: 'basic', at: new Date() }
		});
	});
}

/** What older eyes and fingers need, and nothing to be scrolled sideways. */
async function judgePhone(page: Page, where: string): Promise<void> {
	await judgePage(page, where);
	const found = await page.evaluate(() => {
		const seen = (node: Element) =>
			node.checkVisibility() && !node.closest('.visually-hidden, .skip, option, #svelte-announcer');
		const small: string[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const parent = node.parentElement!;
			if (!node.textContent?.trim() || parent.closest('script, style') || !seen(parent)) continue;
			const size = parseFloat(getComputedStyle(parent).fontSize);
			if (size < 20) small.push(`${node.textContent.trim()} ${size}`);
		}
		const targets = [
			...document.querySelectorAll('button, summary, select, textarea, a, input, label.button')
		]
			.filter((target) => seen(target) && !target.matches('[type=hidden], [type=radio]'))
			.map((target) => ({ box: target.getBoundingClientRect(), text: target.textContent?.trim() }))
			.filter(({ box }) => box.height > 0 && (box.height < 48 || box.width < 48))
			.map(({ box, text }) => `${text} ${box.width}×${box.height}`);
		const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
		return { small, targets, wide };
	});
	expect.soft(found, where).toEqual({ small: [], targets: [], wide: 0 });
}

/** On a phone and on a tablet held upright, for whoever looks at them. */
async function atBothSizes(page: Page, name: string): Promise<void> {
	for (const size of [{ width: 800, height: 1280 }, phone]) {
		await page.setViewportSize(size);
		await shoot(page, `${name}-${size.width}`);
	}
}

test('a deputy follows, visits without a network, and judges the unit’s replies', async ({ browser }) => {
	test.slow();
	const baseURL = process.env.PIAOJUE_E2E_ORIGIN!;
	const context = await browser.newContext({ viewport: phone, baseURL });
	const page = await context.newPage();
	// The phone sends what waits every 15 s by itself; below it is sent by hand, and nothing may come between.
	await page.addInitScript(() => {
		const real = window.setInterval.bind(window);
		Object.assign(window, {
			setInterval: (act: () => void, ms?: number) => (ms === 15_000 ? 0 : real(act, ms))
		});
	});
	const quiet = watch(page);
	const judge = (where: string) => judgePhone(page, where);
	const [first, second] = projects as [{ id: string; name: string }, { id: string; name: string }];

	// The sign-in is on the page itself, and comes back to it.
	await page.goto(`/supervise/${first.id}`);
	await page.waitForLoadState('networkidle');
	await expect(page.getByRole('heading', { name: '代表登录' })).toBeVisible();
	await judge('sign-in');
	await page.getByLabel('或输入代表证卡号').fill(codes[0]!.slice(0, 10));
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('卡号位数不对');
	await page.getByLabel('或输入代表证卡号').fill(codes[0]!);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('heading', { name: first.name })).toBeVisible();
	expect(
		await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
	).not.toContain(codes[0]!);
	await judge('project');

	await page.getByRole('link', { name: '返回项目列表' }).click();
	const mine = page.getByRole('region', { name: '我监督的项目' });
	await expect(mine.getByRole('listitem')).toContainText([first.name]);
	await expect(page.getByText('还没有关注的项目')).toBeVisible();
	await judge('list');
	await page.getByRole('region', { name: '全部项目' }).getByRole('link', { name: second.name }).click();
	await expect(page.getByText('您不在这个项目的监督小组中')).toBeVisible();
	await expect(page.getByRole('link', { name: '写视察记录' })).toBeHidden();
	await page.getByRole('button', { name: '关注' }).click();
	await expect(page.getByRole('status')).toContainText('已关注');
	await judge('outside the group');
	await announceSurvey();
	await page.reload();
	await expect(page.getByText('满意 17 票，基本满意 11 票，不满意 1 票')).toBeVisible();
	await page.waitForLoadState('networkidle');
	await page.getByRole('link', { name: '返回项目列表' }).click();
	await expect(page.getByRole('region', { name: '我关注的项目' })).toContainText(second.name);
	await page.getByLabel('按名称或单位查找').fill('没有这样的项目');
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('没有符合条件的项目')).toBeVisible();
	await page.getByRole('link', { name: '显示全部' }).click();

	// Typed, reloaded, and there again.
	await mine.getByRole('link', { name: first.name }).click();
	await page.getByRole('link', { name: '写视察记录' }).click();
	await page.getByLabel('同行人员').fill('李四、王五');
	await page.getByLabel('视察发现').fill('护坡已完成一半，\n南岸缺警示牌');
	await expect(page.getByText(/已存在本机 \d\d:\d\d/)).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('视察发现')).toHaveValue('护坡已完成一半，\n南岸缺警示牌');

	// On the site there is no network: the photograph too is kept on the phone.
	await context.setOffline(true);
	await page.getByLabel(/^意见建议/).fill('请在汛期前完成护坡');
	const picture = await sharp(randomBytes(1600 * 1200 * 3), {
		raw: { width: 1600, height: 1200, channels: 3 }
	})
		.jpeg({ quality: 80 })
		.toBuffer();
	expect(picture.length).toBeGreaterThan(600 * 1024);
	await page.getByLabel('添加照片').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture });
	await page.getByLabel('第 1 张的说明').fill('南岸护坡');
	await judge('record');
	await page.getByRole('button', { name: '提交', exact: true }).click();
	await expect(page.getByText('现在没有网络')).toBeVisible();
	await expect(page.getByText('已存在本机，联网后再交')).toBeVisible();
	await judge('offline');

	// The network comes and goes: the words arrive, the photograph is cut off, and is sent again by hand.
	let cut = 0;
	await page.route(/\?\/photo$/, (route) => (cut++ ? route.continue() : route.abort()));
	await context.setOffline(false);
	await expect(page.getByText('文字已提交，还有 1 张照片待传')).toBeVisible();
	await page.getByRole('button', { name: '现在提交' }).click();
	await expect(page.getByRole('status')).toContainText(`“${first.name}”的记录已提交`);
	await page.getByRole('link', { name: '返回项目', exact: true }).click();
	await expect(page.getByAltText('南岸护坡')).toBeVisible();
	await expect(page.getByText('南岸护坡', { exact: true })).toBeVisible();
	await expect(page.getByText('等待答复')).toBeVisible();
	await expect
		.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('visit'))))
		.toEqual([]);

	// The unit finds it among its tasks and answers.
	const unitContext = await browser.newContext({ viewport: sizes.desk, baseURL });
	const unit = await unitContext.newPage();
	const unitQuiet = watch(unit);
	await signInPage(unit, `water${suffix}`, password);
	await unit.getByRole('link', { name: '答复代表意见：请在汛期前完成护坡' }).click();
	await expect(unit.getByText('南岸护坡', { exact: true })).toBeVisible();
	await judgePage(unit, 'the opinions');
	await unit.getByLabel('答复', { exact: true }).fill('六月底前完成');
	await unit.getByRole('button', { name: '报送答复' }).click();
	await expect(unit.getByRole('status')).toContainText('答复已报送');

	await page.goto('/supervise');
	await page.waitForLoadState('networkidle');
	await expect(page.getByText('1 条答复待您评价').first()).toBeVisible();
	// What waits for him comes first, and leads to the very reply.
	const waiting = page.getByRole('region', { name: '待评价的答复（1 条）' });
	await expect(waiting).toContainText('请在汛期前完成护坡');
	await judge('what waits for the deputy');
	await atBothSizes(page, 'deputy-list');
	await waiting.getByRole('link', { name: /^查看答复并评价.*锦溪河/ }).click();
	await expect(page.getByText('六月底前完成')).toBeInViewport();
	await judge('to rate');
	await atBothSizes(page, 'deputy-project');
	await page.getByLabel('不满意', { exact: true }).check();
	await page.getByRole('button', { name: '提交评价' }).click();
	await expect(page.getByRole('alert')).toContainText('请写明还差什么');
	await expect(page.getByLabel('不满意', { exact: true })).toBeChecked();
	await page.getByLabel('评语').fill('没有写明责任人');
	await page.getByRole('button', { name: '提交评价' }).click();
	await expect(page.getByRole('status')).toContainText('已要求责任单位再次答复');

	await unit.goto('/tracker');
	await unit.getByRole('link', { name: /^答复代表意见/ }).click();
	await expect(unit.getByText('代表评价：不满意')).toBeVisible();
	await unit.getByLabel('第 2 次答复').fill('责任人为王五，六月二十日完工');
	await unit.getByRole('button', { name: '报送答复' }).click();
	await expect(unit.getByRole('status')).toContainText('答复已报送');
	await page.reload();
	await page.waitForLoadState('networkidle');
	await page.getByLabel('满意', { exact: true }).check();
	await page.getByRole('button', { name: '提交评价' }).click();
	await expect(page.getByRole('status')).toContainText('这条意见办结');
	await judge('settled');
	await unit.reload();
	await expect(unit.getByText('已办结')).toBeVisible();
	unitQuiet.expectQuiet('unit');

	// Another phone ends the session here: what is written stays, and goes after the sign-in.
	await page.getByRole('link', { name: '提意见' }).click();
	await page.getByLabel('意见建议').fill('请补设警示牌');
	const other = await (await browser.newContext({ viewport: phone, baseURL })).newPage();
	await other.goto(`/supervise#card=${codes[0]!}`);
	await expect(other.getByRole('heading', { name: '我监督的项目' })).toBeVisible();
	expect(new URL(other.url()).hash).toBe('');
	await page.getByRole('button', { name: '提交', exact: true }).click();
	await expect(page.getByRole('heading', { name: '代表登录' })).toBeVisible();
	await page.getByLabel('或输入代表证卡号').fill(codes[0]!);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('status').first()).toContainText('的记录已提交');

	// The next deputy on this phone finds nothing of it.
	await page.goto(`/supervise/${first.id}`);
	await page.waitForLoadState('networkidle');
	await page.getByRole('link', { name: '提意见' }).click();
	await page.getByLabel('意见建议').fill('只是草稿');
	await page.getByRole('button', { name: '退出' }).click();
	await page.getByLabel('或输入代表证卡号').fill(codes[1]!);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByLabel('意见建议')).toHaveValue('');
	await page.goto(`/supervise/${first.id}`);
	await expect(page.getByText('请补设警示牌')).toBeVisible();
	await expect(page.getByText('没有写明责任人')).toBeHidden();
	await judge('a colleague');
	await page.getByRole('button', { name: '特大' }).click();
	await judge('largest');
	await page.goto(`/supervise/${first.id}/record?kind=visit`);
	await expect(page.getByLabel('视察发现')).toBeVisible();
	await judge('the record, largest');
	expect.soft(quietFaults(quiet)).toEqual([]);
});

/** The browser's own words about the network that was cut are no fault of the page. */
const quietFaults = (quiet: ReturnType<typeof watch>): string[] =>
	quiet.faults.filter((fault) => !/ERR_|Failed to load resource/.test(fault));
