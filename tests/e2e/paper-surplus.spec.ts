import { expect, test } from '@playwright/test';
import { inControl, inDialog, sound } from '../support/console-pages.ts';
import { issue, ready } from '../support/paper-desk.ts';
import { approving, Session, sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';

let session: Session;

test.afterEach(() => session.end());

test('more paper in the box than was handed out: nothing is read, the round is void, new ballots follow', async ({
	browser
}) => {
	session = await Session.start(browser, { rules: { seats: 2, tallyDisplay: 'after-close' } });
	const first = await session.roundId();
	await session.checkIn();
	await session.makeReady(first);
	await session.draw([1, 2]);
	await issue(session, first, [3, 4, 5, 6, 7, 8]);
	await session.open(first);
	// A loss on the tablets must not hide the surplus on paper: in sum both numbers are eight.
	await session.cast([1], () => approving([1, 2]));
	await session.close(first);
	await expect.poll(() => session.roundState()).toBe('closed');

	const [chief, chair, office, hall, scrutineer] = [
		await session.staffPage('chief'),
		await session.staffPage('chair'),
		await session.staffPage('office-1'),
		await session.hallPage(),
		await session.staffPage('scrutineer')
	];
	const tablet = await session.tabletPage(2, sizes.tablet);

	await test.step('the scrutineer counts seven sheets of six, and may count again', async () => {
		await scrutineer.goto('/scrutineer/paper');
		await ready(scrutineer);
		for (const [name, value] of [
			['印制', '12'],
			['作废', '0'],
			['收回', '7']
		])
			await scrutineer.getByLabel(name!).fill(value!);
		await scrutineer.getByRole('button', { name: '保存清点数字' }).click();
		await expect(scrutineer.getByRole('button', { name: '更正清点数字' })).toBeVisible();
		await expect(scrutineer.getByRole('alert')).toContainText('收回表决票 7 张，多于发出的 6 张');
		await expect(scrutineer.getByRole('heading', { name: '二、分批录入' })).toHaveCount(0);
		await sound(scrutineer, 'surplus-count-out');
	});

	await test.step('chair, office and chief hear what it means; nobody speaks of a count', async () => {
		for (const page of [chair, office, chief])
			await expect(page.getByText('纸质票发出 6 张，收回 7 张。收回多于发出')).toBeVisible();
		await expect(chief.getByText('✕ 纸质票：收回 7 张 ≤ 发出 6 张')).toBeVisible();
		// Nothing can be declared valid any more.
		await expect(chief.getByRole('heading', { name: '宣布表决是否有效' })).toHaveCount(0);
		const script = chair.getByRole('figure').filter({ hasText: '主持词' });
		await expect(script).toContainText('纸质票收回多于发出');
		await expect(script).toContainText('发出 6 张，收回 7 张，收回的多于发出的，须由监票人当场复核');
		await expect(script).not.toContainText('现在计票');
		for (const [page, name] of [
			[chair, 'surplus-chair'],
			[office, 'surplus-office'],
			[chief, 'surplus-chief']
		] as const)
			await sound(page, name);
		await expect(hall.getByText('正在清点纸质票，请稍候')).toBeVisible();
		await expect(hall.getByText('正在计票')).toHaveCount(0);
		await shoot(hall, 'surplus-hall');
	});

	const reason = '收回的纸质表决票多于发出的纸质表决票';
	await test.step('the chair asks for 作废 in the words at hand, the chief scrutineer confirms', async () => {
		await inControl(chair);
		await chair.getByRole('button', { name: '宣布本轮作废…' }).click();
		const dialog = chair.getByRole('dialog');
		await expect(dialog.getByRole('textbox')).toHaveValue(reason);
		await sound(chair, 'surplus-void-dialog');
		await dialog.getByRole('button', { name: '提出作废' }).click();
		await expect(chief.getByText(`原因：${reason}`)).toBeVisible();
		await inDialog(chief, '确认作废…', '确认作废');
	});

	await test.step('every screen says so, and no number of a candidate', async () => {
		for (const page of [chair, office, chief])
			await expect(page.getByText(new RegExp(`第 1 轮（.*）作废，不计票：${reason}`))).toBeVisible();
		const script = chair.getByRole('figure').filter({ hasText: '主持词' });
		await expect(script).toContainText(`本轮表决作废：${reason}`);
		await expect(hall.getByRole('heading', { name: '本轮表决作废' })).toBeVisible();
		await expect(hall.getByText(reason)).toBeVisible();
		await expect(hall.getByText(/\d+ 票/)).toHaveCount(0);
		await expect(tablet.getByRole('heading', { name: '本次表决作废' })).toBeVisible();
		await expect(tablet.getByText(reason)).toBeVisible();
		await expect(scrutineer.getByText('本轮已结束，纸质票不再录入。')).toBeVisible();
		for (const [page, name] of [
			[chair, 'surplus-void-chair'],
			[office, 'surplus-void-office'],
			[hall, 'surplus-void-hall'],
			[tablet, 'surplus-void-tablet'],
			[scrutineer, 'surplus-void-paper']
		] as const)
			await shoot(page, name);
		await office.goto(`/papers/report?round=${first}`);
		await expect(
			office.getByText(`本轮表决作废，各项目得票不予计算、不予公布。原因：${reason}`)
		).toBeVisible();
		await shoot(office, 'surplus-report');
		expect((await office.request.get(`/results/${first}`)).status()).toBe(404);
	});

	await test.step('the vote goes again with new ballots, for those with paper too', async () => {
		const second = await session.nextRoundId();
		await session.makeReady(second);
		// The second delegate is at the browser's tablet, which draws by itself.
		const others = session.everybody.filter((number) => number !== 2);
		await session.draw(others);
		await expect(tablet.getByText('已领票').first()).toBeVisible();
		await session.open(second);
		await session.cast(others, () => approving([1, 2]));
		for (const at of [0, 1]) await tablet.getByRole('checkbox').nth(at).click();
		await tablet.getByRole('button', { name: '核对并提交' }).click();
		await tablet.getByRole('button', { name: '确认提交' }).click();
		await expect(tablet.getByRole('heading', { name: '已提交' })).toBeVisible();
		await session.close(second);
		await expect.poll(() => session.roundState()).toBe('closed');
		await expect(chief.getByRole('button', { name: '核对完毕…' })).toBeEnabled();
		await inDialog(chief, '核对完毕…', '宣布核对结果');
		await expect.poll(() => session.roundState()).toBe('counted');
		await session.sign(second, await session.resultHash());
		await session.announce(second);
		await expect(hall.getByText('应选 2 项，入选 2 项')).toBeVisible();
		await office.goto('/admin');
		await expect(office.getByText('已办结')).toBeVisible();
	});
});
