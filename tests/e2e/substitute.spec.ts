import { randomBytes } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { addDays } from '#lib/domain/tracker/workdays.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { reminder } from '#lib/server/db/tracker-schema.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { closePages } from '../support/close-pages.ts';
import { goto, openDesk } from '../support/desk-page.ts';
import { judgePage } from '../support/judge-page.ts';
import { shoot } from '../support/shoot.ts';
import { insertTown } from '../support/tracked-town.ts';
import { replacedOfOld } from '../support/replaced-of-old.ts';
import { withReserve } from '../support/with-reserve.ts';

/** 储备库 and 更换项目: what was not chosen is kept, given up, or takes the place of a project by a decision. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const today = isoDate(new Date());
// What is renewed, corrected and read later is the replacement that the first test decides.
test.describe.configure({ mode: 'serial' });

let desk: Desk;
let town: Awaited<ReturnType<typeof insertTown>>;
let projectId: string;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	town = await insertTown(desk, '更换镇', suffix, { passwordHash: await hashPassword(password) });
	projectId = town.projects[0]!.id;
	await withReserve(town, desk, ['村级停车场', '老年食堂', '集镇公厕改造'], 2026);
	const asked = await askChange(desk, town.person('water'), {
		...{ projectId, kind: 'replace', after: { replacement: '村级停车场' } },
		reason: '河道选址与防洪规划冲突，不能实施'
	});
	if (!asked.ok) throw new Error(asked.code);
	const survey = await createSurvey(desk, town.person('office'), {
		...{ year: 2026, meetingId: town.meetingId, title: '年度民生实事项目满意度测评' }
	});
	if (!survey.ok) throw new Error(survey.code);
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

const open = (browser: Browser, username: string) =>
	openDesk(browser, { username: username + suffix, password });

/** At a desk and on a phone: nothing scrolls sideways. */
async function atBothSizes(page: Page, where: string, links = true): Promise<void> {
	for (const [width, height] of [
		[390, 844],
		[1440, 900]
	] as const) {
		await page.setViewportSize({ width, height });
		const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect.soft(over, `${where} at ${width}`).toBeLessThanOrEqual(0);
		await shoot(page, `${where}-${width}`);
	}
	await judgePage(page, where, { links });
}

