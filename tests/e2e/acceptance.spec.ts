import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { evidence, visit } from '#lib/server/db/tracker-schema.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { closePages } from '../support/close-pages.ts';
import { judgePage } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown } from '../support/tracked-town.ts';

/** 验收 on its pages: returned, handed in again, approved by mistake, and a photograph that must come off. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
let desk: Desk;
let town: Awaited<ReturnType<typeof insertTown>>;
let projectId: string;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	town = await insertTown(desk, '验收镇', suffix, { passwordHash: await hashPassword(password) });
	projectId = town.projects[0]!.id;
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

test('returned, a 验收 goes in again with its photograph, which may be taken off the public page', async ({
	browser
}) => {
	test.slow();
	const open = async (username: string, size: { width: number; height: number }) => {
		const baseURL = process.env.PIAOJUE_E2E_ORIGIN!;
		const page = await (await browser.newContext({ viewport: size, baseURL })).newPage();
		await signInPage(page, `${username}${suffix}`, password);
		return page;
	};
	const [unit, office] = [await open('water', sizes.desk), await open('supervision', sizes.desk)];
	const tab = async (page: typeof unit, path: string) => {
		await page.goto(`/tracker/${projectId}${path}`);
		await page.waitForLoadState('networkidle');
	};
	await tab(unit, '/photos');
	const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#4a7a5a' } });
	const buffer = await picture.jpeg().toBuffer();
	await unit.getByLabel('类别').selectOption('after');
	await unit.getByLabel('拍摄日期').fill('2026-11-01');
	await unit.getByLabel('说明').fill('完工后的河岸');
	await unit.getByLabel('选择文件').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
	await unit.getByRole('button', { name: '上传', exact: true }).click();
	await expect(unit.getByAltText('完工后的河岸')).toBeVisible();

	const handIn = async () => {
		await tab(unit, '/acceptance');
		await unit.getByLabel('验收日期').fill('2026-11-20');
		await unit.getByLabel('参加验收人员').fill('镇水务站、监理单位');
		await unit.getByLabel('验收意见').fill('工程质量合格');
	};
	await handIn();
	await unit.getByLabel('完工后的河岸').check();
	await unit.getByRole('button', { name: '报送验收' }).click();
	await expect(unit.getByText('等待审定').first()).toBeVisible();
	await tab(office, '/acceptance');
	await office.getByLabel('理由').fill('缺监理意见');
	await office.getByRole('button', { name: /退回/ }).click();
	await expect(office.getByText('退回理由：缺监理意见')).toBeVisible();

	await unit.goto('/tracker');
	await expect(unit.getByRole('link', { name: '验收被退回：缺监理意见' })).toBeVisible();
	await shoot(unit, 'todo');
	await handIn();
	await expect(unit.getByRole('checkbox', { name: '完工后的河岸' })).toBeChecked();
	// 元 typed for 万元.
	await unit.getByLabel('决算金额（万元').fill('4700000');
	await judgePage(unit, 'a returned acceptance');
	await shoot(unit, 'returned');
	await unit.getByRole('button', { name: '报送验收' }).click();
	await expect(unit.getByText('大于总投资 480.00 万元，没有报送')).toBeVisible();
	await unit.getByLabel('决算金额（万元').fill('490');
	await unit.getByLabel('决算金额的说明').fill('追加两岸护栏');
	await unit.getByRole('button', { name: '报送验收' }).click();
	await expect(unit.getByText('第 2 次')).toBeVisible();
	await expect(unit.getByRole('link', { name: '完工后的河岸' })).toHaveCount(2);

	await tab(office, '/acceptance');
	await expect(office.getByText('决算金额大于总投资（总投资 480')).toBeVisible();
	await expect(office.getByText('追加两岸护栏')).toBeVisible();
	await judgePage(office, 'an acceptance whose sum is above the total');
	await shoot(office, 'final-over-total');
	await office.getByRole('button', { name: '审定通过' }).click();
	await office.getByRole('link', { name: '撤销审定' }).click();
	const revoke = office.getByRole('region', { name: '撤销验收审定' });
	await expect(revoke).toContainText('第 2 次，验收合格（2026年11月20日验收）');
	await revoke.getByLabel('撤销原因').fill('点错了项目，验收材料还不齐');
	await judgePage(office, 'the corrections with an approval to be revoked');
	await shoot(office, 'revoke');
	await revoke.getByRole('button', { name: '撤销审定并公布说明' }).click();
	await expect(office.getByText('验收的审定已撤销')).toBeVisible();
	await expect(revoke).toHaveCount(0);
	await office.goto(`/projects/${projectId}`);
	await expect(office.getByText('审定已撤销，项目尚未通过验收')).toBeVisible();
	await tab(unit, '/acceptance');
	await expect(unit.getByText('审定已撤销：点错了项目，验收材料还不齐')).toBeVisible();
	await expect(unit.getByRole('button', { name: '报送验收' })).toBeVisible();
	await shoot(unit, 'revoked');

	await tab(office, '/photos');
	const kept = office.getByRole('listitem').filter({ hasText: '完工后的河岸' });
	await expect(kept).toContainText('验收材料');
	await judgePage(office, 'photographs with one of an acceptance');
	await shoot(office, 'photos');
	await kept.getByText('撤下').first().click();
	await kept.getByLabel('理由').fill('拍到居民车牌');
	await kept.getByRole('button', { name: '撤下' }).click();
	await expect(office.getByRole('status')).toContainText('已撤下');
	await expect(office.getByAltText('完工后的河岸')).toHaveCount(0);
	await tab(office, '/acceptance');
	await expect(office.getByText('完工后的河岸（已撤下：拍到居民车牌）')).toHaveCount(2);
	await shoot(office, 'withdrawn');
});

test('the office takes a deputy’s photograph off, the unit can’t', async ({ browser }) => {
	const group = { projectId, leader: '张三', presidium: 3, deputies: [1, 2] };
	expect(await setSupervisors(desk, town.person('supervision'), group)).toMatchObject({ ok: true });
	const visitId = crypto.randomUUID();
	const delegateId = town.deputies[0]!.id;
	const own = { congressId: town.congressId, projectId, delegateId };
	await inCongress(desk, town.congressId, async (tx) => {
		await tx.insert(visit).values({
			...{ ...own, id: visitId, kind: 'visit', visitedOn: '2026-11-01', companions: [] },
			...{ found: '护坡已完成', opinion: '', at: new Date() }
		});
		await tx.insert(evidence).values({
			...{ ...own, id: crypto.randomUUID(), visitId, kind: 'photo', slot: 'during', caption: '护坡' },
			...{ takenOn: '2026-11-01', takenFrom: 'entered', mediaType: 'image/jpeg', bytes: 10 },
			...{ sha256: randomBytes(32), uploadedAt: new Date(), uploadedBy: '代表1' }
		});
	});
	for (const [username, buttons] of [
		['water', 0],
		['supervision', 1]
	] as const) {
		const baseURL = process.env.PIAOJUE_E2E_ORIGIN!;
		const page = await (await browser.newContext({ viewport: sizes.desk, baseURL })).newPage();
		await signInPage(page, `${username}${suffix}`, password);
		await page.goto(`/tracker/${projectId}/opinions`);
		await page.waitForLoadState('networkidle');
		await expect(page.getByText('护坡', { exact: true })).toBeVisible();
		await expect(page.getByText('撤下：护坡')).toHaveCount(buttons);
		if (!buttons) continue;
		await page.getByText('撤下：护坡').click();
		await judgePage(page, 'a visit with the form that takes a photograph off', { links: false });
		await shoot(page, 'opinions');
		await page.getByLabel('理由').fill('拍到居民车牌');
		await page.getByRole('button', { name: '撤下' }).click();
		await expect(page.getByRole('status')).toContainText('已撤下');
		await expect(page.getByText('护坡', { exact: true })).toHaveCount(0);
	}
});
