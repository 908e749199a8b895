import { randomBytes } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { issueSupervision } from '#lib/server/tracker/supervision-acts.ts';
import { writeFeedback } from '#lib/server/tracker/write-feedback.ts';
import { closePages } from '../support/close-pages.ts';
import { judgePage, smallTargets, watch } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown, noon } from '../support/tracked-town.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';

/** What is typed at the follow-up's desk and not handed in: through reloads, ended sessions and several tabs. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const restored = '已恢复上次未提交的内容。';
let desk: Desk;
let town: Awaited<ReturnType<typeof insertTown>>;
/** Handed over, planned, and reported for March. */
let projectId: string;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	town = await insertTown(desk, '草稿镇', suffix, { passwordHash: await hashPassword(password) });
	projectId = await handedOver({ ...town, desk });
	await reportedMonth({ ...town, desk }, '2026-03', '2026-04-02');
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

type Person = 'water' | 'supervision' | 'office' | 'chair';

async function open(browser: Browser, who: Person): Promise<Page> {
	const context = await browser.newContext({
		viewport: sizes.desk,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	await signInPage(page, who + suffix, password);
	return page;
}

const goto = async (page: Page, path: string) => {
	await page.goto(path);
	await page.waitForLoadState('networkidle');
};
const reload = async (page: Page) => {
	await page.reload();
	await page.waitForLoadState('networkidle');
};
const endSessions = (who: Person) =>
	desk.execute(sql`select desk.end_sessions_of(${`staff:${town.person(who).id}`}, null)`);

/** Signs in at the page that the browser stands on, and comes back to where it was. */
async function signInAgain(page: Page, who: Person, path: string) {
	await page.waitForURL((url) => url.pathname === '/login');
	await page.waitForLoadState('networkidle');
	await page.getByLabel('用户名').fill(who + suffix);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await page.waitForURL((url) => url.pathname === path);
	await page.waitForLoadState('networkidle');
}

/** Everything that this browser keeps, in one text. */
const browserKeeps = (page: Page) =>
	page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

const keptForms = (page: Page) =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('piaojue.form|')).length);

test('a change that was typed outlives a reload, a way back and a crash, and goes with the act', async ({
	browser
}) => {
	const unit = await open(browser, 'water');
	const { expectQuiet } = watch(unit);
	const path = `/tracker/${projectId}/changes`;
	const reason = '材料涨价，上级追加补助二十万元';
	await goto(unit, path);
	await expect(unit.getByText(restored)).toHaveCount(0);
	await unit.getByLabel('类别').selectOption('调整投资');
	await unit.getByLabel('总投资（万元）').fill('500');
	await unit.getByLabel('2026年9月').fill('20');
	await unit.getByLabel('变更理由').fill(reason);

	const stands = async (page: Page) => {
		await expect(page.getByText(restored)).toBeVisible();
		await expect(page.getByLabel('类别')).toHaveValue('budget');
		await expect(page.getByLabel('总投资（万元）')).toHaveValue('500');
		await expect(page.getByLabel('2026年9月')).toHaveValue('20');
		await expect(page.getByLabel('变更理由')).toHaveValue(reason);
		// What follows from the fields does too.
		await expect(page.getByText('✓ 与总投资一致')).toBeVisible();
	};
	await reload(unit);
	await stands(unit);
	for (const [width, height] of [
		[1440, 900],
		[900, 900],
		[390, 844]
	] as const) {
		await unit.setViewportSize({ width, height });
		const over = await unit.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect.soft(over, `changes at ${width}`).toBeLessThanOrEqual(0);
		await shoot(unit, `drafts-restored-${width}`);
	}
	await unit.setViewportSize(sizes.desk);
	await judgePage(unit, 'drafts-restored');
	const small = (await smallTargets(unit)).filter((target) => target.includes('清除'));
	expect.soft(small).toEqual([]);

	await unit.getByRole('link', { name: '月报', exact: true }).click();
	await expect(unit.getByRole('heading', { name: '月报', exact: true })).toBeVisible();
	// A month that nobody has begun says when it is due, too.
	await expect(unit.getByRole('row', { name: /本月，可先写草稿 \d+年\d+月\d+日/ })).toBeVisible();
	await unit.goBack();
	await stands(unit);
	// The window goes without a word, and another one comes.
	const again = await unit.context().newPage();
	await unit.close();
	await goto(again, path);
	await stands(again);

	await again.getByRole('button', { name: '清除' }).click();
	await expect(again.getByText(restored)).toHaveCount(0);
	await expect(again.getByLabel('类别')).toHaveValue('date');
	await expect(again.getByLabel('变更理由')).toHaveValue('');
	await reload(again);
	await expect(again.getByLabel('变更理由')).toHaveValue('');
	expect(await keptForms(again)).toBe(0);

	// A refusal keeps all of it, and the act takes it away.
	await again.getByLabel('类别').selectOption('调整投资');
	await again.getByLabel('总投资（万元）').fill('500');
	await again.getByLabel('变更理由').fill(reason);
	await again.getByRole('button', { name: '提出变更' }).click();
	await expect(again.getByRole('alert')).toContainText('各月资金合计 480.00 万元');
	await reload(again);
	await expect(again.getByLabel('变更理由')).toHaveValue(reason);
	await again.getByLabel('2026年9月').fill('20');
	await again.getByRole('button', { name: '提出变更' }).click();
	await expect(again.getByText('变更已提出')).toBeVisible();
	expect(await keptForms(again)).toBe(0);
	await goto(again, path);
	await expect(again.getByText(restored)).toHaveCount(0);
	await expect(again.getByLabel('变更理由')).toHaveValue('');
	expectQuiet('changes');
});

