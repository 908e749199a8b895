import { expect, test, type Page } from '@playwright/test';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { usePaperOnly } from '#lib/server/desk/use-paper-only.ts';
import { byKeyboard, tabTo } from '../support/by-keyboard.ts';
import { axe, smallTargets } from '../support/judge-page.ts';
import { approving, Session } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signResultAt } from '../support/sign-result-page.ts';

let session: Session;

test.afterEach(() => session.end());

/** Four of six approve the same five: just enough to pass, and no tie. */
const marks = () => approving([1, 2, 3, 4, 5]);

/** The console shows what it should: nothing a checker finds, every target large enough, no sideways scroll. */
async function sound(page: Page, name: string): Promise<void> {
	const { violations } = await axe(page)
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
		name
	).toEqual([]);
	expect(await smallTargets(page), name).toEqual([]);
}

test('a whole meeting by keyboard only', async ({ browser }) => {
	session = await Session.start(browser, { delegates: 6 });
	const chair = await session.staffPage('chair');
	await expect(chair.getByText('本页控制中')).toBeVisible();
	await session.checkIn([1, 2, 3]);
	const roundId = await session.roundId();
	await session.makeReady(roundId);

	await test.step('without a quorum there is nothing to open, and the numbers say why', async () => {
		await expect(chair.getByText('不能开始表决：在场 3 人，法定人数 4 人，还差 1 人')).toBeVisible();
		await expect(chair.getByRole('button', { name: '开始表决…' })).toHaveCount(0);
		await sound(chair, 'no-quorum');
		await session.checkIn([4, 5, 6]);
		await expect(chair.getByRole('button', { name: '开始表决…' })).toBeVisible();
	});

	await test.step('candidates are presented with the clicker’s keys', async () => {
		await tabTo(chair, '介绍候选项目');
		await chair.keyboard.press('Enter');
		await expect(chair.getByText('第 1 / 8 项')).toBeVisible();
		await chair.keyboard.press('PageDown');
		await expect(chair.getByText('第 2 / 8 项')).toBeVisible();
		await chair.keyboard.press('ArrowRight');
		await expect(chair.getByText('第 3 / 8 项')).toBeVisible();
		await chair.keyboard.press('PageUp');
		await expect(chair.getByText('第 2 / 8 项')).toBeVisible();
		await expect(chair.getByText('现在介绍候选项目：2 号')).toBeVisible();
		await sound(chair, 'presenting');
	});

	await test.step('B blanks the hall and brings back what it showed; H and T do theirs', async () => {
		await chair.keyboard.press('b');
		await expect(chair.getByText('大屏：黑屏')).toBeVisible();
		await chair.keyboard.press('.');
		await expect(chair.getByText('第 2 / 8 项')).toBeVisible();
		await chair.keyboard.press('t');
		await expect(chair.getByRole('timer')).toBeVisible();
		await chair.keyboard.press('t');
		await expect(chair.getByRole('timer')).toHaveCount(0);
		await chair.keyboard.press('h');
		await expect(chair.getByText('大屏：会议标题')).toBeVisible();
	});

	await test.step('F6 moves between the panes, Alt and a digit in the agenda, ? explains', async () => {
		await chair.keyboard.press('F6');
		await expect(chair.getByRole('region', { name: '议程' })).toBeFocused();
		await chair.keyboard.press('Alt+5');
		await expect(chair.getByText('预看：宣布结果')).toBeVisible();
		await chair.keyboard.press('Alt+2');
		await expect(chair.getByText('预看：宣布结果')).toHaveCount(0);
		await chair.keyboard.press('?');
		await expect(chair.getByRole('dialog', { name: '键盘和翻页器' })).toBeVisible();
		await sound(chair, 'keys');
		await chair.keyboard.press('Escape');
		await expect(chair.getByRole('dialog')).toHaveCount(0);
	});

	await session.draw();
	await test.step('the opening states its numbers, and only Ctrl+Enter confirms it', async () => {
		await byKeyboard(chair, '开始表决…', '提出开始表决');
		await expect(chair.getByText('等待一名监票人在其页面上确认')).toBeVisible();
		await sound(chair, 'pending');
		await session.did('chief', '/scrutineer?/open', { roundId });
		await expect(chair.getByRole('button', { name: '结束表决…' })).toBeVisible();
	});

	await test.step('P asks before it pauses, and before it resumes', async () => {
		await session.cast([1, 2, 3, 4], marks);
		await expect(chair.getByText('还有 2 人已领票未投票').first()).toBeVisible();
		await sound(chair, 'open');
		for (const [title, state] of [
			['暂停表决', '表决暂停'],
			['恢复表决', '表决中']
		] as const) {
			await chair.keyboard.press('p');
			const dialog = chair.getByRole('dialog', { name: title });
			await expect(dialog).toBeVisible();
			await chair.keyboard.press('Escape');
			await expect(dialog).toBeHidden();
			await chair.keyboard.press('p');
			await chair.keyboard.press('Control+Enter');
			await expect(chair.locator('main').getByText(state).first()).toBeVisible();
			await sound(chair, title === '暂停表决' ? 'paused' : 'resumed');
		}
	});

	await test.step('closing says who has not voted', async () => {
		await tabTo(chair, '结束表决…');
		await chair.keyboard.press('Enter');
		await expect(chair.getByRole('dialog').getByText('还有 2 人已领票未投票')).toBeVisible();
		await sound(chair, 'closing-dialog');
		await chair.keyboard.press('Escape');
		await byKeyboard(chair, '结束表决…', '结束表决');
		await expect(chair.getByText('核对并签字').first()).toBeVisible();
		await sound(chair, 'counted');
	});

	await test.step('the result is announced from here', async () => {
		for (const account of ['scrutineer', 'chief'] as const) {
			const page = await session.staffPage(account);
			const { delegateNumber } = session.credentials.staff.find(
				({ role }) => role === (account === 'chief' ? 'chief-scrutineer' : 'scrutineer')
			)!;
			await signResultAt(page, session.delegate(delegateNumber!));
		}
		await expect(chair.getByText('现在宣布票决结果')).toContainText('收回 4 张');
		await sound(chair, 'certified');
		await byKeyboard(chair, '宣布结果…', '宣布结果');
		await expect(chair.getByText('结果已宣布').first()).toBeVisible();
		await sound(chair, 'announced');
	});
});

