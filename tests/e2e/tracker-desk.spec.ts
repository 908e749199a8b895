import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { addDays } from '#lib/domain/tracker/workdays.ts';
import { formatDate, isoDate } from '#lib/i18n/format.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { delegate, meeting } from '#lib/server/db/schema.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { recordVisit } from '#lib/server/tracker/record-visit.ts';
import { issueSupervision } from '#lib/server/tracker/supervision-acts.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { withdrawChange } from '#lib/server/tracker/withdraw-change.ts';
import { writeFeedback } from '#lib/server/tracker/write-feedback.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { closePages } from '../support/close-pages.ts';
import { fileOnDisk } from '../support/file-on-disk.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown, noon } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';
import { shoot } from '../support/shoot.ts';

/** The desk side of the follow-up beyond the straight way, which tracker.spec.ts plays. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const today = isoDate(new Date());
const year = today.slice(0, 4);
let desk: Desk;
let town: Awaited<ReturnType<typeof insertTown>>;
/** Handed over, planned, and reported for March. */
let projectId: string;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	town = await insertTown(desk, '办理镇', suffix, { passwordHash: await hashPassword(password) });
	projectId = await handedOver({ ...town, desk });
	await reportedMonth({ ...town, desk }, '2026-03', '2026-04-02');
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

