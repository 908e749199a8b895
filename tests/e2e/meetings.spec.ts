import { randomBytes } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import postgres, { type Sql } from 'postgres';
import { connectDesk } from '#lib/server/db/client.ts';
import { createCongress, type FirstAccount } from '#lib/server/desk/create-congress.ts';
import { closePages } from '../support/close-pages.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { readPdf } from '../support/pdf.ts';
import { sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';

// From a congress that has nothing to a printed 票决办法: the office makes its first meeting, sets the rules and prints
// them; two people at the same form do not overwrite each other; and when the congress turns to another meeting, every
// open page turns with it.

let sql: Sql;
let accounts: FirstAccount[];
let congressId: string;

test.beforeAll(async () => {
	const url = process.env.PIAOJUE_E2E_DATABASE_URL!;
	const desk = connectDesk(url, { dir: '', secret: '' }, { max: 1 });
	const suffix = `m${randomBytes(4).toString('hex')}`;
	const made = await createCongress(desk, { name: '临港镇人民代表大会', level: 'town', suffix });
	await desk.$client.end();
	if (!made.ok) throw new Error(made.code);
	({ accounts, congressId } = made.value);
	sql = postgres(url, { onnotice: () => {} });
	// They have chosen their own passwords already.
	await sql`delete from desk.password_reset where congress_id = ${congressId}`;
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => sql.end());

const wait = (page: Page) => page.waitForLoadState('networkidle');

async function officePage(browser: Browser, which: 1 | 2): Promise<Page> {
	const account = accounts.find(({ username }) => username.startsWith(`office-${which}`))!;
	const context = await browser.newContext({
		viewport: sizes.desk,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	await signInPage(page, account.username, account.password);
	await wait(page);
	return page;
}

async function judge(page: Page, name: string): Promise<void> {
	await shoot(page, name);
	await judgePage(page, name);
}

/** What the import brings: 76 deputies and eight candidates on the draft. */
async function importPeopleAndProjects(): Promise<void> {
	await sql`insert into desk.delegate (congress_id, number, name, delegation, seat)
		select ${congressId}, n, '代表' || n, '第一代表团', '1排' || n || '座' from generate_series(1, 76) n`;
	await sql`insert into desk.candidate (congress_id, meeting_id, number, name, short_name, category, place, content, total_fen,
			year_fen, funding, unit, leader, beneficiaries, basis)
		select ${congressId}, m.id, n, '第' || n || '号民生实事项目', '项目' || n, '道路', '镇区', '建设', 100, 100, '镇级', '村镇建设办',
			'负责人', '全镇', '群众提出' from desk.meeting m, generate_series(1, 8) n where m.congress_id = ${congressId}`;
	await sql`insert into desk.round_candidate (congress_id, round_id, candidate_id, number)
		select c.congress_id, r.id, c.id, c.number from desk.candidate c join desk.round r on r.meeting_id = c.meeting_id
		where c.congress_id = ${congressId}`;
	await sql`select pg_notify('desk', congress_id || ' ' || id) from desk.meeting where congress_id = ${congressId}`;
}

test('a congress without a meeting makes one, sets its rules and prints them', async ({ browser }) => {
	const page = await officePage(browser, 1);
	const quiet = watch(page);

	// Whatever the office opens leads it to its first meeting.
	await expect(page.getByRole('heading', { name: '还没有会议' })).toBeVisible();
	await judge(page, 'no-meeting');
	await page.getByRole('link', { name: '去建立会议' }).click();
	await expect(page.getByRole('heading', { level: 1, name: '建立第一次会议' })).toBeVisible();
	await page.getByLabel('届', { exact: true }).fill('8');
	await page.getByLabel('次', { exact: true }).fill('6');
	await expect(page.getByLabel('会议名称')).toHaveValue('临港镇第八届人民代表大会第六次会议');
	await page.getByLabel('开会日期').fill('2026-12-08');
	await page.getByLabel('地点').fill('镇会议中心');
	await page.getByLabel('议程').fill('听取政府工作报告\n票决民生实事项目');
	await expect(page.getByLabel('票决名称')).toHaveValue('2027年度民生实事项目票决');
	await judge(page, 'first-meeting');
	await page.getByRole('button', { name: '建立会议' }).click();
	await expect(page.getByText('会议已建立')).toBeVisible();
	await expect(page.getByText('当前会议', { exact: true })).toBeVisible();
	await judge(page, 'meetings');

	await importPeopleAndProjects();
	await page.getByRole('link', { name: '票决办法' }).click();
	await expect(page.getByText('法定人数 51 人')).toBeVisible();
	await expect(page.getByText('过半数 39 票')).toBeVisible();
	const second = await officePage(browser, 2);
	await second.goto('/admin/rules');
	await wait(second);

	// What an answer means is said before it is saved.
	await page.getByLabel('从候选项目中产生几项？').fill('8');
	await expect(page.getByText('是等额票决，没有选择余地')).toBeVisible();
	await page.getByLabel('从候选项目中产生几项？').fill('9');
	await page.getByLabel('必须正好等于应选数').check();
	await expect(page.getByText('谁也填不出有效票')).toBeVisible();
	await page.getByLabel('从候选项目中产生几项？').fill('3');
	await page.getByLabel('不超过应选数').check();
	await page.getByLabel('当众抽签').check();
	await page.getByRole('button', { name: '票数相等' }).click();
	await expect(page.getByText('赞成票数相等，不能确定最后入选项目')).toBeVisible();
	await page.getByLabel('实到（发出）').fill('50');
	await expect(page.getByText('少于法定人数 51 人，不能开始表决')).toBeVisible();
	await page.getByRole('button', { name: '不足应选数' }).click();
	await expect(page.getByText('按得票尚缺')).toBeVisible();
	await judge(page, 'rules');
	await page.getByRole('button', { name: '保存票决办法' }).click();
	await expect(page.getByText('票决办法已保存。')).toBeVisible();

	// The colleague's page was loaded before: it saves nothing unseen, and does on the second press.
	await second.getByLabel('只显示投票人数').check();
	await second.getByRole('button', { name: '保存票决办法' }).click();
	await expect(second.getByText(/会务甲已经改过票决办法：应选数由“5”改为“3”/)).toBeVisible();
	await judge(second, 'rules-conflict');
	await second.reload();
	await expect(second.getByLabel('从候选项目中产生几项？')).toHaveValue('3');

	await page.getByRole('link', { name: '打印票决办法' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('2027年度民生实事项目票决办法（草案）');
	await expect(page.getByText('从候选项目中票决产生 3 项。')).toBeVisible();
	await judge(page, 'rules-paper');
	const answer = await page.request.get(page.url().replace('/rules?', '/rules.pdf?'));
	expect(answer.status()).toBe(200);
	const pdf = await readPdf(new Uint8Array(await answer.body()));
	expect(pdf.text.replace(/\s/g, '')).toMatch(/第一条.*第十二条/);
	expect(pdf.unembedded).toEqual([]);

	// The next year's meeting takes the rules over, and the colleague's open page turns to it by itself.
	await page.goto('/admin/meetings');
	await wait(page);
	await expect(page.getByLabel('会议名称').last()).toHaveValue('临港镇第八届人民代表大会第七次会议');
	await page.getByLabel('沿用', { exact: false }).last().selectOption('临港镇第八届人民代表大会第六次会议');
	await page.getByLabel('候选项目的文字也一并沿用').check();
	await page.getByRole('button', { name: '建立会议' }).click();
	await expect(page.getByText('会议已建立')).toBeVisible();
	await page.getByRole('button', { name: '设为当前会议' }).click();
	await expect(second.getByText('临港镇第八届人民代表大会第七次会议').first()).toBeVisible();
	await expect(second.getByLabel('当众抽签')).toBeChecked();
	// The page that chose it turns as well, perhaps by a reload.
	await expect(page.locator('header').getByText('临港镇第八届人民代表大会第七次会议')).toBeVisible();
	await wait(page);
	await judge(page, 'two-meetings');
	quiet.expectQuiet('the office');
});
