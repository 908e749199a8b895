import { expect, test } from '@playwright/test';
import { byKeyboard, tabTo } from '../support/by-keyboard.ts';
import { sound } from '../support/console-pages.ts';
import { approving, Session } from '../support/session.ts';

let session: Session;

test.afterEach(() => session.end());

test('中止, 处理并列 and 作废 by keyboard only, each in its dialog', async ({ browser }) => {
	session = await Session.start(browser, {
		delegates: 6,
		rules: { seats: 2, majorityBase: 'none', tie: 'lot' }
	});
	const chair = await session.staffPage('chair');
	await expect(chair.getByText('本页控制中')).toBeVisible();
	const [office, chief] = [await session.staffPage('office-1'), await session.staffPage('chief')];
	await session.checkIn();
	const first = await session.roundId();
	await session.makeReady(first);
	await session.draw();

	await test.step('the office asks to abort, the chief scrutineer confirms', async () => {
		await expect(office.getByText('已就绪').first()).toBeVisible();
		await byKeyboard(office, '中止本轮表决…', '提出中止', '会场停电');
		await expect(office.getByText('已提出中止本轮表决')).toBeVisible();
		await expect(chief.getByText('会场停电').first()).toBeVisible();
		await byKeyboard(chief, '确认中止…', '确认，立即中止');
		for (const page of [chair, office, chief])
			await expect(page.getByText(/第 1 轮（.*）已中止.*原因：会场停电/)).toBeVisible();
		// Nobody is asked to confirm any more.
		await expect(office.getByText('已提出中止本轮表决')).toHaveCount(0);
	});

	const second = await session.nextRoundId();
	await session.makeReady(second);
	await session.draw();
	await expect(chair.getByRole('button', { name: '开始表决…' })).toBeEnabled();
	await byKeyboard(chair, '开始表决…', '提出开始表决');
	await session.did('chief', '/scrutineer?/open', { roundId: second });
	// Everybody approves 1; 2 and 3 are level for the second place.
	await session.cast(session.everybody, (number) => approving([1, number % 2 ? 2 : 3]));
	await byKeyboard(chair, '结束表决…', '结束表决');

	await test.step('the office settles the tie by lot', async () => {
		await expect(office.getByRole('heading', { name: '处理并列或缺额' })).toBeVisible();
		await sound(office, 'settle-panel');
		const chosen = office.getByRole('checkbox', { name: /^3 / });
		await tabTo(office, '3');
		await expect(chosen).toBeFocused();
		await office.keyboard.press('Space');
		await expect(chosen).toBeChecked();
		await tabTo(office, '抽签人、监签人');
		await office.keyboard.press('Enter');
		await office.keyboard.insertText('抽签人甲，监签人乙');
		await expect(office.getByRole('button', { name: '抽签决定…' })).toBeEnabled();
		await sound(office, 'settle-panel-filled');
		await byKeyboard(office, '抽签决定…', '记录处理结果：抽签决定');
		await expect(office.getByText('处理结果已记录')).toBeVisible();
		await sound(office, 'settled');
	});

	await test.step('the chief scrutineer asks for 作废, the office confirms', async () => {
		await byKeyboard(chief, '宣布本轮表决作废…', '提出作废', '票箱封条破损');
		await expect(chief.getByText('您已提出')).toBeVisible();
		await expect(office.getByText('票箱封条破损').first()).toBeVisible();
		// One reason at a time: who gives another one would confirm the first without having read it.
		await expect(office.getByRole('button', { name: '宣布本轮表决作废…' })).toHaveCount(0);
		await sound(office, 'void-to-confirm');
		await byKeyboard(office, '确认作废…', '确认，宣布作废');
		for (const page of [chair, office, chief])
			await expect(page.getByText(/第 2 轮（.*）作废，不计票：票箱封条破损/)).toBeVisible();
	});

	await test.step('the chair asks to abort what follows, and takes it back', async () => {
		const third = await session.nextRoundId();
		await session.makeReady(third);
		await expect(chair.getByRole('button', { name: '中止本轮表决…' })).toBeEnabled();
		await byKeyboard(chair, '中止本轮表决…', '提出中止', '候选项目有误');
		await expect(chair.getByText('您已提出')).toBeVisible();
		await tabTo(chair, '撤回');
		await chair.keyboard.press('Enter');
		await expect(chair.getByRole('button', { name: '中止本轮表决…' })).toBeEnabled();
		expect(await session.roundState()).toBe('ready');
	});
});