async function open(browser: Browser, username: string): Promise<{ page: Page; quiet: () => void }> {
	const context = await browser.newContext({
		viewport: sizes.desk,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	const watched = watch(page);
	page.on('pageerror', (error) => {
		throw error;
	});
	await signInPage(page, username + suffix, password);
	return { page, quiet: () => watched.expectQuiet(username) };
}

const goto = async (page: Page, path: string) => {
	await page.goto(path);
	await page.waitForLoadState('networkidle');
};

/** Wide as it is in an office and narrow as on half a screen: nothing scrolls sideways. */
async function atBothWidths(page: Page, where: string, links = true): Promise<void> {
	for (const width of [900, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect.soft(over, `${where} at ${width}`).toBeLessThanOrEqual(0);
		await shoot(page, `${where}-${width}`);
	}
	await judgePage(page, where, { links });
}

test('the office sets the terms and the calendar, and two at once lose nothing', async ({ browser }) => {
	const { page: office, quiet } = await open(browser, 'supervision');
	const { page: other } = await open(browser, 'office');
	await goto(office, '/tracker/settings');
	await goto(other, '/tracker/settings');
	await expect(office.getByText('现行：系统默认设置')).toBeVisible();
	await expect(office.getByText('还没有调整过')).toBeVisible();

	await office.getByLabel('月报报送日').fill('40');
	await office
		.getByLabel('放假的日期')
		.fill(`国庆节：${year}年10月1日（周四）至7日（周三）放假调休，共7天。\n端午`);
	await office.getByLabel('调整依据').fill('国办发明电〔2025〕7号');
	await expect(office.getByText('看不懂“端午”')).toBeVisible();
	await office.getByRole('button', { name: '使设置生效' }).click();
	await expect(office.getByRole('alert')).toContainText('月报报送日：请填写 1 至 28 之间的整数');
	await expect(office.getByRole('alert')).toContainText('看不懂“端午”');
	await expect(office.getByLabel('月报报送日')).toHaveValue('40');
	await atBothWidths(office, 'settings-refused');
	await office.getByLabel('月报报送日').fill('8');
	await office.getByLabel('放假的日期').fill(`${year}年10月1日至7日`);
	await office.getByRole('radio', { name: '出席会议的代表' }).check();
	await expect(office.getByText('“满意”票超过出席代表的半数为满意')).toBeVisible();
	await office.getByRole('button', { name: '使设置生效' }).click();
	await expect(office.getByRole('status')).toContainText('第 1 版设置已生效');
	await expect(office.getByLabel('放假的日期')).toHaveValue(`${year}-10-01 至 ${year}-10-07`);
	await expect(office.getByLabel('调整依据')).toHaveValue('');
	await expect(office.getByText('月报报送日：5 日 → 8 日')).toBeVisible();
	await expect(office.getByText(`放假的日期增加 ${year}年10月1日至${year}年10月7日`)).toBeVisible();
	await atBothWidths(office, 'settings');

	// The other one began on the older version: told, nothing lost, and may go on knowingly.
	await other.getByLabel('报送办理计划的期限').fill('20');
	await other.getByLabel('调整依据').fill('主席团会议决定');
	await other.getByRole('button', { name: '使设置生效' }).click();
	await expect(other.getByRole('alert')).toContainText('人大办刚刚改过设置');
	await expect(other.getByRole('alert')).toContainText('月报报送日：8 日 → 5 日');
	await expect(other.getByLabel('报送办理计划的期限')).toHaveValue('20');
	await other.getByLabel('月报报送日').fill('8');
	await other.getByRole('button', { name: '使设置生效' }).click();
	await expect(other.getByRole('status')).toContainText('第 2 版设置已生效');
	quiet();

	const { page: unit } = await open(browser, 'water');
	const answer = await unit.goto('/tracker/settings');
	expect(answer!.status()).toBe(403);
});

test('a change of dates moves the milestones with its approval, and can be taken back before', async ({
	browser
}) => {
	test.slow();
	const { page: unit, quiet } = await open(browser, 'water');
	await goto(unit, `/tracker/${projectId}/changes`);
	const without = unit.getByText('人大办公室修订交办单即可调整');
	await unit.getByLabel('完成日期').fill('2026-12-10');
	await expect(without).toBeVisible();
	// A 交办单 moves no milestone, and is refused over one that would lie outside: 完工 is planned for 30 November.
	await unit.getByLabel(/^完工/).fill('2026-12-05');
	await expect(without).toHaveCount(0);
	await unit.getByLabel(/^完工/).fill('2026-11-30');
	await expect(without).toBeVisible();
	await unit.getByLabel('完成日期').fill('2026-11-15');
	await expect(without).toHaveCount(0);
	await unit.getByLabel('完成日期').fill('2027-03-20');
	await expect(without).toHaveCount(0);
	await unit.getByRole('button', { name: '按天数填入' }).click();
	await expect(unit.getByLabel(/^完工/)).toHaveValue('2027-02-28');
	await expect(unit.getByText('推迟 90 天').first()).toBeVisible();
	await unit.getByLabel(/^完工/).fill('2027-01-31');
	await unit.getByLabel('变更理由').fill('汛期连续降雨，工期顺延三个月');
	await atBothWidths(unit, 'change-asked-for');
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('status').first()).toContainText('变更已提出');
	await expect(unit.getByText('完工 计划日期：2026年11月30日 → 2027年1月31日')).toBeVisible();

	const { page: chair } = await open(browser, 'chair');
	await goto(chair, '/tracker');
	await expect(chair.getByRole('link', { name: '变更申请等待决定' })).toBeVisible();
	await unit.getByText('撤回延期或调整工期').click();
	await unit.getByLabel('撤回理由').fill('日期还要与施工单位核对');
	await unit.getByRole('button', { name: '撤回', exact: true }).click();
	await expect(unit.getByRole('status').first()).toContainText('变更已撤回');
	await expect(unit.getByText('撤回理由：日期还要与施工单位核对')).toBeVisible();
	await atBothWidths(unit, 'change-withdrawn');
	await goto(chair, '/tracker');
	await expect(chair.getByRole('link', { name: '变更申请等待决定' })).toHaveCount(0);

	// What a revised 交办单 has outdated says so to unit, office and chair, and can be refused at most.
	const asked = await askChange(desk, town.person('water'), {
		...{ projectId, kind: 'date', after: { startsOn: '2026-03-10' } },
		reason: '施工许可尚未办妥，推迟开始'
	});
	if (!asked.ok) throw new Error(asked.code);
	const { page: office } = await open(browser, 'supervision');
	const revise = async (startsOn: string) => {
		await goto(office, `/tracker/${projectId}/assignment`);
		await office.getByLabel('开始日期').fill(startsOn);
		await office.getByRole('button', { name: '下达修订后的交办单' }).click();
		await expect(office.getByRole('status')).toContainText('交办单已下达');
	};
	await goto(chair, `/tracker/${projectId}/changes`);
	await expect(chair.getByRole('button', { name: '登记批准' })).toBeVisible();
	await goto(office, `/tracker/${projectId}/assignment`);
	await expect(office.getByText('本项目有一项工期变更正在等待决定')).toBeVisible();
	await revise('2026-03-05');
	await expect(office.getByRole('status')).toContainText('原期限已被这份交办单取代，不能再批准');
	const outdated = '申请的原期限已被修订的交办单取代（开始日期现为2026年3月5日（申请时为2026年3月1日））';
	for (const page of [unit, office, chair]) {
		await goto(page, `/tracker/${projectId}/changes`);
		await expect(page.getByText(outdated)).toBeVisible();
	}
	await expect(chair.getByRole('button', { name: '登记不同意' })).toBeVisible();
	await expect(chair.getByRole('button', { name: '登记批准' })).toBeDisabled();
	await atBothWidths(chair, 'change-outdated');
	const taken = { projectId, id: asked.value.id, reason: '期限已由交办单改定' };
	expect(await withdrawChange(desk, town.person('water'), taken)).toMatchObject({ ok: true });
	await revise('2026-03-01');
	await expect(office.getByText('本项目有一项工期变更正在等待决定')).toHaveCount(0);
	await goto(unit, `/tracker/${projectId}/changes`);

	await unit.getByLabel('完成日期').fill('2027-03-20');
	await unit.getByLabel('各节点一并顺延').fill('60');
	await unit.getByRole('button', { name: '按天数填入' }).click();
	await unit.getByLabel('变更理由').fill('汛期连续降雨，工期顺延三个月');
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('status').first()).toContainText('变更已提出');
	await goto(chair, `/tracker/${projectId}/changes`);
	await chair.getByLabel('决定文号').fill('测人主〔2026〕3号');
	await chair.getByLabel('决定日期').fill(today);
	await chair.getByRole('button', { name: '登记批准' }).click();
	await expect(chair.getByRole('status')).toContainText('变更已批准');
	await goto(unit, `/tracker/${projectId}`);
	await expect(unit.getByText('原计划 2026年11月30日，经批准变更。')).toBeVisible();
	await goto(unit, `/tracker/${projectId}/plan`);
	const versions = unit.getByRole('region', { name: '历次版本' });
	await expect(versions.getByText('依据主席团决定 测人主〔2026〕3号')).toBeVisible();
	await expect(versions.getByRole('listitem').filter({ hasText: /^完工/ })).toContainText(
		'2026年11月30日 → 2027年1月29日 推迟 60 天'
	);
	await expect(versions.getByText('首次报送，没有上一版。')).toBeVisible();
	await versions.getByText('第 1 版全文').click();
	await atBothWidths(unit, 'plan-versions');
	await unit.setViewportSize({ width: 390, height: 844 });
	await shoot(unit, 'plan-versions-390');
	// The next 交办单 goes on from the decided day: sent for another reason, it does not undo the decision.
	await goto(office, `/tracker/${projectId}/assignment`);
	await expect(office.getByLabel('完成日期')).toHaveValue('2027-03-20');
	quiet();
});

test('a budget is asked for with its months, refused while they do not add up, and becomes the plan', async ({
	browser
}) => {
	const { page: unit, quiet } = await open(browser, 'water');
	await goto(unit, `/tracker/${projectId}/changes`);
	await unit.getByLabel('类别').selectOption('调整投资');
	await unit.getByLabel('总投资（万元）').fill('500');
	await expect(unit.getByText('比总投资少 20.00 万元')).toBeVisible();
	await unit.getByLabel('变更理由').fill('材料涨价，上级追加补助二十万元');
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('alert')).toContainText('各月资金合计 480.00 万元');
	await expect(unit.getByLabel('总投资（万元）')).toHaveValue('500');
	await expect(unit.getByLabel('变更理由')).toHaveValue('材料涨价，上级追加补助二十万元');
	await unit.getByLabel('2026年9月').fill('20');
	await expect(unit.getByText('✓ 与总投资一致')).toBeVisible();
	await atBothWidths(unit, 'budget-asked-for');
	await unit.setViewportSize({ width: 390, height: 844 });
	await shoot(unit, 'budget-asked-for-390');
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('status').first()).toContainText('变更已提出');

	const { page: chair } = await open(browser, 'chair');
	await goto(chair, `/tracker/${projectId}/changes`);
	await chair.getByLabel('决定文号').fill('测人发〔2026〕5号');
	await chair.getByLabel('决定日期').fill(today);
	await chair.getByRole('button', { name: '登记批准' }).click();
	await expect(chair.getByRole('status')).toContainText('变更已批准');
	await goto(chair, `/tracker/${projectId}/plan`);
	const versions = chair.getByRole('region', { name: '历次版本' });
	await expect(versions.getByRole('listitem').filter({ hasText: /^2026年9月/ })).toContainText(
		'20.00 万元 增加 20.00 万元'
	);
	await expect(versions.getByRole('listitem').filter({ hasText: /^合计/ })).toContainText(
		'480.00 万元 → 500.00 万元'
	);
	quiet();
});

