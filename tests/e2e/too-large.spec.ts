import { randomBytes } from 'node:crypto';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { closePages } from '../support/close-pages.ts';
import { issueCards, typeCard } from '../support/deputy-cards.ts';
import { sizes } from '../support/session.ts';
import { insertTown } from '../support/tracked-town.ts';
import { signInPage } from '../support/sign-in-page.ts';

/** A form beyond what the server reads is refused in words where it stands, and keeps what was typed. */

const password = 'a-password-of-the-test';
const suffix = `-${randomBytes(4).toString('hex')}`;
const tooLong = '字'.repeat(400_000);
let desk: Desk;
let projectId: string;
let codes: string[];

test.beforeAll(async () => {
	desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
	const town = await insertTown(desk, '长文镇', suffix, { passwordHash: await hashPassword(password) });
	projectId = town.projects[0]!.id;
	codes = await issueCards(desk, town);
	const group = { projectId, leader: '张三', presidium: 3, deputies: [1, 2] };
	expect(await setSupervisors(desk, town.person('supervision'), group)).toMatchObject({ ok: true });
});
test.afterAll(({ browser }) => closePages(browser));
test.afterAll(() => desk.$client.end());

const sentence = '提交的内容过大，没有办理，也没有保存。填写的内容仍在本页，请缩短文字后再提交。';

async function refusedInWords(page: Page, entry: Locator, button: string, told = sentence): Promise<void> {
	// What a page limits itself can still be larger by an older page or another program.
	await entry.evaluate((field) => field.removeAttribute('maxlength'));
	await entry.fill(tooLong);
	await page.getByRole('button', { name: button, exact: true }).click();
	await expect(page.getByText(told).first()).toBeVisible();
	expect((await entry.inputValue()).length).toBe(tooLong.length);
}

const signedIn = (page: Page, username: string) => signInPage(page, username + suffix, password);

test('a form of the desks or of a deputy that is too large says so on its page, and keeps the words', async ({
	browser
}) => {
	test.slow();
	const baseURL = process.env.PIAOJUE_E2E_ORIGIN!;
	const open = async (viewport: { width: number; height: number }) =>
		(await browser.newContext({ viewport, baseURL })).newPage();

	const tracker = await open(sizes.desk);
	await signedIn(tracker, 'supervision');
	await tracker.goto(`/tracker/${projectId}/corrections`);
	await tracker.waitForLoadState('networkidle');
	await tracker.getByLabel('正确的内容').fill('河道清淤 1.1 公里');
	await tracker.getByLabel('更正原因').last().fill('复核后少 100 米');
	await refusedInWords(tracker, tracker.getByLabel('页面上原来的内容'), '公布更正说明');
	await expect(tracker.getByLabel('更正原因').last()).toHaveValue('复核后少 100 米');

	const phone = await open({ width: 390, height: 844 });
	await phone.goto(`/supervise/${projectId}/record?kind=opinion`);
	await phone.waitForLoadState('networkidle');
	await typeCard(phone, codes[0]!);
	// Its address takes photographs too, so that the words are read, and counted.
	await refusedInWords(phone, phone.getByLabel('意见建议'), '提交', '意见建议不超过 2000 字，没有提交');
});
