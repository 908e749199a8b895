import { expect, test } from '@playwright/test';
import { eq } from 'drizzle-orm';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { roundCandidate } from '#lib/server/db/schema.ts';
import { inControl, inDialog } from '../support/console-pages.ts';
import { smallTargets } from '../support/judge-page.ts';
import { approving, Session, sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signResultAt } from '../support/sign-result-page.ts';
import { endWatch, fitForAll, watch } from '../support/tablet.ts';

/** Two places among eight candidates, twelve delegates. */
const twoSeats: Partial<RuleSet> = { seats: 2, majorityBase: 'none' };
/** Everybody approves 1; 2 and 3 get half of the delegates each. */
const tied = (number: number) => approving([1, number % 2 ? 2 : 3]);

let session: Session;

test.afterEach(() => session.end());

test('a tie is put to a re-vote, and the second round completes the choice', async ({ browser }) => {
	session = await Session.start(browser, { rules: twoSeats });
	const first = await session.vote(tied);
	const office = await session.staffPage('office-1');

	await test.step('the scrutineers can’t sign what still waits', async () => {
		const scrutineer = await session.staffPage('scrutineer');
		await expect(scrutineer.getByText('须先按票决办法处理，现在不能签字')).toBeVisible();
		await expect(scrutineer.getByLabel(/代表证的卡号/)).toHaveCount(0);
	});

	await test.step('the office records the re-vote that the rules name', async () => {
		await expect(office.getByRole('heading', { name: '处理并列或缺额' })).toBeVisible();
		await inDialog(office, '对并列项目再次表决…', '记录处理结果：对并列项目再次表决');
		await expect(office.getByText('处理结果已记录')).toBeVisible();
	});

	await signInBrowser();
	await session.announce(first);

	await test.step('the chair turns the hall to the notice of the re-vote, and back', async () => {
		const [hall, chair] = [await session.hallPage(), await session.staffPage('chair')];
		const notice = hall.getByRole('heading', { name: '票数相等，须再次表决' });
		const pages = chair.getByRole('group', { name: '大屏翻页' });
		const [back, on] = [
			pages.getByRole('button', { name: '上一页' }),
			pages.getByRole('button', { name: '下一页' })
		];
		await expect(hall.getByText('第 1 / 2 页')).toBeVisible();
		await expect(pages.getByText('第 1 / 2 页')).toBeVisible();
		await inControl(chair);
		await expect(on).toBeEnabled();
		await expect(back).toBeDisabled();
		await on.click();
		await expect(notice).toBeVisible();
		await expect(pages.getByText('第 2 / 2 页')).toBeVisible();
		await expect(on).toBeDisabled();
		await shoot(chair, 'chair-turned');
		await shoot(hall, 'hall-notice');
		await chair.keyboard.press('PageUp');
		await expect(hall.getByText('第 1 / 2 页')).toBeVisible();
		// The console turns from the page it knows of, and hears a moment after the hall.
		await expect(pages.getByText('第 1 / 2 页')).toBeVisible();
		await chair.keyboard.press('ArrowRight');
		await expect(notice).toBeVisible();
		await expect(pages.getByText('第 2 / 2 页')).toBeVisible();
		// Blanked and brought back it is the same page; another picture begins at its first.
		await chair.keyboard.press('b');
		await expect(notice).toBeHidden();
		await expect(chair.getByText('大屏：黑屏')).toBeVisible();
		await chair.keyboard.press('b');
		await expect(notice).toBeVisible();
		await chair.keyboard.press('h');
		await expect(pages).toHaveCount(0);
		await chair.getByRole('button', { name: '跟随进程' }).click();
		await expect(hall.getByText('第 1 / 2 页')).toBeVisible();
		expect(await smallTargets(chair), 'chair').toEqual([]);
		await hall.context().close();
		await chair.context().close();
	});

	await test.step('the second round has the tied two and one place', async () => {
		await expect(office.getByText('第 2 轮')).toBeVisible();
		await office.getByRole('button', { name: '提出表决就绪' }).click();
		const other = await session.staffPage('office-2');
		await other.getByRole('button', { name: '确认表决就绪' }).click();
		await expect(office.getByText('已就绪').first()).toBeVisible();
	});
	const second = await session.roundId();
	expect(second).not.toBe(first);
	await session.draw();
	await session.open(second);
	await session.cast(session.everybody, (number) => approving([number < 6 ? 1 : 2], 2));
	await session.close(second);
	await signInBrowser();
	await session.announce(second);

	await test.step('both rounds have their own report, and the follow-up both projects', async () => {
		const visitor = await session.page();
		for (const roundId of [first, second]) {
			const answer = await visitor.goto(`/results/${roundId}`);
			expect(answer!.status()).toBe(200);
		}
		await expect(office.getByText('已办结')).toBeVisible();
	});
});