test('a report that was handed in is taken back, and the office no longer has it on its list', async ({
	browser
}) => {
	const month = '2026-04';
	const handed = await submitReport(
		desk,
		town.person('water'),
		{ projectId, month, revision: 0, draft: reportDraft({ percent: '20' }) },
		noon('2026-05-04')
	);
	expect(handed.ok).toBe(true);
	const { page: office } = await open(browser, 'supervision');
	const waits = office.getByRole('link', { name: '审定2026年4月月报' });
	await goto(office, '/tracker');
	await expect(waits).toBeVisible();
	const { page: unit, quiet } = await open(browser, 'water');
	await goto(unit, `/tracker/${projectId}/reports/${month}`);
	await unit.getByText('撤回2026年4月月报').click();
	await atBothWidths(unit, 'report-to-withdraw');
	await unit.getByLabel('撤回理由').fill('支付金额填错');
	await unit.getByRole('button', { name: '撤回', exact: true }).click();
	await expect(unit.getByRole('status').first()).toContainText('月报已撤回');
	await expect(unit.getByLabel('形象进度')).toHaveValue('20');
	await goto(office, '/tracker');
	await expect(waits).toHaveCount(0);
	await goto(office, `/tracker/${projectId}/history`);
	await expect(office.getByText('理由：支付金额填错')).toBeVisible();
	quiet();
});

