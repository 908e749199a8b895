import { expect, test, type Page } from '@playwright/test';
import { Session } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';

let session: Session;

test.afterEach(() => session.end());

test('who is keying paper hears of a cut line, loses nothing by it, and stops when the round is void', async ({
	browser
}) => {
	session = await Session.start(browser, { rules: { seats: 2 } });
	await session.checkIn();
	const roundId = await session.roundId();
	await session.did('office-1', '/admin/paper?/usePaperOnly', { roundId, paperOnly: '1' });
	await session.makeReady(roundId);
	await session.did('office-1', '/admin/paper?/issueToAll', { roundId });
	await session.open(roundId);
	await session.close(roundId);
	await expect.poll(() => session.roundState()).toBe('closed');
	await session.did('teller-1', '/scrutineer/paper?/countOut', {
		...{ roundId, printed: '12', spoiled: '0', returned: '2' }
	});

	const teller = await session.staffPage('teller-1');
	const heading = teller.getByRole('heading', { name: '录入第 1 批' });
	await teller.goto('/scrutineer/paper/enter/1');
	await expect(heading).toBeVisible();
	await teller.waitForLoadState('networkidle');
	await expect(teller.getByText('已连接')).toBeVisible();

	await test.step('keying goes on without the line, and the batch waits for it', async () => {
		await teller.context().setOffline(true);
		await expect(teller.getByText('与服务器断开，可以继续录入')).toBeVisible();
		await keys(teller, '12E1E');
		await expect(teller.getByText('本批 2 张已录完').first()).toBeVisible();
		await expect(teller.getByRole('button', { name: '提交本批' })).toBeDisabled();
		await teller.keyboard.press('NumpadMultiply');
		await expect(heading).toBeVisible();
		await shoot(teller, 'entry-offline');
		await teller.context().setOffline(false);
		await expect(teller.getByText('已连接')).toBeVisible();
		await expect(teller.getByRole('button', { name: '提交本批' })).toBeEnabled();
	});

	await test.step('a request that gets no answer leaves what was keyed where it is', async () => {
		await teller.route('**/scrutineer/paper/enter/**', (route) => route.abort());
		await teller.keyboard.press('NumpadMultiply');
		await expect(teller.getByText('没有收到服务器的答复')).toBeVisible();
		await expect(teller.getByText('本批 2 张已录完').first()).toBeVisible();
		await teller.unroute('**/scrutineer/paper/enter/**');
	});

	await test.step('the round is void: no key counts any more, and the page says why', async () => {
		await session.did('office-1', '/admin?/void', { roundId, reason: '票箱封条破损' });
		await session.did('scrutineer', '/scrutineer?/confirmVoid', { roundId });
		await expect(teller.getByText('本轮表决已经作废，纸质票不再录入。原因：票箱封条破损。')).toBeVisible();
		await expect(teller.getByRole('button', { name: '提交本批' })).toHaveCount(0);
		await shoot(teller, 'entry-void');
		await expect
			.poll(() => teller.evaluate(() => Object.keys(sessionStorage)))
			.not.toContainEqual(expect.stringMatching(/^paper-entry:/));
		await teller.getByRole('link', { name: '返回批次列表' }).click();
		await expect(teller.getByRole('heading', { name: '清点、录入纸质票' })).toBeVisible();
	});
});

/** Digits and Enter on the number pad. */
async function keys(page: Page, pressed: string): Promise<void> {
	for (const key of pressed) await page.keyboard.press(key === 'E' ? 'NumpadEnter' : `Numpad${key}`);
}
