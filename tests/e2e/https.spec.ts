import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import postgres from 'postgres';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode } from '#lib/crypto/card.ts';
import { browserPath } from '../support/browser.ts';
import { startHttpsApp, type HttpsApp } from '../support/https-app.ts';
import { judgePage } from '../support/judge-page.ts';
import { sizes } from '../support/session.ts';
import { signInPage } from '../support/sign-in-page.ts';

/** What an office printer lays down at least. */
const DPI = 150;

let app: HttpsApp;
let browser: Browser;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	app = await startHttpsApp({ hosts: ['vote.hall.test', '127.0.0.1'] });
	browser = await chromium.launch({
		executablePath: browserPath(),
		args: [
			...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
			// The hall's name, and the hall's certificate as a device that trusts the root sees it.
			'--host-resolver-rules=MAP vote.hall.test 127.0.0.1',
			`--ignore-certificate-errors-spki-list=${app.spki}`
		]
	});
});
test.afterAll(async () => {
	await browser?.close();
	await app?.stop();
});

const open = (
	size: { width: number; height: number },
	more: { hasTouch?: boolean; deviceScaleFactor?: number } = {}
) =>
	browser.newContext({
		viewport: size,
		baseURL: app.origin,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		acceptDownloads: true,
		...more
	});

async function signIn(context: BrowserContext, username: string): Promise<Page> {
	const page = await context.newPage();
	await signInPage(page, username, app.credentials.staff[0]!.password);
	return page;
}

test('a tablet that takes the hall’s certificate passes its check, by the office’s code', async () => {
	const office = await signIn(await open(sizes.desk), 'office-1');
	await office.getByRole('link', { name: '设备检查' }).click();
	await expect(office.getByText('通过 0 台，未通过 0 台，没有检查 12 台')).toBeVisible();
	const code = await office.locator('dd code').nth(1).innerText();

	const tablet = await (await open(sizes.tablet, { hasTouch: true })).newPage();
	await tablet.goto(`/device#code=${code}&kind=tablet`);
	await expect(tablet.getByRole('radio', { name: '代表平板' })).toBeChecked();
	await expect(tablet.getByLabel('检查码')).toHaveValue(code);
	await tablet.getByLabel('标签编号').fill('7');
	const again = tablet.getByRole('button', { name: '重新检查' });
	await expect(again).toBeVisible();
	// A browser without a screen may have no wake lock; then a person answers for the system's own setting.
	const settings = tablet.getByLabel('已在系统设置中关闭自动锁屏');
	if (await settings.isVisible()) await settings.check();
	// A busy machine is slow once in a while: whoever checks a tablet presses once more, too.
	const failed = tablet.getByText('未通过', { exact: true });
	await expect(async () => {
		if (await failed.count()) await again.click();
		await expect(again).toBeVisible();
		expect(await failed.count()).toBe(0);
	}).toPass({ timeout: 90_000 });
	const save = tablet.getByRole('button', { name: '保存检查结果' });
	await expect(save).toBeDisabled();
	await tablet.getByRole('button', { name: '开始触摸测试' }).tap();
	for (let at = 1; at <= 9; at++) await tablet.getByRole('button', { name: `触点 ${at}` }).tap();
	await expect(failed).toHaveCount(0);
	await judgePage(tablet, 'device check');
	await save.tap();
	await expect(tablet.getByText('代表平板 7 号的检查结果已保存：通过。')).toBeVisible();

	await expect(office.getByText('通过 1 台，未通过 0 台，没有检查 11 台')).toBeVisible();
	await expect(office.getByRole('row', { name: /^7 通过/ })).toBeVisible();
	await judgePage(office, 'devices');
	await tablet.getByLabel('检查码').fill('0000-0000');
	await save.tap();
	await expect(tablet.getByText('检查码不正确或已过期')).toBeVisible();
	await office.context().close();
	await tablet.context().close();
});