test('money, lights and time are drawn, each with its words and figures', async ({ browser }) => {
	const { page: office, quiet } = await open(browser, 'supervision');
	await goto(office, `/tracker/${projectId}`);
	await expect(office.getByRole('img', { name: /^计划：.*实际：.*5%/ })).toBeVisible();
	await expect(
		office.getByRole('img', { name: /截至2026年3月：计划 0.00 万元，到位 100.00 万元，支付 60.00 万元/ })
	).toBeVisible();
	await office.getByText('各月数据').click();
	await expect(office.getByRole('row', { name: '2026年6月 200.00 万元 — —' })).toBeVisible();
	await atBothWidths(office, 'project-charts');

	await goto(office, '/tracker/timeline');
	await expect(
		office.getByRole('img', { name: /锦溪河水环境综合治理，.灯，进度 5%。开工 计划/ })
	).toBeVisible();
	await expect(office.getByRole('img', { name: /福勤路.*没有时间节点/ })).toBeVisible();
	await expect(office.getByRole('row', { name: /锦溪河水环境综合治理.*开工/ })).toBeVisible();
	await atBothWidths(office, 'timeline');
	await office.getByLabel('项目名称').fill('福勤');
	await office.getByRole('button', { name: '筛选' }).click();
	await expect(office.getByRole('img', { name: /锦溪河/ })).toHaveCount(0);

	await goto(office, '/tracker/wall');
	await expect(office.getByRole('img', { name: /^各月末亮灯数，最近/ })).toBeVisible();
	await expect(office.getByRole('rowheader', { name: '2026年3月' })).toBeVisible();
	await atBothWidths(office, 'wall');
	// On paper the figures stand beneath the drawing.
	await goto(office, `/tracker/${projectId}`);
	await office.emulateMedia({ media: 'print' });
	await expect(office.getByRole('cell', { name: '200.00 万元' }).first()).toBeVisible();
	await shoot(office, 'project-print');
	quiet();
});

