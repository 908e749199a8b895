import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { formatDate, isoDate } from '#lib/i18n/format.ts';
import { paperPrint } from '#lib/server/db/setup-schema.ts';
import { readZip } from '#lib/server/archive/zip.ts';
import { judgePage, smallTargets, watch } from '../support/judge-page.ts';
import { approving, Session } from '../support/session.ts';

let session: Session;

test.afterEach(() => session.end());

test('a session is checked beforehand, and its archive kept, taken, handed over and destroyed', async ({
	browser
}) => {
	session = await Session.start(browser);
	const office = await session.staffPage('office-1');
	const quiet = watch(office);

	await test.step('nothing is green before it was checked', async () => {
		await office.getByRole('link', { name: '就绪检查单' }).first().click();
		await expect(office.getByText('13 项中 0 项通过')).toBeVisible();
		await office.getByRole('button', { name: '全部检查' }).click();
		await expect(office.getByText('已全部检查一遍')).toBeVisible();
		const quorum = office.getByRole('row', { name: /应到和法定人数/ });
		await expect(quorum).toContainText('通过');
		await expect(quorum).toContainText('应到 12 人，法定人数 8 人');
		await expect(quorum).toContainText('会务甲');
		// Browser and server of this test share a clock; what is measured is how long the machine took to answer.
		await expect(office.getByRole('row', { name: /时钟/ })).toContainText(/本机与服务器相差 \d+\.\d 秒/);
		await expect(office.getByRole('row', { name: /演练/ }).first()).toContainText('未通过');
		await judgePage(office, 'readiness');
		expect(await smallTargets(office)).toEqual([]);
	});

	await test.step('a paper that was printed is on the list', async () => {
		await office.goto(`/papers/booklet?round=${await session.roundId()}`);
		await office.getByRole('button', { name: '打印' }).click();
		await expect
			.poll(() => session.read(async (tx) => (await tx.select().from(paperPrint)).map(({ paper }) => paper)))
			.toContain('booklet');
	});

	const roundId = await session.vote(() => approving([1, 2, 3, 4, 5]));
	await session.sign(roundId, await session.resultHash());
	await session.announce(roundId);
	const chief = session.credentials.staff.find(({ role }) => role === 'chief-scrutineer')!;
	const other = session.credentials.staff.filter(({ role }) => role === 'office')[1]!;

	await test.step('anybody of the office takes the public archive', async () => {
		await office.goto('/admin/archive');
		const files = await taken(office, '下载公开档案');
		expect(files).toContain('public/result.json');
		await judgePage(office, 'archive');
		expect(await smallTargets(office)).toEqual([]);
	});

	await test.step('the sealed one leaves before a scrutineer only', async () => {
		await bothPresent(office, '取出密封档案', { ...other, password: session.password }, '两人确认，取出');
		await expect(office.getByText('第二人的角色不符')).toBeVisible();
		await bothPresent(office, '取出密封档案', { ...chief, password: 'wrong' }, '两人确认，取出');
		await expect(office.getByText('第二人的用户名或密码不正确')).toBeVisible();
		const closed = await office.request.get(`/admin/archive/${roundId}/${roundId}-sealed.zip`);
		expect(closed.status()).toBe(403);
		await bothPresent(office, '取出密封档案', { ...chief, password: session.password }, '两人确认，取出');
		await expect(office.getByText('密封档案十分钟内可以下载')).toBeVisible();
		expect(await taken(office, '下载密封档案')).toContain('sealed/ballots.jsonl');
		// What two persons have allowed to one, another of the office does not get.
		const stranger = await session.staff('office-2');
		expect((await stranger.get(`/admin/archive/${roundId}/${roundId}-sealed.zip`)).status).toBe(403);
	});

	await test.step('a hand-over is written down, and its list printed', async () => {
		await office.getByRole('button', { name: '登记移交…' }).click();
		const dialog = office.getByRole('dialog', { name: '登记移交' });
		await dialog.getByLabel('接收人').fill('档案室 李四');
		await dialog.getByLabel('移交人').fill('会务甲');
		await dialog.getByLabel('存放地点').fill('二号柜');
		await judgePage(office, 'hand-over');
		await dialog.getByRole('button', { name: '登记', exact: true }).click();
		await expect(office.getByText('移交已登记')).toBeVisible();
		await office.getByRole('link', { name: /打印清单\s*：移交/ }).click();
		await expect(office.getByRole('heading', { name: /表决档案移交清单/ })).toBeVisible();
		await expect(office.getByText('接收人：档案室 李四')).toBeVisible();
		await expect(office.getByText(`${roundId}-sealed.zip`)).toBeVisible();
		await office.goBack();
		await office.waitForLoadState('networkidle');
	});

	await test.step('a week before its date the overview says so', async () => {
		await office.getByLabel('保管期限至').fill(daysOn(3));
		await office.getByRole('button', { name: '更改期限' }).click();
		await expect(office.getByText('保管期限已保存')).toBeVisible();
		await office.goto('/admin');
		await expect(office.getByText(`将于 ${formatDate(daysOn(3))} 到期`)).toBeVisible();
		await judgePage(office, 'the overview with a reminder');
		await office.getByRole('link', { name: '去归档' }).click();
		await expect(office.getByRole('heading', { level: 1, name: '归档' })).toBeVisible();
		// As long as it is there, a card together with it leads to a ballot.
		await expect(office.getByText('会后请收回代表证并当场销毁')).toBeVisible();
	});

	await test.step('from its date on two persons destroy it, and the public archive stays', async () => {
		await expect(office.getByRole('button', { name: '销毁密封档案…' })).toHaveCount(0);
		await office.getByLabel('保管期限至').fill(daysOn(0));
		await office.getByRole('button', { name: '更改期限' }).click();
		await expect(office.getByText('保管期限已保存')).toBeVisible();
		await bothPresent(office, '销毁密封档案', { ...other, password: session.password }, '两人确认，销毁');
		await expect(office.getByText('已销毁。公开档案和结果仍在')).toBeVisible();
		await expect(office.getByText('会后请收回代表证并当场销毁')).toHaveCount(0);
		await expect(office.getByRole('link', { name: /打印清单\s*：销毁/ })).toBeVisible();
		expect(await taken(office, '下载公开档案')).toContain('public/result.json');
		expect((await office.request.get(`/admin/archive/${roundId}/${roundId}-sealed.zip`)).status()).toBe(404);
	});
	quiet.expectQuiet('readiness and archive');
});

/** The ISO date of Beijing's calendar so many days from today. */
const daysOn = (days: number): string => isoDate(Date.now() + days * 24 * 3600_000);

/** Presses a download link and reads the names in the zip. */
async function taken(page: Page, link: string): Promise<string[]> {
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: link }).click();
	const zip = readZip(readFileSync(await (await download).path()));
	return zip.ok ? zip.value.map(({ name }) => name) : [];
}

async function bothPresent(
	page: Page,
	title: string,
	second: { username: string; password: string },
	confirm: string
): Promise<void> {
	await page.getByRole('button', { name: `${title}…` }).click();
	const dialog = page.getByRole('dialog', { name: title });
	await dialog.getByLabel(/事由|依据和在场人员/).fill('会后归档');
	await dialog.getByLabel('您的密码').fill(session.password);
	await dialog.getByLabel('第二人用户名').fill(second.username);
	await dialog.getByLabel('第二人密码').fill(second.password);
	await dialog.getByRole('button', { name: confirm }).click();
}