test('a round on paper only speaks of paper at the console and in the hall', async ({ browser }) => {
	session = await Session.start(browser, { delegates: 6 });
	await session.checkIn();
	const roundId = await session.roundId();
	await session.command('office-1', (desk, actor) => usePaperOnly(desk, actor, { roundId, paperOnly: true }));
	await session.makeReady(roundId);
	const [hall, chair] = [await session.hallPage(), await session.staffPage('chair')];
	/** Neither of them tells anybody to use a tablet, or counts ballots that no tablet draws. */
	const onPaper = async (name: string) => {
		await shoot(hall, `paper-hall-${name}`);
		await shoot(chair, `paper-chair-${name}`);
		await expect(hall.locator('main')).not.toContainText(/平板|已领票|已投票/);
		// Read as it is seen: a dialog that is not open has its words in the page.
		const current = chair.getByRole('region', { name: '当前表决' });
		await expect(current).not.toContainText(/平板|已领票|已投票\s*\d/, { useInnerText: true });
	};
	await expect(chair.getByText('本页控制中')).toBeVisible();
	await expect(hall.getByText('请各位代表领取纸质表决票')).toBeVisible();
	for (const delegateNumber of [1, 2, 3, 4, 5]) {
		await session.command('office-1', (desk, actor) => issuePaper(desk, actor, { roundId, delegateNumber }));
	}
	await expect(hall.getByText('5', { exact: true })).toBeVisible();
	await onPaper('ready');
	await session.open(roundId);
	await expect(hall.getByText('请填写纸质表决票，投入票箱')).toBeVisible();
	await expect(chair.getByRole('button', { name: '接管控制…' })).toBeVisible();
	await chair.getByRole('button', { name: '接管控制…' }).click();
	await chair.getByRole('dialog').getByRole('button', { name: '接管控制', exact: true }).click();
	await expect(chair.getByText('请各位代表填写纸质表决票')).toBeVisible();
	await onPaper('open');
	await chair.getByRole('button', { name: '结束表决…' }).click();
	const closing = chair.getByRole('dialog');
	await expect(closing.getByText('纸质票 5 张，请确认已全部投入票箱')).toBeVisible();
	await expect(closing.getByText('另有 1 人已签到未领票')).toBeVisible();
	await expect(closing.getByText('已领票的代表都已投票')).toHaveCount(0);
	await sound(chair, 'closing-on-paper');
	await shoot(chair, 'paper-closing');
	await closing.getByRole('button', { name: '返回' }).click();
	await chair.getByRole('button', { name: '暂停表决…' }).click();
	await closing.getByRole('button', { name: '暂停表决', exact: true }).click();
	await expect(hall.getByText('保管好表决票')).toBeVisible();
	await onPaper('paused');
});