test('days that a button filled in are kept as typed ones are', async ({ browser }) => {
	const unit = await open(browser, 'water');
	await goto(unit, `/tracker/${projectId}/changes`);
	await unit.getByLabel('完成日期').fill('2027-03-20');
	await unit.getByRole('button', { name: '按天数填入' }).click();
	await expect(unit.getByLabel(/^完工/)).toHaveValue('2027-02-28');
	await reload(unit);
	await expect(unit.getByText(restored)).toBeVisible();
	await expect(unit.getByLabel('完成日期')).toHaveValue('2027-03-20');
	await expect(unit.getByLabel(/^完工/)).toHaveValue('2027-02-28');
});

test('a session that ends while a form is filled in takes nothing of it', async ({ browser }) => {
	const unit = await open(browser, 'water');
	const path = `/tracker/${projectId}/changes`;
	await goto(unit, path);
	await unit.getByLabel('类别').selectOption('更换项目');
	await unit.getByLabel('更换为什么项目').fill('农贸市场改造');
	await unit.getByLabel('变更理由').fill('原址地质条件不允许，无法开工');
	await endSessions('water');
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('alert')).toContainText('登录已失效，本次操作没有办理。');
	await expect(unit.getByLabel('更换为什么项目')).toHaveValue('农贸市场改造');
	await shoot(unit, 'drafts-session-ended');
	await judgePage(unit, 'drafts-session-ended', { links: false });
	await unit.getByRole('link', { name: '重新登录' }).click();
	await signInAgain(unit, 'water', path);
	await expect(unit.getByText(restored)).toBeVisible();
	await expect(unit.getByLabel('更换为什么项目')).toHaveValue('农贸市场改造');
	await expect(unit.getByLabel('变更理由')).toHaveValue('原址地质条件不允许，无法开工');

	// The same where the page is opened anew first.
	await endSessions('water');
	await unit.reload();
	await signInAgain(unit, 'water', path);
	await expect(unit.getByLabel('变更理由')).toHaveValue('原址地质条件不允许，无法开工');
	// And where no answer comes: the page stays, with all that was typed.
	await unit.route('**/changes?/ask', (route) => route.abort());
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('alert')).toContainText('没有收到应答');
	await expect(unit.getByLabel('更换为什么项目')).toHaveValue('农贸市场改造');
	await unit.unroute('**/changes?/ask');
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByText('变更已提出')).toBeVisible();
	expect(await keptForms(unit)).toBe(0);
});

test('a report goes on after the session has ended, and its draft is saved then', async ({ browser }) => {
	const unit = await open(browser, 'water');
	const path = `/tracker/${projectId}/reports/2026-04`;
	await goto(unit, path);
	await unit.getByLabel('形象进度').fill('20');
	await expect(unit.getByText(/自动保存 \d/)).toBeVisible();
	await endSessions('water');
	await unit.getByLabel('本月完成情况').fill('围堰合龙，完成清淤一公里');
	await expect(unit.getByText('尚未保存，内容暂存在本机浏览器中')).toBeVisible();
	await shoot(unit, 'drafts-report-ended');
	await unit.getByRole('link', { name: '重新登录' }).click();
	await signInAgain(unit, 'water', path);
	await expect(unit.getByText(restored)).toBeVisible();
	await expect(unit.getByLabel('本月完成情况')).toHaveValue('围堰合龙，完成清淤一公里');
	await expect(unit.getByLabel('形象进度')).toHaveValue('20');
	await unit.getByRole('button', { name: '保存草稿' }).click();
	await expect(unit.getByText('草稿已保存。')).toBeVisible();
	await reload(unit);
	await expect(unit.getByLabel('本月完成情况')).toHaveValue('围堰合龙，完成清淤一公里');
	await expect(unit.getByText(restored)).toHaveCount(0);
});