test('cards are made, registered and reissued, and no seed is in a request, a log or the database', async () => {
	const { sql } = app.database;
	const [congress] = await sql<{ id: string }[]>`select id from desk.congress`;
	const elect = (from: number, to: number) => sql`
		insert into desk.delegate (congress_id, number, name, delegation, seat)
		select ${congress!.id}, n, '补选代表' || n, '第十二代表团', n || '排12座' from generate_series(${from}::int, ${to}::int) n`;
	await elect(13, 22);
	const context = await open(sizes.desk, { deviceScaleFactor: DPI / 96 });
	const seen = record(context);
	const office = await signIn(context, 'office-1');
	await office.getByRole('link', { name: '代表证卡' }).click();
	await judgePage(office, 'cards');

	// First cards: made here, read back from the sheet as a scanner would, and only then registered.
	await office.getByRole('button', { name: '制作 10 张卡' }).click();
	// The address that is printed is shown; one that tablets can open needs no second word.
	await expect(office.getByText('印进二维码的地址')).toContainText(app.origin);
	await expect(office.getByRole('button', { name: '生成' })).toHaveCount(0);
	const first = await codesOnSheet(office, 10);
	const register = office.getByRole('button', { name: '登记 10 张卡的公钥' });
	await expect(register).toBeDisabled();
	expect(seen.bodies()).not.toContain('publicKey');
	await office.getByLabel('10 张卡都已打在纸上').check();
	await judgePage(office, 'printing cards');
	const asked = office.waitForEvent('dialog').then(async (question) => {
		await question.dismiss();
		return question.message();
	});
	await office.getByRole('button', { name: '放弃这批卡' }).click();
	expect(await asked).toContain('放弃后，已打印的卡全部作废');
	await register.click();
	await expect(office.getByText('已登记 10 张卡。')).toBeVisible();
	await expect(office.getByText('全体代表都有代表证卡。')).toBeVisible();
	await expect(office.getByRole('link', { name: /^下载制卡页/ })).toBeHidden();
	await expect(office.getByText('没有未发证的代表，不需要再制。')).toBeVisible();

	// 补发: the office makes the new card, a scrutineer confirms it with a password.
	await office.getByRole('searchbox').fill('15');
	await office.getByRole('button', { name: '办理 15 号' }).click();
	await office.getByRole('button', { name: '补发新卡…' }).click();
	const second = await codesOnSheet(office, 1);
	await office.getByLabel('1 张卡都已打在纸上').check();
	await office.getByLabel('原因').fill('遗失');
	await office.getByRole('button', { name: '提出补发 1 张' }).click();
	await expect(office.getByRole('heading', { name: '补发 1 张卡，等待监票人确认' })).toBeVisible();
	const scrutineer = await signIn(await open(sizes.desk), 'scrutineer');
	await scrutineer.getByRole('link', { name: '核对并确认' }).click();
	await judgePage(scrutineer, 'confirming a reissue');
	await scrutineer.getByLabel('您的登录密码').fill(app.credentials.staff[0]!.password);
	await scrutineer.getByRole('button', { name: '确认补发 1 张' }).click();
	await expect(scrutineer.getByText('已补发 1 张卡，旧卡停用。')).toBeVisible();
	await expect(office.getByText('曾换发 1 次')).toBeVisible();

	// An unplugged machine: one saved file, no request, and a roll.csv that is imported here.
	await elect(23, 24);
	await office.reload();
	const saving = office.waitForEvent('download');
	await office.getByRole('link', { name: '下载制卡页（含 2 位未发证代表的名单）' }).click();
	const file = join(mkdtempSync(join(tmpdir(), 'piaojue-unplugged-')), 'cards.html');
	await (await saving).saveAs(file);
	const unplugged = await open(sizes.desk, { deviceScaleFactor: DPI / 96 });
	const requests: string[] = [];
	unplugged.on('request', (request) => requests.push(request.url()));
	const machine = await unplugged.newPage();
	const address = pathToFileURL(file).href;
	const chooseList = (list: string) =>
		machine
			.getByLabel('改用 CSV 名单')
			.setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
	await machine.goto(address);
	await chooseList('代表证号*,姓名*,座位\n23,甲,1座');
	await expect(machine.getByRole('alert')).toContainText('没有找到必需的列：“代表团”');
	await expect(machine.getByText('用随页带来的名单（2 人）。')).toBeVisible();
	await chooseList('代表证号*,姓名*,代表团*\n23,甲,一团');
	await expect(machine.getByText('用“名册.csv”中的名单（1 人）。')).toBeVisible();
	await expect(machine.getByRole('alert')).toBeHidden();
	await machine.getByLabel('改用 CSV 名单').setInputFiles([]);
	await machine.getByRole('button', { name: '生成' }).click();
	const third = await codesOf(machine, machine.getByRole('article'), 2);
	await machine.getByLabel('都已打在纸上').check();
	const rollSaved = machine.waitForEvent('download');
	await machine.getByRole('button', { name: '保存 roll.csv' }).click();
	const roll = await (await rollSaved).path();
	expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([address]);
	await office.getByLabel('roll.csv 文件').setInputFiles({
		name: 'roll.csv',
		mimeType: 'text/csv',
		buffer: readFileSync(roll)
	});
	await office.getByRole('button', { name: '导入公钥' }).click();
	await expect(office.getByText('已登记 2 张卡。')).toBeVisible();
	await machine.close({ runBeforeUnload: false });

	// The cards open what they should: the new one of 15, not the one before.
	const states = await sql<{ number: number; state: string; key: string }[]>`
		select d.number, c.state, encode(c.public_key, 'hex') as key from desk.card c
		join desk.delegate d on d.id = c.delegate_id where d.number > 12`;
	const keyOf = (code: string) => Buffer.from(card(code).publicKey).toString('hex');
	expect(states.find(({ key }) => key === keyOf(second[0]!))).toMatchObject({ number: 15, state: 'issued' });
	expect(states.filter(({ state }) => state === 'revoked').map(({ number }) => number)).toEqual([15]);
	expect(states).toHaveLength(13);

	// No seed, no code and no secret half, in whatever spelling, is anywhere a server or its operator could look.
	const places = { requests: seen.everything(), log: app.log(), database: await dump() };
	const made = [...first, ...second, ...third];
	expect(new Set(made).size).toBe(13);
	for (const code of made) {
		expect(places.database).toContain(keyOf(code));
		for (const [place, text] of Object.entries(places))
			for (const needle of secretsOf(code)) expect(text.includes(needle), `${place}: ${needle}`).toBe(false);
	}
	expect(places.requests).toContain(toBase64url(card(first[0]!).publicKey));
	await context.close();
});

