import { randomBytes } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { isoDate } from '#lib/i18n/format.ts';
import { addDays } from '#lib/domain/tracker/workdays.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { closePages } from '../support/close-pages.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown } from '../support/tracked-town.ts';

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const today = isoDate(new Date());
/** The first of this month, so that this month's report is the first that is owed. */
const startsOn = `${today.slice(0, 7)}-01`;
const endsOn = addDays(startsOn, 360);
let desk: Desk;
let town: Awaited<ReturnType<typeof insertTown>>;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const passwordHash = await hashPassword(password);
	town = await insertTown(desk, '测试镇', suffix, { passwordHash, dates: { startsOn, endsOn } });
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

async function signIn(page: Page, username: string): Promise<void> {
	await signInPage(page, username + suffix, password);
}

test('from the hand-over to an approved report and its light, by unit and office', async ({ browser }) => {
	test.slow();
	const open = async () => {
		const context = await browser.newContext({
			viewport: sizes.desk,
			baseURL: process.env.PIAOJUE_E2E_ORIGIN!
		});
		const page = await context.newPage();
		return { page, watched: watch(page) };
	};
	const { page: office, watched: officeWatched } = await open();
	const { page: unit, watched: unitWatched } = await open();

	await signIn(office, 'supervision');
	await office.goto('/tracker');
	await judgePage(office, '/tracker');
	// The first thing that the office has to do, and where it leads.
	await expect(office.getByRole('link', { name: /2\s*待交办的项目/ })).toBeVisible();
	const waiting = office.getByRole('region', { name: '等待办理' }).getByRole('listitem');
	await expect(waiting).toHaveCount(2);
	await office.getByRole('link', { name: '锦溪河水环境综合治理' }).click();
	await expect(office.getByText('还没有交办。')).toBeVisible();
	await office.goBack();
	await waiting.filter({ hasText: '锦溪河' }).getByRole('link', { name: '下达交办单' }).click();
	await office.getByLabel('交办文号').fill('测人办〔2026〕1号');
	await office.getByLabel('协同单位').fill('涌山村委会、镇财政所');
	await office.getByLabel('全年目标任务').fill('河道整治全线贯通');
	await office.getByRole('button', { name: '下达交办单' }).click();
	await expect(office.getByRole('status')).toContainText('交办单已下达');
	await office.getByLabel('主席团成员').fill('1');
	await office.getByLabel('代表 1').fill('无此人');
	await office.getByLabel('代表 2').fill('3');
	await office.getByRole('button', { name: '确定监督小组' }).click();
	await expect(office.getByRole('alert')).toContainText('代表名册中没有“无此人”');
	await expect(office.getByLabel('代表 2')).toHaveValue('3');
	await office.getByLabel('代表 1').fill(town.deputies[1]!.name);
	await office.getByRole('button', { name: '确定监督小组' }).click();
	await expect(office.getByRole('status')).toContainText('监督小组已确定');
	await judgePage(office, 'the assignment');
	const project = new URL(office.url()).pathname.replace('/assignment', '');

	await signIn(unit, 'water');
	await unit.getByRole('link', { name: '填报办理计划' }).click();
	await unit.waitForLoadState('networkidle');
	const fill = (label: string, text: string) => unit.getByLabel(label, { exact: true }).fill(text);
	await fill('开工节点名称', '进场开工');
	await fill('开工计划日期', startsOn);
	await fill('计划进度第 1 个点的日期', startsOn);
	await expect(unit.getByText(/自动保存 \d\d:\d\d/)).toBeVisible();
	// What was typed is there again after a reload, and a plan with faults is told all of them.
	await unit.reload();
	await expect(unit.getByLabel('开工节点名称', { exact: true })).toHaveValue('进场开工');
	await unit.waitForLoadState('networkidle');
	await unit.getByRole('button', { name: '报送办理计划' }).click();
	await expect(unit.getByRole('alert')).toContainText('计划进度第 1 个点：请填写 0 至 100 的整数');
	await judgePage(unit, 'the plan with faults');
	await fill('计划进度第 1 个点（%）', '0');
	await fill('计划进度第 2 个点的日期', endsOn);
	await fill('计划进度第 2 个点（%）', '100');
	await fill('完工节点名称', '全线完工');
	await fill('完工计划日期', addDays(endsOn, -20));
	await fill('验收计划日期', endsOn);
	// Three milestones of one name: a fault that two of them share is told once.
	for (const stage of ['移交', '验收']) await fill(`${stage}节点名称`, '全线完工');
	await fill('移交计划日期', endsOn);
	await unit.getByRole('button', { name: '报送办理计划' }).click();
	await expect(unit.getByRole('listitem').filter({ hasText: '全线完工：有两个节点叫这个名称' })).toHaveCount(
		1
	);
	await fill('验收节点名称', '竣工验收');
	for (const field of ['节点名称', '计划日期']) await fill(`移交${field}`, '');
	await unit.getByRole('button', { name: '报送办理计划' }).click();
	await expect(unit.getByRole('status').first()).toContainText('办理计划已报送');

	await office.goto('/tracker');
	await office.getByRole('link', { name: '审定办理计划' }).click();
	await judgePage(office, 'the plan to be approved');
	await office.getByRole('button', { name: '审定通过' }).click();
	await expect(office.getByRole('status')).toContainText('办理计划已审定');

	await unit.goto(`${project}/reports/${today.slice(0, 7)}`);
	await unit.waitForLoadState('networkidle');
	await unit.getByLabel('形象进度').fill('8');
	await unit.getByLabel('累计到位资金').fill('100');
	await unit.getByLabel('累计支付资金').fill('120');
	await unit.getByLabel('本月完成情况').fill('完成进场和围堰');
	await unit.getByLabel('开工 · 进场开工').fill(startsOn);
	await unit.getByRole('button', { name: /^报送/ }).click();
	await expect(unit.getByRole('alert')).toContainText('累计支付大于累计到位');
	await unit.getByLabel('支付大于到位的原因').fill('施工单位垫资');
	await unit.getByRole('button', { name: /^报送/ }).click();
	await expect(unit.getByRole('status').first()).toContainText('月报已报送并锁定');
	await judgePage(unit, 'the report');

	await unit.goto(`${project}/photos`);
	await unit.waitForLoadState('networkidle');
	const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#4d7a5a' } })
		.withExif({ IFD2: { DateTimeOriginal: `${startsOn.replaceAll('-', ':')} 09:00:00` } })
		.jpeg()
		.toBuffer();
	await unit.getByLabel('说明').fill('围堰施工');
	const choose = (buffer: Buffer) =>
		unit.getByLabel('选择文件').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
	await choose(photo.subarray(0, 2000));
	await unit.getByRole('button', { name: '上传' }).click();
	await expect(unit.getByRole('alert')).toContainText('不完整或已损坏');
	await choose(photo);
	await unit.getByRole('button', { name: '上传' }).click();
	await expect(unit.getByRole('status')).toContainText('已上传“围堰施工”');
	await judgePage(unit, 'the photographs');

	await office.goto('/tracker');
	await office.getByRole('link', { name: /^审定.*月报$/ }).click();
	await office.getByRole('button', { name: '审定通过' }).click();
	await expect(office.getByRole('status')).toContainText('月报已审定');
	await office.getByRole('link', { name: '概况', exact: true }).click();
	await expect(office.getByText(/进度 8%，计划 \d%，节点均未逾期/)).toBeVisible();
	await judgePage(office, 'the project');
	for (const path of [
		...['/tracker/ledger', '/tracker/wall', '/tracker/rules'],
		...['/changes', '/acts', '/acceptance', '/history'].map((end) => project + end)
	]) {
		await office.goto(path);
		await judgePage(office, path);
	}
	await office.goto('/tracker/ledger');
	await expect(office.getByRole('row', { name: /锦溪河/ })).toContainText('完成进场和围堰');
	const [download] = await Promise.all([
		office.waitForEvent('download'),
		office.getByRole('link', { name: '下载 Excel' }).click()
	]);
	expect(download.suggestedFilename()).toContain('民生实事项目台账');
	officeWatched.expectQuiet('office');
	unitWatched.expectQuiet('unit');
});