test('a save whose answer got lost goes on as one’s own', async ({ browser }) => {
	const unit = await open(browser, 'water');
	const path = `/tracker/${projectId}/reports/2026-05`;
	await goto(unit, path);
	let cut = true;
	let saved = 0;
	await unit.route('**/reports/2026-05?/save', async (route) => {
		if (!cut) return route.continue();
		// The server has it, once; what is tried again meanwhile does not reach it.
		if (saved++ === 0) await route.fetch();
		await route.abort();
	});
	await unit.getByLabel('本月完成情况').fill('完成清淤二公里');
	await expect(unit.getByText('网络中断，内容保留在本页')).toBeVisible();
	await unit.getByLabel('下月计划').fill('护岸砌筑');
	cut = false;
	await expect(unit.getByText(/自动保存 \d/)).toBeVisible({ timeout: 20_000 });
	await reload(unit);
	await expect(unit.getByLabel('本月完成情况')).toHaveValue('完成清淤二公里');
	await expect(unit.getByLabel('下月计划')).toHaveValue('护岸砌筑');
	await expect(unit.getByText(restored)).toHaveCount(0);
});

test('two tabs keep each its own words', async ({ browser }) => {
	const first = await open(browser, 'supervision');
	const path = `/tracker/${projectId}/acts`;
	await goto(first, path);
	await first.getByLabel('内容和要求').fill('第一窗口：请加快进度');
	const second = await first.context().newPage();
	await goto(second, path);
	// A new window goes on where the last one was.
	await expect(second.getByLabel('内容和要求')).toHaveValue('第一窗口：请加快进度');
	// What the second window took over the first has kept for itself again.
	await expect.poll(() => keptForms(second)).toBe(2);
	await second.getByLabel('内容和要求').fill('第二窗口：约谈主要负责人');
	await reload(first);
	await expect(first.getByLabel('内容和要求')).toHaveValue('第一窗口：请加快进度');
	await reload(second);
	await expect(second.getByLabel('内容和要求')).toHaveValue('第二窗口：约谈主要负责人');

	await first.getByLabel('类别').selectOption('约谈');
	await first.getByLabel('文号').fill('草人办〔2026〕3号');
	await first.getByRole('button', { name: '下达或记录' }).click();
	await expect(first.getByText('已记录；')).toBeVisible();
	await expect(first.getByLabel('内容和要求')).toHaveValue('');
	await reload(second);
	await expect(second.getByLabel('内容和要求')).toHaveValue('第二窗口：约谈主要负责人');
	await second.getByRole('button', { name: '清除' }).click();
	await expect.poll(() => keptForms(second)).toBe(0);
	await reload(first);
	await expect(first.getByText(restored)).toHaveCount(0);
});

test('on a shared machine nobody finds another’s words, and the sign-out leaves none', async ({
	browser
}) => {
	const page = await open(browser, 'supervision');
	const path = `/tracker/${projectId}/acts`;
	await goto(page, path);
	await page.getByLabel('内容和要求').fill('只有我写的话');
	await endSessions('supervision');
	await page.goto(path);
	await signInAgain(page, 'office', path);
	await expect(page.getByLabel('内容和要求')).toHaveValue('');
	await expect(page.getByText(restored)).toHaveCount(0);
	// The other one's sign-out clears his own only.
	await page.getByLabel('内容和要求').fill('另一位写的话');
	await page.getByRole('button', { name: '退出登录' }).click();
	await page.waitForURL((url) => url.pathname === '/login');
	await expect.poll(() => browserKeeps(page)).not.toContain('另一位写的话');
	await page.goto(path);
	await signInAgain(page, 'supervision', path);
	await expect(page.getByLabel('内容和要求')).toHaveValue('只有我写的话');
	await page.getByRole('button', { name: '退出登录' }).click();
	await page.waitForURL((url) => url.pathname === '/login');
	await expect.poll(() => browserKeeps(page)).not.toContain('只有我写的话');
	expect(await keptForms(page)).toBe(0);
});

