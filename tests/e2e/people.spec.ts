import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { judgePage, watch } from '../support/judge-page.ts';
import { Session } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';

let session: Session;

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { delegates: 8 });
});

test.afterAll(() => session.end());

const OWN = '一条长长的路走到会场';

test('an account is made, gets its own password, is disabled while at work, and all of it is in the log', async () => {
	test.slow();
	const username = `office-${Date.now().toString(36)}`;

	// The office says who watches over the ballot, and who has no account yet.
	const office = await session.staffPage('office-1');
	const officeFaults = watch(office);
	await office.goto('/admin/rules');
	await office.getByRole('link', { name: '到“监票人”页确定或更换' }).click();
	await expect(office.getByRole('heading', { level: 1, name: '监票人' })).toBeVisible();
	await office.getByLabel('代表证号或姓名').fill('7');
	await office.getByRole('button', { name: '添加' }).click();
	const list = office.getByRole('region', { name: '监票人', exact: true });
	await expect(list.getByText('没有账号：请安全管理员')).toBeVisible();
	await judgePage(office, '/admin/scrutineers');
	await list.getByRole('button', { name: /移出名单.*07/ }).click();
	await expect(list.getByText('没有账号')).toBeHidden();
	officeFaults.expectQuiet('/admin/scrutineers');

	// The security administrator makes an account; its password is shown once.
	const security = await session.staffPage('security');
	const faults = watch(security);
	await expect(security).toHaveURL(/\/people$/);
	await judgePage(security, '/people');
	await security.getByRole('link', { name: '责任单位' }).click();
	await expect(security.getByRole('link', { name: /新建账号/ }).first()).toBeVisible();
	await judgePage(security, '/people/units');
	await security.getByRole('link', { name: '账号', exact: true }).click();
	await expect(security).toHaveURL(/\/people$/);
	await security.getByRole('link', { name: '新建账号' }).click();
	// The list that is left has a field for user names too.
	await expect(security.getByRole('heading', { level: 1, name: '新建账号' })).toBeVisible();
	await security.getByLabel('用户名').fill(username);
	await security.getByLabel('姓名', { exact: true }).fill('会务丁');
	await security.getByLabel('角色').selectOption('office');
	await judgePage(security, '/people/new');
	await security.getByRole('button', { name: '新建账号' }).click();
	const region = security.getByRole('region', { name: /一次性密码/ });
	const oneTime = await region.locator('code').innerText();
	await region.getByRole('link', { name: '已交给本人' }).click();
	await expect(security.getByRole('row', { name: new RegExp(username) })).toContainText('待改密码');

	// Its owner signs in, is led to the own password, and only then to work.
	const person = await session.page();
	const ownFaults = watch(person);
	await signInPage(person, username, oneTime);
	await expect(person).toHaveURL(/\/account$/);
	await person.goto('/admin');
	await expect(person).toHaveURL(/\/account$/);
	await person.getByLabel('当前密码').fill(oneTime);
	await person.getByLabel('新密码', { exact: true }).fill('password2026');
	await expect(person.getByText('新密码太常见')).toBeVisible();
	await person.getByLabel('新密码', { exact: true }).fill(`${OWN}呀呀`);
	await expect(person.getByText('密码强度')).toBeVisible();
	await person.getByLabel('再输入一次新密码').fill(`${OWN}呀呀`);
	await judgePage(person, '/account, with a password that must be changed');
	await person.getByRole('button', { name: '更改密码' }).click();
	await expect(person.getByText('密码已更改')).toBeVisible();
	await expect(person.getByRole('region', { name: '登录的设备' }).getByText('本机')).toBeVisible();
	await judgePage(person, '/account');
	await person.getByRole('link', { name: '返回工作页面' }).click();
	await expect(person.getByText('已连接')).toBeVisible();
	ownFaults.expectQuiet('/account');

	// Disabled, the open page is out at once.
	await security.getByLabel('姓名、用户名或单位').fill(username);
	await security.getByRole('button', { name: '查找' }).click();
	await security.getByRole('link', { name: `办理 ${username}` }).click();
	await judgePage(security, '/people/[id]');
	const devices = security.getByRole('region', { name: '登录的设备' });
	await expect(devices.getByRole('listitem')).toHaveCount(1);
	await expect(devices.getByText('两小时内用过')).toBeVisible();
	await devices.getByRole('button', { name: '全部退出' }).click();
	await expect(devices.getByText('现在没有登录')).toBeVisible();
	await expect(person).toHaveURL(/\/login\?next=%2Fadmin$/);
	await signInPage(person, username, `${OWN}呀呀`);
	await expect(person.getByText('已连接')).toBeVisible();
	await security.getByRole('button', { name: '停用账号' }).click();
	await expect(security.getByText('账号已停用', { exact: false }).first()).toBeVisible();
	await expect(person).toHaveURL(/\/login\?next=%2Fadmin$/);
	faults.expectQuiet('/people');

	// The audit administrator finds all of it, in words, and takes it home.
	const audit = await session.staffPage('audit');
	const auditFaults = watch(audit);
	await audit.getByLabel('内容包含').fill(username);
	await audit.getByRole('button', { name: '查找' }).click();
	const rows = audit.getByRole('row');
	await expect(rows.filter({ hasText: '停用账号' })).toHaveCount(1);
	await expect(rows.filter({ hasText: '新建账号' })).toHaveCount(1);
	await audit.getByRole('button', { name: '立即核对' }).click();
	await expect(audit.getByText(/链条完整/).first()).toBeVisible();
	await judgePage(audit, '/audit');
	const waiting = audit.waitForEvent('download');
	await audit.getByRole('button', { name: '导出 CSV' }).click();
	const file = readFileSync(await (await waiting).path(), 'utf8');
	expect(file).toContain('停用账号');
	auditFaults.expectQuiet('/audit');

	// The system administrator sees that it runs, and nothing of the session.
	const system = await session.staffPage('system');
	const systemFaults = watch(system);
	await expect(system.getByText('数据库连接')).toBeVisible();
	await judgePage(system, '/system');
	systemFaults.expectQuiet('/system');
	for (const path of ['/people', '/audit', '/admin', '/chair'])
		expect((await system.request.get(path)).status(), path).toBe(403);
});
