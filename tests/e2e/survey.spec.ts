import { expect, test, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import type { Mark } from '#lib/domain/ballot.ts';
import { project } from '#lib/server/db/tracker-schema.ts';
import { judgePage } from '../support/judge-page.ts';
import { approving, Session } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';

let session: Session;

test.afterEach(() => session.end());

const codes: Record<string, string> = {
	E: 'NumpadEnter',
	X: 'KeyX',
	'/': 'NumpadDivide',
	'-': 'NumpadSubtract',
	'*': 'NumpadMultiply'
};

async function typed(teller: Page, keys: string): Promise<void> {
	for (const key of keys) await teller.keyboard.press(codes[key] ?? `Numpad${key}`);
}

test('a year’s projects are graded by the secret ballot, from the draft to the announced result', async ({
	browser
}) => {
	test.setTimeout(300_000);
	session = await Session.start(browser);
	const first = await session.vote((number) => approving(number % 5 ? [1, 2, 3, 4, 5] : [1, 2, 3, 4]));
	await expect.poll(() => session.roundState()).toBe('counted');
	await session.sign(first, await session.resultHash());
	await session.announce(first);
	const projects = await session.read((tx) => tx.select().from(project).orderBy(project.number));
	expect(projects).toHaveLength(5);

	const office = await session.staffPage('office-1');
	await test.step('the office reads what the rule comes to before it makes the survey', async () => {
		await office.goto('/tracker/satisfaction');
		await expect(office.getByText('全体代表 12 人，过半数为 7 票')).toBeVisible();
		await expect(office.getByText('还没有进行过满意度测评')).toBeVisible();
		await judgePage(office, '/tracker/satisfaction');
		await office.getByLabel('测评名称').fill('年度民生实事项目满意度测评');
		await office.getByRole('button', { name: '建立测评' }).click();
		await expect(office.getByText('测评已经建立，请会务在“会务管理”中办理就绪。')).toBeVisible();
		await expect(office.getByText('筹备中')).toBeVisible();
	});

	await test.step('one that was made by mistake is taken back, and its projects are free again', async () => {
		const dialogOf = (page: Page) =>
			page.getByRole('dialog', { name: '撤销草稿“年度民生实事项目满意度测评”？' });
		const openDialog = (page: Page) => page.getByRole('button', { name: '撤销草稿' }).click();
		const confirm = async (page: Page, reason: string) => {
			await dialogOf(page).getByLabel('理由').fill(reason);
			await dialogOf(page).getByRole('button', { name: '确认撤销' }).click();
		};
		const colleague = await session.staffPage('office-2');
		await colleague.goto('/admin/meetings');
		await colleague.waitForLoadState('networkidle');
		await openDialog(colleague);

		await office.getByRole('link', { name: '到“会议”中撤销草稿' }).click();
		await expect(office.getByRole('heading', { level: 1, name: '会议' })).toBeVisible();
		await office.waitForLoadState('networkidle');
		await judgePage(office, '/admin/meetings with a draft');
		await shoot(office, 'discard-draft');
		await openDialog(office);
		const dialog = dialogOf(office);
		await expect(dialog.getByText('各项目和办理记录都不变，可以列入另一次测评')).toBeVisible();
		await judgePage(office, '/admin/meetings, discarding');
		await shoot(office, 'discard-dialog');
		// Without a reason nothing goes, and the dialog stays.
		await dialog.getByRole('button', { name: '确认撤销' }).click();
		await expect(dialog).toBeVisible();
		await dialog.getByRole('button', { name: '返回' }).click();
		await openDialog(office);
		await confirm(office, '会议选错，应在年终会议上测评');
		await expect(office.getByText('草稿已撤销。')).toBeVisible();
		await expect(office.getByRole('button', { name: '撤销草稿' })).toHaveCount(0);
		await judgePage(office, '/admin/meetings, discarded');
		await confirm(colleague, '重复建立');
		await expect(colleague.getByText('可能刚由他人撤销。这次没有再办理')).toBeVisible();

		await office.goto('/tracker/satisfaction');
		await expect(office.getByText('还没有进行过满意度测评')).toBeVisible();
		await office.getByLabel('测评名称').fill('年度民生实事项目满意度测评');
		await office.getByRole('button', { name: '建立测评' }).click();
		await expect(office.getByText('筹备中')).toBeVisible();
	});

	await test.step('its rules are nobody’s to change, and the desks know what it is', async () => {
		const roundId = await session.nextRoundId();
		await session.makeReady(roundId);
		await office.goto('/admin/rules');
		await expect(office.getByText('本轮是满意度测评')).toBeVisible();
		await expect(office.getByRole('button', { name: '保存票决办法' })).toHaveCount(0);
		await judgePage(office, '/admin/rules');
		await office.goto('/admin');
		await expect(office.getByText('第 2 轮 · 满意度测评')).toBeVisible();
		await office.goto(`/papers/ballot?round=${roundId}&copies=10`);
		await expect(office.getByText('基本满意').first()).toBeVisible();
		await expect(office.locator('article.ballot')).toHaveCount(10);
		await judgePage(office, 'the paper ballots');
	});

	const roundId = await session.roundId();
	const hall = await session.hallPage();
	const tablet = await session.tabletPage(1);
	await expect(tablet.getByText('测评项目 5 项')).toBeVisible();
	await expect(hall.getByText('测评项目 5 项，逐项评定')).toBeVisible();
	const onPaper = [11, 12];
	for (const number of onPaper)
		await session.did('office-1', '/admin/paper?/issue', { roundId, delegateNumber: String(number) });
	const others = session.everybody.filter((number) => number !== 1 && !onPaper.includes(number));
	await session.draw(others);
	await session.open(roundId);

	await test.step('a deputy grades three of five, is told of the two, and submits once', async () => {
		await expect(tablet.getByRole('heading', { name: '民生实事项目满意度测评票' })).toBeVisible();
		const row = (i: number) => tablet.getByRole('group', { name: projects[i]!.name });
		await row(0).getByRole('button', { name: '满意', exact: true }).click();
		await row(1).getByRole('button', { name: '基本满意', exact: true }).click();
		await row(2).getByRole('button', { name: '不满意', exact: true }).click();
		await expect(tablet.getByText('还有 2 项未评')).toBeVisible();
		await judgePage(tablet, 'tablet ballot');
		await tablet.getByRole('button', { name: '核对并提交' }).click();
		await expect(tablet.getByText('有 2 项未评。')).toBeVisible();
		await expect(tablet.getByRole('heading', { name: '基本满意 1 项' })).toBeVisible();
		await tablet.getByRole('button', { name: '确认提交' }).click();
		await expect(tablet.getByRole('heading', { name: '已提交' })).toBeVisible();
	});
	await expect(hall.getByText('已投票')).toBeVisible();

	// With the tablet's and both on paper, who grade as 11 and 12 would: 7 满意; 5 and 7; 6, which is exactly half of twelve; 5; 3 and 4.
	const marks = (number: number): Mark[] => [
		number <= 7 ? 1 : 3,
		number <= 6 ? 1 : 3,
		number <= 7 ? 1 : 2,
		number <= 6 ? 1 : 2,
		number <= 4 ? 1 : number <= 8 ? 3 : 2
	];
	await session.cast(others, marks);
	await session.close(roundId);
	await expect.poll(() => session.roundState()).toBe('closed');
	await test.step('two tellers key the paper by grades, and the chief scrutineer rules by grades', async () => {
		await session.did('scrutineer', '/scrutineer/paper?/countOut', {
			...{ roundId, printed: '10', spoiled: '0', returned: '2' }
		});
		for (const account of ['teller-1', 'teller-2'] as const) {
			const teller = await session.staffPage(account);
			await teller.goto('/scrutineer/paper/enter/1');
			await teller.waitForLoadState('networkidle');
			await expect(teller.getByText('正在录：满意')).toBeVisible();
			await typed(teller, '3/12');
			await expect(teller.getByText('正在录：基本满意')).toBeVisible();
			await expect(teller.getByText('已评 3 / 5 项')).toBeVisible();
			await typed(teller, '-345');
			await expect(teller.getByRole('listitem').filter({ hasText: '○ 基本满意' })).toHaveCount(2);
			await expect(teller.getByRole('listitem').filter({ hasText: '× 不满意' })).toHaveCount(3);
			await judgePage(teller, 'the ballot under the keys');
			await typed(teller, 'EX');
			await expect(teller.getByText('基本 1 2；不满 3 4 5')).toBeVisible();
			await typed(teller, 'E*');
			await expect(teller.getByRole('heading', { name: '清点、录入纸质票' })).toBeVisible();
		}
		const chief = await session.staffPage('chief');
		await chief.goto('/scrutineer/paper');
		await chief.waitForLoadState('networkidle');
		const ballot = chief.getByRole('group', { name: '第 1 批，待认定第 1 张' });
		await judgePage(chief, 'a ballot to rule on');
		await ballot.getByLabel('满意的项目序号', { exact: true }).fill('1');
		await ballot.getByLabel('基本满意的项目序号', { exact: true }).fill('1 2');
		await ballot.getByLabel('不满意的项目序号', { exact: true }).fill('3，4，5');
		await ballot.getByLabel('理由').fill('第 1 项画了两栏，以描深的一栏为准');
		await ballot.getByRole('button', { name: '按此计票' }).click();
		await expect(chief.getByText('同一项目只能归入一栏')).toBeVisible();
		await ballot.getByLabel('满意的项目序号', { exact: true }).fill('');
		await ballot.getByRole('button', { name: '按此计票' }).click();
		await expect(chief.getByText('已认定有效：第 1 项画了两栏')).toBeVisible();
		await session.did('scrutineer', '/scrutineer/paper?/finish', { roundId });
	});
	await session.did('chief', '/scrutineer?/declareValid', { roundId });
	await expect.poll(() => session.roundState()).toBe('counted');

	await test.step('scrutineers and chair see grades, and no word of anybody chosen', async () => {
		const scrutineer = await session.staffPage('scrutineer');
		await expect(scrutineer.getByRole('columnheader', { name: '基本满意', exact: true })).toBeVisible();
		await expect(scrutineer.getByText('入选')).toHaveCount(0);
		await judgePage(scrutineer, '/scrutineer');
		for (const account of ['teller-1', 'teller-2'] as const) {
			const { password } = session;
			const resultHash = await session.resultHash();
			await session.did(account, '/scrutineer?/signAsTeller', { roundId, resultHash, password });
		}
		await session.sign(roundId, await session.resultHash());
		const chair = await session.staffPage('chair');
		await expect(chair.getByText('现在宣布测评结果。')).toBeVisible();
		await judgePage(chair, '/chair');
	});
	await session.announce(roundId);

	await test.step('hall, tablet and public page show every project with its grade', async () => {
		await expect(hall.getByRole('heading', { name: '满意度测评结果' })).toBeVisible();
		await expect(hall.getByText('测评 5 项：满意 1 项，基本满意 2 项，不满意 2 项')).toBeVisible();
		const other = await session.tabletPage(2);
		await expect(other.getByRole('heading', { name: '满意度测评结果' })).toBeVisible();
		await judgePage(other, 'tablet result');
		const visitor = await session.page();
		await visitor.goto(`/results/${roundId}`);
		await expect(visitor.getByText('全体代表 12 人，过半数为 7 票')).toBeVisible();
		const row = visitor.getByRole('row', { name: projects[0]!.name });
		await expect(row.getByText('满意', { exact: false }).last()).toBeVisible();
		await judgePage(visitor, '/results');
		await visitor.setViewportSize({ width: 390, height: 844 });
		await judgePage(visitor, '/results on a phone');
		for (const paper of ['announcement', 'report.xlsx', 'report.csv']) {
			const answer = await visitor.request.get(`/results/${roundId}/${paper}`);
			expect(answer.status(), paper).toBe(200);
			if (paper === 'report.csv') expect(await answer.text()).toMatch(/满意率[^]*基本满意（纸质票）/);
		}
	});

	await test.step('the follow-up has the grades', async () => {
		await office.goto(`/papers/report?round=${roundId}`);
		await office.goto(`/papers/announcement?round=${roundId}&votes=1`);
		await office.goto('/tracker/satisfaction');
		await expect(office.getByRole('link', { name: '查看公布的测评结果' })).toBeVisible();
		await judgePage(office, '/tracker/satisfaction with a result');
		await office.goto('/tracker');
		await expect(office.getByText('✕ 不满意').first()).toBeVisible();
		await judgePage(office, '/tracker');
		await office.goto(`/tracker/${projects[2]!.id}`);
		await expect(office.getByText('测评不满意，须整改')).toBeVisible();
		await judgePage(office, '/tracker/project');
		await office.goto(`/tracker/${projects[2]!.id}/history`);
		await expect(office.getByText('满意度测评评定')).toBeVisible();
		const graded = await session.read((tx) => tx.select().from(project).where(eq(project.roundId, roundId)));
		expect(graded).toEqual([]);
	});
});