test('a reply to a resident is kept by its message, and the contact never', async ({ browser }) => {
	const contact = '13900001111';
	const write = async (text: string) => {
		const day = noon('2026-05-04');
		const written = await writeFeedback(
			desk,
			{ ...{ projectId, key: crypto.randomUUID(), text }, contact, address: '203.0.113.9' },
			day
		);
		if (!written.ok) throw new Error(written.code);
	};
	await write('河边的路灯什么时候亮？');
	const office = await open(browser, 'supervision');
	await goto(office, '/tracker/feedback');
	const card = office.getByRole('article').filter({ hasText: '路灯' });
	await expect(card.getByText(contact)).toBeVisible();
	await card.getByLabel('理由（留言人看得到）').fill('与项目无关');
	await reload(office);
	await expect(card.getByText(restored)).toBeVisible();
	await expect(card.getByLabel('理由（留言人看得到）')).toHaveValue('与项目无关');
	const keeps = await browserKeeps(office);
	expect(keeps).toContain('与项目无关');
	expect(keeps).not.toContain(contact);
	await judgePage(office, 'drafts-feedback', { links: false });
	await shoot(office, 'drafts-feedback');
});

test('what was typed over something that has changed since says so, folded forms open, and files are asked for again', async ({
	browser
}) => {
	const issued = await issueSupervision(desk, town.person('supervision'), {
		...{ projectId, kind: 'notice', reference: '草人办〔2026〕9号', heldOn: '2026-05-04' },
		...{ text: '请在期限内答复。', people: '', dueOn: '2099-05-10' }
	});
	if (!issued.ok) throw new Error(issued.code);
	const unit = await open(browser, 'water');
	await goto(unit, `/tracker/${projectId}/photos`);
	await unit.getByLabel('说明').fill('围堰合龙');
	await reload(unit);
	await expect(unit.getByLabel('说明')).toHaveValue('围堰合龙');
	await expect(unit.getByText('文件不能恢复，请重新选择。')).toBeVisible();

	await goto(unit, `/tracker/${projectId}/acts`);
	const notice = unit.getByRole('listitem').filter({ hasText: '草人办〔2026〕9号' });
	await notice.getByLabel('答复', { exact: true }).fill('已增派两个班组，月底前完成。');
	await reload(unit);
	await expect(notice.getByLabel('答复', { exact: true })).toHaveValue('已增派两个班组，月底前完成。');
	await notice.getByRole('button', { name: '报送答复' }).click();
	await expect(unit.getByText('答复已报送。')).toBeVisible();
	await expect(notice.getByText(/第 1 次答复 · .* · 按期答复$/)).toBeVisible();
	await expect(notice.getByLabel('答复', { exact: true })).toHaveValue('');
	await reload(unit);
	await expect(notice.getByText(restored)).toHaveCount(0);
});

test('of two who revise one 交办单 the second is told, sees what the first wrote, and keeps his own words', async ({
	browser
}) => {
	const first = await open(browser, 'supervision');
	const second = await open(browser, 'office');
	const path = `/tracker/${projectId}/assignment`;
	await goto(first, path);
	await goto(second, path);
	await second.getByLabel('工作要求').fill('乙：每周报一次进度');
	await first.getByLabel('工作要求').fill('甲：雨季前完成清淤');
	await first.getByLabel('联系人').fill('赵六');
	await first.getByRole('button', { name: '下达修订后的交办单' }).click();
	await expect(first.getByText('交办单已下达')).toBeVisible();

	const issue = () => second.getByRole('button', { name: '下达修订后的交办单' }).click();
	await issue();
	await expect(second.getByRole('alert')).toContainText('另有人下达了新的一版交办单');
	await expect(second.getByText('甲：雨季前完成清淤').first()).toBeVisible();
	await expect(second.getByLabel('工作要求')).toHaveValue('乙：每周报一次进度');
	// What he had not touched is the first one's now, and goes with his.
	await expect(second.getByLabel('联系人')).toHaveValue('赵六');
	await shoot(second, 'drafts-assignment-moved');
	await judgePage(second, 'drafts-assignment-moved', { links: false });
	await issue();
	await expect(second.getByText('交办单已下达')).toBeVisible();
	await expect(second.getByText('乙：每周报一次进度').first()).toBeVisible();
	await expect(second.getByRole('definition').filter({ hasText: '赵六' })).toBeVisible();

	// The same over the rules of the lights, where a preset fills the cells.
	await goto(first, '/tracker/rules');
	await goto(second, '/tracker/rules');
	await second.getByRole('button', { name: '绝对进度法（五色）' }).click();
	await second.getByLabel('调整依据').fill('乙的依据');
	await reload(second);
	await expect(second.getByLabel('调整依据')).toHaveValue('乙的依据');
	const cell = second.getByRole('textbox', { name: /^红灯：/ }).first();
	const typed = await cell.inputValue();
	await first.getByLabel('规则名称').fill('甲的规则');
	await first.getByLabel('调整依据').fill('甲的依据');
	await first.getByRole('button', { name: '使规则生效' }).click();
	await expect(first.getByText('第 1 版规则已生效')).toBeVisible();
	await second.getByRole('button', { name: '使规则生效' }).click();
	await expect(second.getByRole('alert')).toContainText('另有人调整了亮灯规则');
	await expect(second.getByRole('heading', { name: '现行规则：甲的规则' })).toBeVisible();
	await expect(second.getByLabel('调整依据')).toHaveValue('乙的依据');
	await expect(cell).toHaveValue(typed);
	await second.getByRole('button', { name: '使规则生效' }).click();
	await expect(second.getByText('第 2 版规则已生效')).toBeVisible();
});