test('the office gives up one of the 储备库, and names another in the place of a replaced project', async ({
	browser
}) => {
	test.slow();
	const { page: office, quiet } = await open(browser, 'office');
	await goto(office, '/tracker/reserve');
	await expect(office.getByText('共 3 项')).toBeVisible();
	const canteen = office.getByRole('row', { name: /老年食堂/ });
	await canteen.getByLabel('放弃储备项目“老年食堂”').click();
	await canteen.getByLabel('放弃理由').fill('与镇敬老院食堂重复');
	await canteen.getByRole('button', { name: '放弃', exact: true }).click();
	await expect(office.getByText('已放弃，理由已记录。')).toBeVisible();
	await expect(office.getByText('放弃理由：与镇敬老院食堂重复')).toBeVisible();

	// What only reads, reads; nobody but chair and office records a decision.
	const { page: reader } = await open(browser, 'supervision');
	await goto(reader, `/tracker/${projectId}/changes`);
	await expect(reader.getByText('由人民代表大会决定')).toBeVisible();
	await expect(reader.getByRole('button', { name: '登记批准' })).toHaveCount(0);

	await goto(office, `/tracker/${projectId}/changes`);
	// A survey that is drafted has the project on its list: said before the decision, and with it.
	const held = '“年度民生实事项目满意度测评”（筹备中）的名单中有原项目';
	await expect(office.getByText(`登记批准后，${held}`)).toBeVisible();
	await office.getByLabel('决定文号').fill('测人发〔2026〕9号');
	await office.getByLabel('决定日期').fill(today);
	await office.getByRole('radio', { name: '填写新的项目' }).check();
	await office.getByLabel('建设内容').fill('改造支管网 6 公里');
	await office.getByRole('button', { name: '登记批准' }).click();
	await expect(office.getByRole('alert')).toContainText('新项目的总投资请以万元为单位填写数字');
	await expect(office.getByLabel('建设内容')).toHaveValue('改造支管网 6 公里');
	await atBothSizes(office, 'substitute-new');
	await office.getByRole('radio', { name: '从储备库中选择' }).check();
	// The one that the unit has asked for is chosen already.
	await expect(office.getByLabel('储备项目').locator('option:checked')).toContainText(
		'村级停车场（2026 年度'
	);
	await atBothSizes(office, 'substitute-reserve');
	await office.getByRole('button', { name: '登记批准' }).click();
	await expect(office.getByRole('status')).toContainText('已更换为“村级停车场”');
	await expect(office.getByRole('status')).toContainText(held);
	await atBothSizes(office, 'replaced');

	await office.getByRole('link', { name: '已更换为“村级停车场”' }).click();
	await expect(office.getByRole('heading', { name: '村级停车场' })).toBeVisible();
	await expect(office.getByRole('link', { name: '由“锦溪河水环境综合治理”更换而来' })).toBeVisible();
	await expect(office.getByText('还没有交办。')).toBeVisible();
	await atBothSizes(office, 'substitute-project');
	const own = new URL(office.url()).pathname;
	await office.getByRole('link', { name: '下达交办单' }).click();
	await expect(office.getByLabel('责任单位')).toHaveValue('镇村镇建设办');

	await goto(office, '/tracker/reserve');
	await expect(office.getByRole('row', { name: /村级停车场/ })).toContainText('已用于更换项目');
	await atBothSizes(office, 'reserve');
	await office.getByLabel('状态').selectOption('已入选或用于更换');
	await office.getByRole('button', { name: '筛选' }).click();
	await expect(office.getByText('共 1 项')).toBeVisible();
	await office.getByRole('link', { name: '由“锦溪河水环境综合治理”更换而来' }).click();
	await expect(office).toHaveURL(new RegExp(`${own}$`));
	await goto(office, '/tracker/wall');
	await expect(office.getByText('已更换为“村级停车场”')).toBeVisible();
	await atBothSizes(office, 'wall-replaced');

	// Everybody reads both, and goes from the one to the other.
	await goto(office, own.replace('/tracker', '/projects'));
	await expect(office.getByText('没有经过票决。')).toBeVisible();
	await atBothSizes(office, 'public-substitute');
	await office.getByRole('link', { name: '由“锦溪河水环境综合治理”更换而来' }).click();
	await expect(office.getByRole('link', { name: '已更换为“村级停车场”' })).toBeVisible();
	await atBothSizes(office, 'public-replaced');
	quiet();
});

test('a survey drafted before the replacement is renewed, and a replaced project’s page corrected', async ({
	browser
}) => {
	const { page: office, quiet } = await open(browser, 'office');
	await goto(office, '/admin');
	const changes = '“锦溪河水环境综合治理”已更换为“村级停车场”';
	await expect(office.getByText(`测评名单须更新：${changes}。`)).toBeVisible();
	// Its archive is none: the town's vote was written and not held.
	await atBothSizes(office, 'survey-not-ready', false);
	await office.getByRole('link', { name: /查看\s*候选项目/ }).click();
	await expect(office.getByText(`测评建立后项目有变化：${changes}。`)).toBeVisible();
	await atBothSizes(office, 'survey-old-list');
	await office.getByRole('button', { name: '更新测评名单' }).click();
	await expect(office.getByText('测评名单已更新，共 2 项。')).toBeVisible();
	await expect(office.getByRole('button', { name: '更新测评名单' })).toHaveCount(0);

	await goto(office, `/tracker/${projectId}/corrections`);
	await office.getByLabel('更正的是').selectOption({ index: 0 });
	await office.getByLabel('页面上原来的内容').fill('整治河道 3.2 公里');
	await office.getByLabel('正确的内容').fill('整治河道 2.3 公里');
	await office.getByLabel('更正原因').last().fill('数字录入时颠倒');
	await office.getByRole('button', { name: '公布更正说明' }).click();
	await expect(office.getByRole('status')).toContainText('更正说明已在公开页显示');
	await atBothSizes(office, 'replaced-corrected');
	await goto(office, `/projects/${projectId}`);
	await expect(office.getByText('整治河道 2.3 公里')).toBeVisible();
	quiet();
});

