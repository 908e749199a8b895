import { expect, test, type Page } from '@playwright/test';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';
import { Session } from '../support/session.ts';

/** The hall, a tablet and the chair's console on a line and a server of their own, both of which fail. */
test.describe.configure({ mode: 'serial' });

let server: KillableServer;
let session: Session;
let hall: Page;
let tablet: Page;
let chair: Page;

test.beforeAll(async ({ browser }) => {
	server = await killableServer({ delegates: 9, cuttable: true });
	session = Session.on(browser, server);
	hall = await session.hallPage();
	await session.checkIn([1, 2]);
	tablet = await session.tabletPage(1);
	chair = await session.staffPage('chair');
	await inTouch(2);
});

test.afterAll(async () => {
	for (const page of [hall, tablet, chair]) await page.context().close();
	await session.end();
	await server.end();
});

test('a line that goes silent is told everywhere, though no browser knows of it', async () => {
	server.line!.cut();
	await expect(hall.getByText(/数据暂停更新，画面停在 \d+ 秒前/)).toBeVisible();
	await expect(tablet.getByText('网络中断，正在重连')).toBeVisible();
	await expect(chair.getByText('与服务器断开，操作已停用').first()).toBeVisible();
	await expect(chair.getByRole('button', { name: '会议标题' })).toBeDisabled();
	for (const page of [hall, tablet, chair]) expect(await page.evaluate(() => navigator.onLine)).toBe(true);
	await arrive(3, 4, 5);
	// The last picture stays as it was.
	await expect(hall.getByText('2', { exact: true })).toBeVisible();
	server.line!.mend();
	await inTouch(5);
});

test('after a reload the hall shows the same picture', async () => {
	await hall.reload();
	await inTouch(5);
});

test('after half a minute without a network the hall shows by itself what has happened', async () => {
	await hall.context().setOffline(true);
	await expect(hall.getByText(/数据暂停更新/)).toBeVisible();
	await arrive(6, 7);
	await expect(hall.getByText(/画面停在 3\d 秒前/)).toBeVisible({ timeout: 60_000 });
	await expect(hall.getByText('5', { exact: true })).toBeVisible();
	await hall.context().setOffline(false);
	await inTouch(7);
});

test('after a restart of the server every page shows by itself what has happened', async () => {
	server.kill();
	await expect(hall.getByText(/数据暂停更新/)).toBeVisible();
	await expect(tablet.getByText('网络中断，正在重连')).toBeVisible();
	await expect(chair.getByText('与服务器断开，操作已停用').first()).toBeVisible();
	await arrive(8);
	await server.start();
	await inTouch(8);
});

/** Nobody has touched a page, and each is connected and right: so many are here. */
async function inTouch(present: number): Promise<void> {
	await expect(hall.getByText(/数据暂停更新/)).toBeHidden();
	await expect(hall.getByText('实到代表')).toBeVisible();
	await expect(hall.getByText(String(present), { exact: true })).toBeVisible();
	await expect(tablet.getByRole('heading', { name: '您已签到' })).toBeVisible();
	await expect(tablet.getByText('已连接')).toBeVisible();
	await expect(tablet.getByText('网络中断，正在重连')).toBeHidden();
	await expect(chair.getByText('与服务器断开，操作已停用')).toHaveCount(0);
	await expect(chair.getByText(String(present), { exact: true }).first()).toBeVisible();
	await expect(chair.getByRole('button', { name: '会议标题' })).toBeEnabled();
}

/** Deputies whom another desk of the office checks in: not over this line, and not by this server. */
async function arrive(...numbers: number[]): Promise<void> {
	for (const delegateNumber of numbers)
		await session.command('office-1', (desk, actor) => checkIn(desk, actor, { delegateNumber }));
}