test('a large photograph is shrunk on the way with its day kept, and what failed is there for another try', async ({
	browser
}) => {
	const { page: unit } = await open(browser, 'water');
	await goto(unit, `/tracker/${projectId}/photos`);
	const [width, height] = [3200, 2400];
	const photo = await sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
		.withExif({ IFD2: { DateTimeOriginal: `${today.replaceAll('-', ':')} 09:00:00` } })
		.jpeg({ quality: 80 })
		.toBuffer();
	const choose = (name: string, content: Buffer) =>
		unit.getByLabel('选择文件').setInputFiles(fileOnDisk(name, content));
	const upload = () => unit.getByRole('button', { name: /^(重试)?上传$/ }).click();
	await unit.getByLabel('说明').fill('围堰合龙');

	// Nothing of these leaves the browser.
	let requests = 0;
	unit.on('request', (request) => (requests += Number(request.method() === 'POST')));
	await choose('holiday.jpg', Buffer.alloc(40 * 1024 * 1024));
	await upload();
	await expect(unit.getByRole('alert')).toContainText('不是照片或 PDF');
	await atBothWidths(unit, 'photo-refused');
	expect(requests).toBe(0);

	await choose('IMG_2.jpg', photo);
	await unit.route('**/photos?/add', (route) => route.abort());
	await upload();
	await expect(unit.getByRole('alert')).toContainText('网络中断，没有上传');
	await expect(unit.getByLabel('说明')).toHaveValue('围堰合龙');
	await unit.unroute('**/photos?/add');
	const sent = unit.waitForRequest((request) => request.method() === 'POST');
	await unit.getByRole('button', { name: '重试上传' }).click();
	const size = Number((await (await sent).allHeaders())['content-length']);
	expect(size).toBeGreaterThan(0);
	expect(size).toBeLessThan(photo.length * 0.7);
	await expect(unit.getByRole('status')).toContainText('已上传“围堰合龙”');
	await expect(unit.getByRole('status')).toContainText('缩小为');
	const kept = unit.getByRole('listitem').filter({ hasText: '围堰合龙' });
	await expect(kept).toContainText(formatDate(today));
	await expect(kept).not.toContainText('（填写）');
	await expect(unit.getByLabel('说明')).toHaveValue('');
	await atBothWidths(unit, 'photo-kept');
});

