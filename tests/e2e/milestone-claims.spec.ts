import { randomBytes } from 'node:crypto';
import { expect, test, type Browser } from '@playwright/test';
import { eq, and } from 'drizzle-orm';
import { isoDate } from '#lib/i18n/format.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { milestone } from '#lib/server/db/tracker-schema.ts';
import { closePages } from '../support/close-pages.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown } from '../support/tracked-town.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const phone = { width: 390, height: 844 };
const today = isoDate(new Date());
let desk: Desk;
let project: string;

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const town = {
		...(await insertTown(desk, '节点镇', suffix, { passwordHash: await hashPassword(password) })),
		desk
	};
	const projectId = await handedOver(town);
	const [start] = await inCongress(desk, town.congressId, (tx) =>
		tx
			.select()
			.from(milestone)
			.where(and(eq(milestone.projectId, projectId), eq(milestone.name, '开工')))
	);
	await reportedMonth(town, '2026-03', '2026-04-02', { [`reached-${start!.id}`]: '2026-04-01' });
	project = `/tracker/${projectId}`;
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

const open = async (
	browser: Browser,
	username: string,
	viewport: { width: number; height: number } = sizes.desk
) => {
	const context = await browser.newContext({ viewport, baseURL: process.env.PIAOJUE_E2E_ORIGIN! });
	const page = await context.newPage();
	const watched = watch(page);
	await signInPage(page, username + suffix, password);
	return { page, watched };
};

test('a unit registers a milestone in mid-month, and everybody reads that it waits', async ({ browser }) => {
	const { page: unit, watched } = await open(browser, 'water');
	await unit.goto(`${project}/reports`);
	const form = unit.getByRole('region', { name: '登记节点完成' });
	await expect(form.getByLabel('完成的节点')).not.toContainText('开工');
	await judgePage(unit, 'the reports with the form');
	await shoot(unit, 'claim-form');
	await form.getByLabel('完成的节点').selectOption({ label: '主体 · 主体完工（计划 2026年8月31日）' });
	await form.getByLabel('完成日期').fill(today);
	await form.getByLabel('说明').fill('护岸全线完成');
	await form.getByRole('button', { name: '登记完成' }).click();
	await expect(unit.getByText('节点完成已登记')).toBeVisible();
	await expect(form.getByLabel('完成的节点')).not.toContainText('主体完工');
	await unit.getByRole('link', { name: '概况', exact: true }).click();
	const nodes = unit.getByRole('region', { name: '时间节点' });
	await expect(nodes.getByText('已填报完成，待审定')).toBeVisible();
	await judgePage(unit, 'the milestones');
	await shoot(unit, 'claimed');
	await unit.goto(`${project}/reports/${today.slice(0, 7)}`);
	await expect(unit.getByLabel('主体 · 主体完工')).toHaveValue(today);
	watched.expectQuiet('the unit');

	const { page: resident } = await open(browser, 'supervision', phone);
	await resident.goto(project.replace('/tracker', '/projects'));
	await expect(resident.getByText('已填报完成，待审定')).toBeVisible();
	await judgePage(resident, 'the public page');
	await shoot(resident, 'claimed-public');
	await resident.goto(`${project}/reports`);
	await judgePage(resident, 'the reports on a phone');
	await shoot(resident, 'reports-phone');
});

test('the office opens a milestone again that was wrongly approved as done', async ({ browser }) => {
	const { page: office, watched } = await open(browser, 'supervision');
	await office.goto(`${project}/corrections`);
	const form = office.getByRole('region', { name: '更正节点完成' });
	await form.getByLabel('登记错误的节点').selectOption({ label: '开工（登记 2026年4月1日 完成）' });
	await form.getByLabel('更正原因').fill('开工仪式改期，尚未进场');
	await judgePage(office, 'the correction');
	await shoot(office, 'completion-form');
	await form.getByRole('button', { name: '改回尚未完成并公布说明' }).click();
	await expect(office.getByText('节点已改为尚未完成')).toBeVisible();
	await expect(form).toHaveCount(0);
	await expect(office.getByRole('region', { name: '更正说明' })).toContainText('节点“开工”的完成日期');
	await shoot(office, 'completion-withdrawn');
	await office.goto(`${project}/history`);
	await expect(office.getByText('更正节点完成登记')).toBeVisible();
	watched.expectQuiet('the office');
});