test('two consoles: one is in control, and a lost connection locks it', async ({ browser }) => {
	session = await Session.start(browser, { delegates: 6 });
	const first = await session.staffPage('chair');
	await expect(first.getByText('本页控制中')).toBeVisible();
	await session.checkIn();
	const roundId = await session.roundId();
	await session.makeReady(roundId);
	const second = await session.staffPage('chair');

	await test.step('the second one only looks on', async () => {
		await expect(second.getByText('本页只读')).toBeVisible();
		const opener = second.getByRole('button', { name: '开始表决…' });
		await expect(opener).toBeDisabled();
		await opener.hover({ force: true });
		await expect(opener, 'looks disabled under the pointer too').toHaveCSS('cursor', 'not-allowed');
		await expect(opener).toHaveCSS('background-color', 'rgb(235, 232, 227)');
		await expect(second.getByRole('button', { name: '会议标题' })).toBeDisabled();
		await second.keyboard.press('b');
		await expect(second.getByText('大屏：跟随会议进程')).toBeVisible();
		await sound(second, 'read-only');
	});

	await test.step('an act that was under way on the first one is refused in words after the take-over', async () => {
		await first.getByRole('button', { name: '开始表决…' }).click();
		await second.getByRole('button', { name: '接管控制…' }).click();
		await second.getByRole('dialog').getByRole('button', { name: '接管控制', exact: true }).click();
		await expect(second.getByText('本页控制中')).toBeVisible();
		await expect(first.getByText('本页只读')).toBeVisible();
		const answer = await first.evaluate(async (id) => {
			const body = new URLSearchParams({
				roundId: id,
				consoleId: sessionStorage.getItem('piaojue-console')!
			});
			const headers = { 'x-sveltekit-action': 'true' };
			return (await fetch('/chair?/open', { method: 'POST', headers, body })).text();
		}, roundId);
		expect(answer).toContain('console-not-in-control');
		expect(answer).toContain('请先按“接管控制”');
		await expect(first.getByRole('button', { name: '提出开始表决' })).toBeDisabled();
		await first.keyboard.press('Escape');
	});

	await test.step('a reload keeps control, and the words of 主持词 can be changed', async () => {
		await second.reload();
		await expect(second.getByText('本页控制中')).toBeVisible();
		await second.getByRole('button', { name: '修改…' }).click();
		const editor = second.getByRole('dialog', { name: '修改主持词' });
		await editor.getByRole('textbox', { name: '主持词' }).fill('实到 {到会} 人');
		await expect(editor.getByText('{到会} 不是可用的数字')).toBeVisible();
		await expect(editor.getByRole('button', { name: '保存' })).toBeDisabled();
		await editor.getByRole('textbox', { name: '主持词' }).fill('实到 {实到} 人，请领票。');
		await sound(second, 'script');
		// An answer that doesn't come takes nothing of what was written.
		await second.route(/saveScript/, (route) => route.abort(), { times: 1 });
		await editor.getByRole('button', { name: '保存' }).click();
		await expect(editor.getByText('主持词没有保存：服务器没有应答')).toBeVisible();
		await expect(editor.getByRole('textbox', { name: '主持词' })).toHaveValue('实到 {实到} 人，请领票。');
		await editor.getByRole('button', { name: '保存' }).click();
		// The preview in the dialog says the same: the card behind it is what counts.
		await expect(editor).toBeHidden();
		await expect(second.locator('main').getByText('实到 6 人，请领票。').first()).toBeVisible();
	});

	await test.step('without the server every act is locked, and the hall keeps its picture', async () => {
		await second.context().setOffline(true);
		await expect(second.getByText('与服务器断开，操作已停用').first()).toBeVisible();
		await expect(second.getByRole('button', { name: '开始表决…' })).toBeDisabled();
		await sound(second, 'offline');
		await second.context().setOffline(false);
		await expect(second.getByRole('button', { name: '开始表决…' })).toBeEnabled();
	});

	await test.step('of two consoles that close at once one succeeds', async () => {
		await session.draw();
		await second.getByRole('button', { name: '开始表决…' }).click();
		await second.getByRole('button', { name: '提出开始表决' }).click();
		await session.did('chief', '/scrutineer?/open', { roundId });
		await expect(second.getByRole('button', { name: '结束表决…' })).toBeEnabled();
		const answers = await second.evaluate((id) => {
			const consoleId = sessionStorage.getItem('piaojue-console')!;
			const close = async () => {
				const body = new URLSearchParams({ roundId: id, consoleId });
				const headers = { 'x-sveltekit-action': 'true' };
				return (await fetch('/chair?/close', { method: 'POST', headers, body })).text();
			};
			return Promise.all([close(), close()]);
		}, roundId);
		expect(answers.filter((answer) => answer.includes('"success"'))).toHaveLength(1);
		expect(answers.filter((answer) => answer.includes('wrong-state'))).toHaveLength(1);
	});
});