test('a shortfall goes to a second round by the presidium’s word', async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 2 } });
	const first = await session.vote((number) => approving([1, 2 + (number % 3)]));
	const office = await session.staffPage('office-1');
	await expect(office.getByText('通过的项目少于应选数，缺 1 项').first()).toBeVisible();
	await office.getByRole('radio', { name: '进行第二轮票决' }).check();
	await inDialog(office, '进行第二轮票决…', '记录处理结果：进行第二轮票决');
	await signInBrowser();
	await session.announce(first);
	await expect(office.getByText('第 2 轮')).toBeVisible();

	// Two stand for the one place left, or more where they are level; the majority of all is asked for again.
	const second = await session.nextRoundId();
	await session.makeReady(second);
	await session.draw();
	await session.open(second);
	const listed = await session.read((tx) =>
		tx.select().from(roundCandidate).where(eq(roundCandidate.roundId, second))
	);
	await session.cast(session.everybody, () => approving([1], listed.length));
	await session.close(second);
	await signInBrowser();
	await session.announce(second);
	const visitor = await session.page();
	await visitor.goto(`/results/${second}`);
	await expect(visitor.getByText('不足名额另行票决')).toBeVisible();
	await expect(office.getByText('已办结')).toBeVisible();
});

test('with the tally after the close, the chief scrutineer declares the ballot valid first', async ({
	browser
}) => {
	session = await Session.start(browser, { rules: { seats: 2, tallyDisplay: 'after-close' } });
	const first = await session.vote(() => approving([1, 2]));
	const [chief, scrutineer] = [await session.staffPage('chief'), await session.staffPage('scrutineer')];
	await expect(scrutineer.getByText('由总监票人核对发出、收回票数并宣布')).toBeVisible();
	await expect(chief.getByText('✓ 发出 12 张 = 收回 12 张 + 未交 0 张')).toBeVisible();
	await expect(chief.getByRole('heading', { name: '计票结果' })).toHaveCount(0);
	await inDialog(chief, '核对完毕…', '宣布核对结果');
	await expect(chief.getByRole('heading', { name: '计票结果' })).toBeVisible();
	await signInBrowser();
	await session.announce(first);
});

test('a round is declared void by two, in words, and new ballots follow', async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 2 } });
	await session.vote(() => approving([1, 2]));
	const [office, chief, hall, tablet] = [
		await session.staffPage('office-1'),
		await session.staffPage('chief'),
		await session.hallPage(),
		await session.page(sizes.tablet)
	];
	await watch(tablet);
	await tablet.goto(session.delegate(1).url);
	await tablet.getByRole('button', { name: '是我本人' }).click();
	await office.getByRole('button', { name: '宣布本轮表决作废…' }).click();
	await office.getByLabel('作废的原因').fill('票箱封条破损');
	await office.getByRole('button', { name: '提出作废', exact: true }).click();
	await inDialog(chief, '确认作废…', '确认作废');
	await expect(hall.getByText('票箱封条破损')).toBeVisible();
	await expect(hall.getByText(/\d+ 票/)).toHaveCount(0);
	await expect(tablet.getByRole('heading', { name: '本次表决作废' })).toBeVisible();
	await expect(tablet.getByText('票箱封条破损')).toBeVisible();
	await fitForAll(tablet, 'void');
	await expect(office.getByText('第 2 轮')).toBeVisible();
	// The consoles are at the new round, and still say what became of the last one.
	for (const page of [office, chief])
		await expect(page.getByText(/作废，不计票：票箱封条破损/)).toBeVisible();
	await endWatch();
});

/** A scrutineer and then the chief, each with the own card at the own page. */
async function signInBrowser(): Promise<void> {
	for (const [account, role] of [
		['scrutineer', 'scrutineer'],
		['chief', 'chief-scrutineer']
	] as const) {
		const page = await session.staffPage(account);
		const { delegateNumber } = session.credentials.staff.find((entry) => entry.role === role)!;
		await signResultAt(page, session.delegate(delegateNumber!));
		await page.context().close();
	}
}