const seedOf = (code: string): Uint8Array => {
	const seed = readTypedCode(code);
	if (!seed.ok) throw new Error(`not a card code: ${code}`);
	return seed.value;
};
const card = (code: string) => cardFromSeed(seedOf(code));

/** Every spelling in which a card's secrets could have been written down. */
function secretsOf(code: string): string[] {
	const bytes = [seedOf(code), card(code).secret, card(code).tokenSecret];
	const plain = code.replaceAll('-', '');
	return [
		...[code, plain, code.toLowerCase(), plain.toLowerCase(), plain.slice(0, 26)],
		...bytes.flatMap((value) => {
			const buffer = Buffer.from(value);
			return [
				buffer.toString('hex'),
				buffer.toString('hex').toUpperCase(),
				buffer.toString('base64').replace(/=+$/, ''),
				buffer.toString('base64url'),
				[...value].join(','),
				encodeURIComponent(buffer.toString('base64'))
			];
		})
	];
}

/** All that leaves the pages of a context, and what they write to their console. */
function record(context: BrowserContext) {
	const requests: string[] = [];
	const bodies: string[] = [];
	const other: string[] = [];
	context.on('request', (request) => {
		requests.push(request.url(), JSON.stringify(request.headers()));
		const body = request.postDataBuffer()?.toString('latin1') ?? '';
		bodies.push(body, decodeURIComponent(body.replace(/%(?![0-9a-f]{2})/gi, '%25')));
	});
	context.on('console', (message) => other.push(message.text()));
	context.on('page', (page) =>
		page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => other.push(String(payload))))
	);
	return {
		bodies: () => bodies.join('\n'),
		everything: () => [...requests, ...bodies, ...other].join('\n')
	};
}

/** The codes of the sheet in the frame that is printed, each read from its picture at the printer's resolution. */
async function codesOnSheet(page: Page, count: number): Promise<string[]> {
	const frame = page.frameLocator('iframe[title="待打印的代表证卡"]');
	return codesOf(page, frame.getByRole('article'), count);
}

async function codesOf(page: Page, cards: ReturnType<Page['getByRole']>, count: number): Promise<string[]> {
	await expect(cards).toHaveCount(count);
	// From the package itself: left alone the library would fetch its wasm from a public server.
	const wasm = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
	const codes: string[] = [];
	for (const one of await cards.all()) {
		const [found] = await readBarcodes(new Uint8Array(await one.screenshot()), { formats: ['QRCode'] });
		const code = found?.text.split('/tablet#card=')[1] ?? '';
		expect(found?.text.startsWith(`${app.origin}/tablet#card=`)).toBe(true);
		expect((await one.innerText()).replace(/\s/g, '')).toContain(code);
		codes.push(code);
	}
	return codes;
}

/** Every row of every table, as text, bytes in hexadecimal. */
async function dump(): Promise<string> {
	const sql = postgres(app.database.superuserUrl, { max: 1, onnotice: () => {} });
	try {
		const tables = await sql<{ name: string }[]>`
			select format('%I.%I', table_schema, table_name) as name from information_schema.tables
			where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
		const texts: string[] = [];
		for (const { name } of tables) {
			const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
			texts.push(...rows.map(({ row }) => row));
		}
		return texts.join('\n');
	} finally {
		await sql.end();
	}
}