/** An opinion and a message of long ago and of today each, and more talks under one 文号 than a list shows at first. */
async function waitingWords(): Promise<void> {
	for (let i = 0; i < 14; i++) {
		const talk = { projectId, kind: 'talk' as const, reference: '测谈1号', heldOn: today, people: '张三' };
		const input = { ...talk, text: `第 ${i} 件`, dueOn: null };
		const issued = await issueSupervision(desk, town.person('supervision'), input);
		if (!issued.ok) throw new Error(issued.code);
	}
	await setSupervisors(desk, town.person('supervision'), {
		...{ projectId, leader: '张三', presidium: 3, deputies: [1, 2] }
	});
	const longAgo = addDays(today, -60);
	for (const [day, words, text] of [
		[longAgo, '护坡要加固', '河边没有护栏'],
		[today, '请公示工期', '什么时候完工']
	] as const) {
		const record = { id: crypto.randomUUID(), projectId, kind: 'opinion' as const, visitedOn: day };
		const sent = await recordVisit(
			desk,
			town.deputies[0]!,
			{ ...record, companions: [], found: '', opinion: words },
			noon(day)
		);
		const address = `10.1.0.${randomBytes(1)[0]}`;
		const written = await writeFeedback(
			desk,
			{ projectId, key: crypto.randomUUID(), text, contact: '', address },
			noon(day)
		);
		if (!sent.ok || !written.ok) throw new Error(JSON.stringify([sent, written]));
	}
}

test('the office’s first page counts what is late and leads to the lists', async ({ browser }) => {
	test.slow();
	await waitingWords();
	const { page: office, quiet } = await open(browser, 'supervision');
	await goto(office, '/tracker');
	const waits = office.getByRole('region', { name: '等待办理' });
	await expect(waits.getByRole('link')).toHaveCount(12);
	await waits.getByText(/^其余 \d+ 项$/).click();
	await expect(waits.getByRole('link', { name: '办结约谈 测谈1号' })).toHaveCount(14);
	await expect(waits.getByRole('listitem').filter({ hasText: '测谈1号' }).first()).toContainText('起待办结');
	const board = office.getByRole('region', { name: `2026 年度总体情况` });
	await board.getByText('各责任单位情况').click();
	await expect(board.getByRole('row', { name: /镇水务站 1/ })).toBeVisible();
	await atBothWidths(office, 'office-board');
	await board.getByRole('link', { name: /月报逾期的项目/ }).click();
	await expect(office.getByLabel('催办')).toHaveValue('late-report');
	await expect(office.getByRole('link', { name: '锦溪河水环境综合治理' })).toBeVisible();
	await expect(office.getByRole('link', { name: '福勤路改造提升工程' })).toHaveCount(0);
	// The table of the units is still open.
	await board.getByRole('link', { name: '镇村镇建设办' }).click();
	await expect(office.getByRole('link', { name: '福勤路改造提升工程' })).toBeVisible();

	// Each figure of what deputies and residents wait for leads to just that many.
	await expect(board.getByRole('link', { name: '2 待答复的代表意见' })).toBeVisible();
	await board.getByRole('link', { name: '其中逾期 1 条' }).first().click();
	await expect(office.getByRole('heading', { name: '待答复的代表意见' })).toBeVisible();
	await expect(office.getByLabel('期限')).toHaveValue('1');
	await expect(office.getByText('共 1 条')).toBeVisible();
	await expect(office.getByText('护坡要加固')).toBeVisible();
	await atBothWidths(office, 'owed-opinions');
	await office.getByLabel('期限').selectOption('全部');
	await office.getByRole('button', { name: '筛选' }).click();
	await expect(office.getByText('请公示工期')).toBeVisible();
	await goto(office, '/tracker/opinions?year=2020');
	await expect(office.getByText('没有符合条件的代表意见。')).toBeVisible();
	await atBothWidths(office, 'owed-opinions-none');
	await office.getByRole('link', { name: '清除筛选' }).click();
	await expect(office.getByText('护坡要加固')).toBeVisible();
	await goto(office, '/tracker');
	await board.getByRole('link', { name: '2 待审核的居民留言' }).click();
	await expect(office.getByRole('link', { name: '等待审核 2' })).toHaveAttribute('aria-current', 'page');
	await atBothWidths(office, 'messages-narrowed');
	await office.getByLabel('期限').selectOption('已逾期');
	await office.getByRole('button', { name: '筛选' }).click();
	await expect(office.getByRole('article')).toHaveCount(1);
	await expect(office.getByText('河边没有护栏')).toBeVisible();
	await goto(office, '/tracker');
	await board.getByText('各责任单位情况').click();
	const line = board.getByRole('row', { name: /镇水务站 1/ });
	await line.getByRole('link', { name: '逾期 1' }).last().click();
	await expect(office.getByLabel('责任单位')).toHaveValue('镇水务站');
	await expect(office.getByText('共 1 条')).toBeVisible();

	// A member who has left the roll leaves the group short, and the figure leads to the form that fills it.
	await goto(office, '/tracker');
	await expect(board.getByRole('link', { name: '0 监督小组不足的项目' })).toBeVisible();
	await inCongress(desk, town.congressId, (tx) =>
		tx.update(delegate).set({ active: false }).where(eq(delegate.number, 2))
	);
	await goto(office, '/tracker');
	await board.getByRole('link', { name: '1 监督小组不足的项目' }).click();
	await expect(office.getByLabel('催办')).toHaveValue('no-group');
	await office.getByRole('link', { name: '锦溪河水环境综合治理' }).click();
	const group = office.getByRole('region', { name: '监督小组' });
	await expect(group.getByText('监督小组不足，还缺 1 名代表。')).toBeVisible();
	await expect(group.getByText('已不在代表名册', { exact: true })).toBeVisible();
	await atBothWidths(office, 'group-short');
	await group.getByRole('link', { name: '补齐监督小组' }).click();
	await expect(office.getByText(/已不在代表名册，表中不再列出/)).toBeVisible();
	await expect(office.getByLabel('代表 1')).toHaveValue(/^1 /);
	await expect(office.getByLabel('代表 2')).toHaveValue('');
	await atBothWidths(office, 'group-form');
	quiet();
	const { page: chair } = await open(browser, 'chair');
	await goto(chair, '/tracker');
	await expect(chair.getByRole('link', { name: /待答复的代表意见/ })).toBeVisible();
	await expect(chair.getByText('居民留言')).toHaveCount(0);
	await expect(chair.getByRole('region', { name: '等待办理' })).toHaveCount(0);
	const { page: unit } = await open(browser, 'water');
	await goto(unit, '/tracker');
	const todo = unit.getByRole('region', { name: '我的待办' });
	await todo.getByText(/^其余 \d+ 项$/).click();
	await expect(todo.getByRole('link', { name: '答复约谈 测谈1号' })).toHaveCount(14);
	await expect(unit.getByText('总体情况')).toHaveCount(0);
	// What others have decided is news, and leads to its tab.
	const news = unit.getByRole('listitem').filter({ hasText: '办理计划（第 1 版）已审定' });
	await expect(news.getByRole('link')).toHaveAttribute('href', `/tracker/${projectId}/plan`);
});