test('a form that was refused before the page’s script had come stands as it was typed', async ({
	browser
}) => {
	const unit = await open(browser, 'water');
	const path = `/tracker/${projectId}/changes`;
	let late = true;
	await unit.route(/\.js$/, (route) => (late ? route.abort() : route.continue()));
	await unit.goto(path);
	await unit.getByLabel('完成日期').fill('2027-02-01');
	await unit.getByLabel('变更理由').fill('太短');
	late = false;
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('alert').first()).toContainText('理由');
	await expect(unit.getByLabel('完成日期')).toHaveValue('2027-02-01');
	await expect(unit.getByLabel('变更理由')).toHaveValue('太短');
	await goto(unit, path);
	await expect(unit.getByText(restored)).toBeVisible();
});

test('a refused act comes back with every field as it was typed', async ({ browser }) => {
	const office = await open(browser, 'supervision');
	const unit = await open(browser, 'water');
	/** Fills the fields, presses the button, and holds the page to a refusal with all of them as typed. */
	const refused = async (
		page: Page,
		region: string,
		entries: Record<string, string>,
		button: string,
		told: string
	) => {
		const form = page.getByRole('region', { name: region });
		for (const [label, value] of Object.entries(entries)) {
			const field = form.getByLabel(new RegExp(`^${label}`));
			if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
			else await field.fill(value);
		}
		await form.getByRole('button', { name: button, exact: true }).click();
		await expect(page.getByRole('alert').filter({ hasText: told })).toBeVisible();
		for (const again of [false, true]) {
			if (again) await reload(page);
			for (const [label, value] of Object.entries(entries))
				await expect(form.getByLabel(new RegExp(`^${label}`)), label).toHaveValue(value);
		}
		await form.getByRole('button', { name: '清除' }).click();
	};
	await goto(office, `/tracker/${projectId}/assignment`);
	await refused(
		office,
		'修订交办单',
		{
			交办文号: '草人办〔2026〕8号',
			联系人: '钱七',
			开始日期: '2026-06-01',
			完成日期: '2026-05-01',
			工作要求: '细'
		},
		'下达修订后的交办单',
		'完成日期早于开始日期'
	);
	await refused(
		office,
		'监督小组（1+1+2）',
		{ 牵头领导: '孙八', 主席团成员: '1', '代表 1': '2', '代表 2': '2' },
		'确定监督小组',
		'监督小组不齐'
	);
	await goto(office, `/tracker/${projectId}/acts`);
	await refused(
		office,
		'下达督办通知，或记录约谈、询问',
		{ 类别: 'notice', 文号: '草人督〔2026〕1号', 答复期限: '', 参加人员: '李四', 内容和要求: '请说明' },
		'下达或记录',
		'期限'
	);
	await goto(office, `/tracker/${projectId}/corrections`);
	await refused(
		office,
		'更正文字',
		{ 页面上原来的内容: '清淤 2 公里', 正确的内容: '清淤 1 公里', 更正原因: '写错' },
		'公布更正说明',
		'更正原因'
	);
	await refused(
		office,
		'更正进度和资金',
		{ 形象进度: '7', 累计到位: '甲', 更正原因: '上月多计了一段' },
		'更正数据并公布说明',
		'累计到位'
	);
	await goto(unit, `/tracker/${projectId}/changes`);
	await refused(
		unit,
		'提出变更',
		{ 类别: 'content', 建设内容: '清淤三公里', 建设地点: '锦溪村', 变更理由: '太短' },
		'提出变更',
		'理由'
	);
});
