import { expect, test } from '@playwright/test';
import { finishPaper } from '#lib/server/desk/finish-paper.ts';
import { inControl, inDialog, sound } from '../support/console-pages.ts';
import {
	approveOn,
	countOut,
	entered,
	issue,
	keyed,
	readTwice,
	ready,
	startEntry
} from '../support/paper-desk.ts';
import { approving, Session } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signResultAt } from '../support/sign-result-page.ts';

let session: Session;

test.afterEach(() => session.end());

test('a round on paper alone, from its candidates to the announcement', async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 2 } });
	const roundId = await session.roundId();
	await session.checkIn();
	const [office, chair, chief] = [
		await session.staffPage('office-1'),
		await session.staffPage('chair'),
		await session.staffPage('chief')
	];

	await test.step('the candidates stand on the specimen of the ballot', async () => {
		await office.goto(`/papers/ballot?round=${roundId}`);
		await expect(office.getByText('应选 2 项').first()).toBeVisible();
		await expect(office.getByText('福勤路改造提升工程').first()).toBeVisible();
	});

	await test.step('the office chooses paper, and hands it out at the desk', async () => {
		await office.goto('/admin/paper');
		await ready(office);
		await office.getByRole('button', { name: '改为只用纸质票' }).click();
		await expect(office.getByText('本轮改为只用纸质票')).toBeVisible();
		await session.makeReady(roundId);
		await expect(office.getByRole('button', { name: '全部发纸质票…' })).toBeEnabled();
		await entered(office, '1');
		await expect(office.getByText(`${session.delegate(1).name} 已领纸质票`)).toBeVisible();
		await inDialog(office, '全部发纸质票…', '确认全部发票');
		await expect(office.getByText('已为 11 位代表登记领取纸质票')).toBeVisible();
	});

	await test.step('chair and chief scrutineer open, the chair closes', async () => {
		await expect(chair.getByText('本页控制中')).toBeVisible();
		await inDialog(chair, '开始表决…', '提出开始表决');
		await inDialog(chief, '确认开始表决…', '确认，立即开始');
		await inDialog(chair, '结束表决…', '结束表决');
		await expect(chair.getByText('监票人、计票人正在清点和录入纸质票')).toBeVisible();
	});

	const scrutineer = await session.staffPage('scrutineer');
	await test.step('a scrutineer counts the sheets out', async () => {
		await scrutineer.getByRole('link', { name: '清点、录入纸质票' }).click();
		await ready(scrutineer);
		await sound(scrutineer, 'paper-count-out');
		await scrutineer.getByLabel('印制').fill('15');
		await scrutineer.getByLabel('作废').fill('1');
		await scrutineer.getByLabel('收回').fill('12');
		await scrutineer.getByRole('button', { name: '保存清点数字' }).click();
		await expect(scrutineer.getByText('第 2 批')).toBeVisible();
	});

	const [one, two] = [await session.staffPage('teller-1'), await session.staffPage('teller-2')];
	await test.step('two tellers read two batches, and differ on one ballot of the second', async () => {
		for (const [teller, last] of [
			[one, '3'],
			[two, '4']
		] as const) {
			await startEntry(teller);
			await keyed(teller, [...Array.from({ length: 9 }, () => ['1', '2']), 'x']);
			if (teller === one) await sound(teller, 'paper-entering');
			await teller.keyboard.press('NumpadMultiply');
			await expect(teller.getByRole('heading', { name: '录入第 2 批' })).toBeVisible();
			await keyed(teller, [['1', '2'], [last]]);
			await teller.keyboard.press('NumpadMultiply');
			await expect(teller.getByRole('heading', { name: '清点、录入纸质票' })).toBeVisible();
		}
		await expect(one.getByText('等待监票人退回重录')).toBeVisible();
	});

	await test.step('the chief scrutineer decides the difference and rules on the unclear ballot', async () => {
		await chief.getByRole('link', { name: '清点、录入纸质票' }).click();
		await ready(chief);
		const different = chief.getByRole('region', { name: '第 2 批：两次录入不一致' });
		await expect(different.getByRole('row')).toHaveCount(3);
		await sound(chief, 'paper-different-and-unclear');
		await expect(scrutineer.getByRole('heading', { name: '第 2 批：两次录入不一致' })).toBeVisible();
		await different.getByLabel('理由').fill('对照原票，第一次录入正确');
		await different.getByRole('button', { name: '采用第一次录入' }).click();
		await expect(different).toHaveCount(0);
		const unclear = chief.getByRole('group', { name: '第 1 批，待认定第 1 张' });
		await unclear.getByLabel('理由').fill('涂改，不能辨认');
		await unclear.getByRole('button', { name: '整张无效' }).click();
		await expect(chief.getByText('已认定无效：涂改，不能辨认')).toBeVisible();
		await sound(chief, 'paper-to-finish');
	});

	await test.step('the scrutineer says that all is read, and the round is counted', async () => {
		await expect(scrutineer.getByText('录入 12 张 = 收回 12 张').first()).toBeVisible();
		await inDialog(scrutineer, '确认录完…', '确认录完');
		await expect(scrutineer.getByText('纸质票已经确认录完').first()).toBeVisible();
		await expect.poll(() => session.roundState()).toBe('counted');
	});

	await test.step('the tellers sign with their passwords before anybody else can', async () => {
		await scrutineer.goto('/scrutineer');
		await expect(scrutineer.getByText('还没有轮到您签字。')).toBeVisible();
		for (const [teller, name] of [
			[one, '计票人甲'],
			[two, '计票人乙']
		] as const) {
			await teller.goto('/scrutineer');
			await teller.getByLabel('登录密码').fill('not-the-password');
			await teller.getByRole('button', { name: '签字确认' }).click();
			await expect(teller.getByText('密码不正确，没有签字')).toBeVisible();
			if (teller === one) await sound(teller, 'paper-teller-signs');
			await teller.getByLabel('登录密码').fill(session.password);
			await teller.getByRole('button', { name: '签字确认' }).click();
			await expect(teller.getByRole('row', { name }).getByText(/✓ 已签字/)).toBeVisible();
		}
	});

	await test.step('scrutineer and chief sign the result, in this order', async () => {
		await signResultAt(scrutineer, session.delegate(6));
		await chief.goto('/scrutineer');
		await signResultAt(chief, session.delegate(5));
	});

	const hall = await session.hallPage();
	await test.step('the chair announces, and hall, report and public page say it alike', async () => {
		await expect(chair.getByText('现在宣布票决结果')).toContainText(
			'收回 12 张，其中有效票 11 张，无效票 1 张'
		);
		await inDialog(chair, '宣布结果…', '宣布结果');
		await expect(hall.getByText('应选 2 项，入选 2 项')).toBeVisible();
		await expect(hall.getByText('发出 12 张 · 收回 12 张 · 有效 11 张 · 无效 1 张')).toBeVisible();
		await shoot(hall, 'paper-announced-hall');
		await office.goto(`/papers/report?round=${roundId}`);
		await expect(office.getByRole('row', { name: '电子票 0 0 0 0 0' })).toBeVisible();
		await expect(office.getByRole('row', { name: '纸质票 12 12 0 11 1' })).toBeVisible();
		// Approvals and abstentions, each electronic, paper and in sum: ten ballots for the two that are chosen.
		for (const number of [1, 2]) {
			const row = office.getByRole('row', { name: new RegExp(`^${number} .* 0 10 10 0 1 1 1 `) });
			await expect(row).toContainText('入选');
		}
		const signed = office.getByRole('row', { name: /^电子签字/ });
		await expect(signed).toContainText(/计票人 计票人甲.*计票人 计票人乙.*监票人 .*总监票人 /);
		await shoot(office, 'paper-report');
		const visitor = await session.page();
		await visitor.goto(`/results/${roundId}`);
		await expect(visitor.getByText('电子表决票 0 张，纸质表决票 12 张')).toBeVisible();
	});
});