test('an inbox of pages, and a 督办 reply that went back with words, at a desk and on a phone', async ({
	browser
}) => {
	const [, roads] = town.projects;
	const about = { congressId: town.congressId, projectId: roads!.id };
	await inCongress(desk, town.congressId, (tx) =>
		tx.insert(reminder).values(
			Array.from({ length: 65 }, (_, i) => ({
				...{ ...about, kind: `report ${today.slice(0, 4)}-12`, subjectId: crypto.randomUUID() },
				stage: i % 2 ? 1 : 3,
				...{
					unit: '镇村镇建设办',
					text: `2026年${(i % 12) + 1}月月报逾期 ${i + 1} 个工作日未报，请尽快报送`
				},
				...{ dueOn: addDays(today, -i), at: new Date(Date.now() - i * 3_600_000) }
			}))
		)
	);
	const issued = await issueSupervision(desk, town.person('supervision'), {
		...{ projectId: roads!.id, kind: 'notice', reference: '测人督〔2026〕3号', heldOn: today, people: '' },
		...{ text: '路面基层已停工三周，请说明原因、整改措施和复工日期。', dueOn: addDays(today, 10) }
	});
	if (!issued.ok) throw new Error(issued.code);
	const { id } = issued.value;
	const unitOf = { projectId: roads!.id, id };
	await replySupervision(desk, town.person('roads'), {
		...unitOf,
		number: 1,
		text: '因降雨停工，近期复工。'
	});
	await settleSupervision(desk, town.person('supervision'), {
		...{ ...unitOf, over: 'replied-1', verdict: 'open', words: '没有写明整改措施和复工日期，请补充。' },
		dueOn: addDays(today, 14)
	});

	const { page: unit, quiet } = await open(browser, 'roads');
	await goto(unit, '/tracker?inbox=2');
	await expect(unit.getByText('65 条未读')).toBeVisible();
	await atBothSizes(unit, 'inbox');
	await goto(unit, `/tracker/${roads!.id}/acts`);
	await expect(unit.getByText('没有写明整改措施和复工日期，请补充。')).toBeVisible();
	await atBothSizes(unit, 'supplement');
	await replySupervision(desk, town.person('roads'), { ...unitOf, number: 2, text: '五月十日复工。' });
	await goto(unit, `/tracker/${roads!.id}/acts`);
	// As they followed each other: the newest reply is read last, not as if it had been sent back.
	await expect(unit.getByRole('blockquote')).toContainText([
		...['因降雨停工，近期复工。', '没有写明整改措施和复工日期，请补充。', '五月十日复工。']
	]);
	quiet();
});

test('the substitute of a project that was replaced without one is named later', async ({ browser }) => {
	const roads = town.projects[1]!.id;
	const asked = await askChange(desk, town.person('roads'), {
		...{ projectId: roads, kind: 'content', after: { content: '改造支管网 4 公里' } },
		reason: '地质条件与勘察时不同，须减少工程量'
	});
	if (!asked.ok) throw new Error(asked.code);
	await replacedOfOld(town.congressId, desk, roads);
	const { page: reader } = await open(browser, 'supervision');
	await goto(reader, `/tracker/${roads}/changes`);
	await expect(reader.getByRole('heading', { name: '补录替代项目' })).toHaveCount(0);
	await expect(reader.getByText('项目已更换，不再决定')).toBeVisible();
	const { page: chair, quiet } = await open(browser, 'chair');
	await goto(chair, `/tracker/${roads}/changes`);
	await expect(chair.getByText('这个项目已按 涌人〔2026〕3号 更换，登记时没有写明替代项目。')).toBeVisible();
	await expect(chair.getByLabel('项目名称')).toHaveValue('自来水支管网入户工程');
	await chair.getByLabel('建设内容').fill('改造支管网 6 公里');
	await atBothSizes(chair, 'late-substitute');
	await chair.getByRole('button', { name: '补录', exact: true }).click();
	await expect(chair.getByRole('alert')).toContainText('新项目的总投资请以万元为单位填写数字');
	await expect(chair.getByLabel('建设内容')).toHaveValue('改造支管网 6 公里');
	await chair.getByLabel('总投资（万元）').fill('310');
	await chair.getByRole('button', { name: '补录', exact: true }).click();
	await expect(chair.getByRole('status')).toContainText('已补录替代项目“自来水支管网入户工程”');
	await expect(chair.getByRole('heading', { name: '补录替代项目' })).toHaveCount(0);
	await atBothSizes(chair, 'late-substitute-done');
	await goto(chair, '/tracker/timeline');
	await atBothSizes(chair, 'timeline-replaced');
	quiet();
});