test('who sets up the next vote sees how the last year’s projects ended, and prints it', async ({
	browser
}) => {
	const { page: office, quiet } = await open(browser, 'supervision');
	await goto(office, '/tracker?grade=none');
	await expect(office.getByLabel('满意度测评')).toHaveValue('none');
	await expect(office.getByText('共 2 项')).toBeVisible();
	// It has no plan yet, so nobody can have left a report unwritten.
	const road = office.getByRole('row', { name: /福勤路/ });
	await expect(road).toContainText('还没有审定的月报');
	await goto(office, '/tracker/ledger');
	await expect(road).not.toContainText('未填报');
	await expect(office.getByRole('columnheader', { name: '满意度测评' })).toBeVisible();
	await atBothWidths(office, 'ledger');
	quiet();

	await inCongress(desk, town.congressId, async (tx) => {
		await tx.update(meeting).set({ current: false });
		await tx.insert(meeting).values({
			...{ congressId: town.congressId, name: '第八届人民代表大会第十二次会议', heldOn: '2027-01-20' },
			...{ venue: '镇政府会议室', current: true }
		});
	});
	const { page: clerk, quiet: still } = await open(browser, 'office');
	await goto(clerk, '/admin/candidates');
	await clerk.getByRole('link', { name: '查看上一年度项目' }).click();
	await expect(clerk.getByRole('heading', { name: '2026 年度民生实事项目办理和满意度情况' })).toBeVisible();
	await expect(clerk.getByText('共 2 项，已验收 0 项，继续督办 2 项。')).toBeVisible();
	await expect(
		clerk.getByRole('row', { name: /锦溪河.*尚未通过验收；未进行满意度测评，继续督办/ })
	).toBeVisible();
	// Nobody has voted in this town, so that its archive, which the tabs lead to, is none.
	await atBothWidths(clerk, 'last-year', false);
	await clerk.getByRole('link', { name: '打印供代表参阅的情况表' }).click();
	await expect(clerk.getByRole('heading', { name: /上一年度民生实事项目办理和满意度情况/ })).toBeVisible();
	await shoot(clerk, 'last-year-paper');
	await goto(clerk, '/papers');
	await clerk.getByRole('link', { name: '打开打印：上一年度项目情况' }).click();
	await expect(clerk.getByRole('cell', { name: /锦溪河/ })).toBeVisible();
	still();
});