test('tablets and paper are counted into one result, after the chief scrutineer declared it valid', async ({
	browser
}) => {
	session = await Session.start(browser, { rules: { seats: 2, tallyDisplay: 'after-close' } });
	const roundId = await session.roundId();
	await session.checkIn();
	await session.makeReady(roundId);
	await session.draw([1, 2, 3, 4, 5]);
	await issue(session, roundId, [6, 7, 8, 9, 10, 11]);
	await session.open(roundId);
	// One of the five tablets never casts, one of the six sheets never comes back.
	await session.cast([1, 2, 3, 4], () => approving([1, 2]));
	await session.close(roundId);
	await expect.poll(() => session.roundState()).toBe('closed');
	await countOut(session, roundId, 5);
	await readTwice(session, roundId, [
		approveOn(1, 2),
		approveOn(1, 2),
		approveOn(1, 2),
		approveOn(1),
		approveOn(1, 2, 3)
	]);
	await session.command('scrutineer', (desk, actor) => finishPaper(desk, actor, { roundId }));

	const chief = await session.staffPage('chief');
	await test.step('the equations hold on both channels before any number of a candidate exists', async () => {
		for (const line of [
			'✓ 发出 11 张 = 电子票 5 张 + 纸质票 6 张',
			'✓ 电子票：收回 4 张 ≤ 发出 5 张',
			'✓ 纸质票：收回 5 张 ≤ 发出 6 张',
			'✓ 收回 9 张 = 电子票 4 张 + 纸质票 5 张',
			'✓ 发出 11 张 = 收回 9 张 + 未交 2 张',
			'✓ 印制 12 张 = 发出 6 张 + 剩余 6 张 + 作废 0 张',
			'✓ 纸质票：收回 5 张 = 录入 5 张'
		])
			await expect(chief.getByText(line)).toBeVisible();
		await expect(chief.getByRole('heading', { name: '计票结果' })).toHaveCount(0);
		await inDialog(chief, '核对完毕…', '宣布核对结果');
		await expect(chief.getByText('✓ 收回 9 张 = 有效 8 张 + 无效 1 张')).toBeVisible();
	});

	await test.step('the result shows what came on tablets, on paper and in sum', async () => {
		await expect(chief.getByText('电子票：发出 5 张，收回 4 张，有效 4 张，无效 0 张')).toBeVisible();
		await expect(chief.getByText('纸质票：发出 6 张，收回 5 张，有效 4 张，无效 1 张')).toBeVisible();
		const table = chief.getByRole('table', { name: '计票结果' });
		await expect(table.getByRole('row', { name: /^1 1 .* 4 4 8 0 0 0 ✓ 入选$/ })).toBeVisible();
		await expect(table.getByRole('row', { name: /^2 2 .* 4 3 7 0 1 1 ✓ 入选$/ })).toBeVisible();
		await sound(chief, 'mixed-signing');
	});

	for (const teller of ['teller-1', 'teller-2'] as const) {
		const page = await session.staffPage(teller);
		await page.getByLabel('登录密码').fill(session.password);
		await page.getByRole('button', { name: '签字确认' }).click();
		await expect(
			page
				.getByRole('row', { name: /^计票人/ })
				.getByText(/✓ 已签字/)
				.first()
		).toBeVisible();
	}
	await signResultAt(await session.staffPage('scrutineer'), session.delegate(6));
	await signResultAt(chief, session.delegate(5));
	const [hall, chair] = [await session.hallPage(), await session.staffPage('chair')];
	await test.step('the chair announces the sum', async () => {
		await inControl(chair);
		await inDialog(chair, '宣布结果…', '宣布结果');
		await expect(hall.getByText('应选 2 项，入选 2 项')).toBeVisible();
		await expect(hall.getByText('电子 4 ＋ 纸质 5').first()).toBeVisible();
		await shoot(hall, 'mixed-hall');
	});

	await test.step('the report has both columns', async () => {
		const office = await session.staffPage('office-1');
		await office.goto(`/papers/report?round=${roundId}`);
		await expect(office.getByRole('row', { name: '电子票 5 4 1 4 0' })).toBeVisible();
		await expect(office.getByRole('row', { name: '纸质票 6 5 1 4 1' })).toBeVisible();
		await expect(office.getByRole('row', { name: '合计 11 9 2 8 1' })).toBeVisible();
		await expect(office.getByRole('row', { name: /^2 .* 4 3 7 0 1 1 2 入选$/ })).toBeVisible();
		await shoot(office, 'mixed-report');
	});
});