test('a total below what was paid is told while it is typed, one below what has arrived asks what becomes of the rest', async ({
	browser
}) => {
	const { page: unit, quiet } = await open(browser, 'water');
	await goto(unit, `/tracker/${projectId}/changes`);
	await unit.getByLabel('类别').selectOption('调整投资');
	await expect(unit.getByText('累计到位 100.00 万元（2026年3月月报），累计支付 60.00 万元')).toBeVisible();
	await unit.getByLabel('总投资（万元）').fill('50');
	await expect(unit.getByText('比累计已支付的少 10.00 万元')).toBeVisible();
	await unit.getByLabel('变更理由').fill('建设内容核减，投资相应减少');
	await unit.getByLabel('本年投资（万元）').fill('50');
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('alert')).toContainText('少于累计已支付的 60.00 万元');
	await atBothWidths(unit, 'cut-below-paid');
	await unit.getByLabel('总投资（万元）').fill('90');
	await expect(unit.getByText('比累计已到位的少 10.00 万元')).toBeVisible();
	await unit.getByLabel('多到位资金的处理').fill('结余 10 万元上交县财政');
	await unit.getByLabel('2026年6月').fill('90');
	for (const month of ['2026年9月', '2026年11月']) await unit.getByLabel(month).fill('');
	await atBothWidths(unit, 'cut-below-arrived');
	await unit.setViewportSize({ width: 390, height: 844 });
	await shoot(unit, 'cut-below-arrived-390');
	await unit.setViewportSize(sizes.desk);
	await unit.getByRole('button', { name: '提出变更' }).click();
	await expect(unit.getByRole('status').first()).toContainText('变更已提出');

	const { page: chair } = await open(browser, 'chair');
	await goto(chair, `/tracker/${projectId}/changes`);
	await expect(chair.getByText('申请提出的处理：结余 10 万元上交县财政')).toBeVisible();
	await atBothWidths(chair, 'cut-to-decide');
	await chair.getByLabel('决定文号').fill('测人发〔2026〕6号');
	await chair.getByLabel('决定日期').fill(today);
	await chair.getByRole('button', { name: '登记批准' }).click();
	await expect(chair.getByRole('status')).toContainText('变更已批准');
	await goto(chair, `/tracker/${projectId}`);
	await expect(chair.getByText('100.00 万元（111%，比总投资多 10.00 万元）')).toBeVisible();
	await atBothWidths(chair, 'cut-desk');
	await goto(chair, `/projects/${projectId}`);
	await expect(chair.getByText('到位率 111%，比总投资多 10.00 万元')).toBeVisible();
	await expect(chair.getByText('结余 10 万元上交县财政')).toBeVisible();
	await chair.setViewportSize({ width: 390, height: 844 });
	await shoot(chair, 'cut-public-390');
	await goto(chair, '/tracker/wall');
	await atBothWidths(chair, 'cut-wall');
	quiet();
});
