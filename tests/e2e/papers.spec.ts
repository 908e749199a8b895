import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { toBase64url } from '#lib/crypto/bytes.ts';
import { readPdf, textOf, type PdfPage, type ReadPdf } from '../support/pdf.ts';
import { approving, Session, type Account } from '../support/session.ts';

const RARE = '䶮山村、㛃坞村、镕河村道路工程';

let session: Session;
let roundId: string;

/** One announced round of 20 candidates, the first with rare characters in its name. */
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { rules: { tallyDisplay: 'after-close' } });
	await twentyCandidates();
	roundId = await session.vote(() => approving([1, 2, 3, 4, 5], 20));
});

test.afterAll(() => session.end());

const paper = async (path: string, account: Account = 'office-1') =>
	(await session.staff(account)).get(`/papers/${path}`);

async function pdf(path: string): Promise<ReadPdf> {
	const answer = await paper(path);
	expect(answer.status, path).toBe(200);
	expect(answer.headers.get('content-type')).toBe('application/pdf');
	expect(decodeURIComponent(answer.headers.get('content-disposition')!)).toContain('（演示数据）.pdf');
	const bytes = new Uint8Array(await answer.arrayBuffer());
	return readPdf(bytes);
}

test('before the certification nobody prints a figure of a candidate under after-close', async () => {
	const chief = await session.staff('chief');
	await expect.poll(() => chief.act('/scrutineer?/declareValid', { roundId })).toBeNull();
	await expect.poll(() => session.roundState()).toBe('counted');
	for (const account of ['office-1', 'chair', 'chief', 'scrutineer'] as const) {
		const page = await paper(`report?round=${roundId}`, account);
		expect(page.status).toBe(409);
		expect(await page.text()).not.toContain(RARE);
		for (const file of ['report.pdf', 'report.xlsx', 'report.csv', 'announcement.pdf'])
			expect((await paper(`${file}?round=${roundId}`, account)).status, file).toBe(409);
	}
});

test('the report is an A4 paper with its margins, embedded fonts, page numbers and one block of signatures', async () => {
	await session.sign(roundId, await resultHash());
	await session.announce(roundId);
	const report = await pdf(`report.pdf?round=${roundId}`);
	expect(report.pages.length).toBeGreaterThan(1);
	for (const [i, page] of report.pages.entries()) {
		expect(Math.abs(page.width - 595.28), 'A4').toBeLessThan(1);
		expect(Math.abs(page.height - 841.89), 'A4').toBeLessThan(1);
		inTypeArea(page, `第${i + 1}页共${report.pages.length}页`);
	}
	expect(report.unembedded).toEqual([]);
	expect(report.missing, 'boxes instead of characters').toBe(0);
	expect(report.text).toContain(RARE);
	const signed = report.pages.filter((page) => /计票人.*监票人.*总监票人.*年月日/.test(page.text));
	expect(signed).toHaveLength(1);
});

test('all papers carry 演示数据 on every page', async () => {
	for (const path of ['ballot.pdf', 'booklet.pdf', 'announcement.pdf'].map((f) => `${f}?round=${roundId}`)) {
		const { pages, unembedded, missing } = await pdf(path);
		expect(pages.filter((page) => !page.text.includes('演示数据'))).toEqual([]);
		expect(unembedded).toEqual([]);
		expect(missing, path).toBe(0);
	}
	const attendance = await pdf('attendance.pdf');
	expect(attendance.pages.filter((page) => !page.text.includes('演示数据'))).toEqual([]);
	expect(attendance.text).toMatch(/应到代表12人.实到12人/);
});

test('a character that no font has would be found in a PDF', async () => {
	const page = await session.page();
	for (const font of ['Noto Serif CJK SC', 'DejaVu Sans Mono', 'sans-serif']) {
		await page.setContent(`<p style="font: 16pt '${font}'">${RARE}\u{E123}A\u{2FA1F}</p>`);
		expect((await readPdf(new Uint8Array(await page.pdf()))).missing, font).toBe(2);
	}
});

test('ballots come in the number asked for', async () => {
	const { text, pages } = await pdf(`ballot.pdf?round=${roundId}&copies=3`);
	expect(text.match(/填票说明/g)).toHaveLength(3);
	expect(pages.at(-1)!.text).toContain('印制3张');
});

test('the same page is read, printed and left by keyboard from the list of papers', async () => {
	const page = await session.staffPage('office-1');
	await page.getByRole('link', { name: '会议文书' }).click();
	await expect(page.getByRole('heading', { name: '会议文书', exact: true })).toBeVisible();
	await page.getByRole('link', { name: '打开打印：计票结果报告单' }).click();
	await expect(page.getByRole('heading', { name: /计票结果报告单/ })).toBeVisible();
	const faults: string[] = [];
	page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
	await page.reload();
	await page.evaluate(() => {
		window.print = () => document.body.setAttribute('data-printed', 'yes');
	});
	await page.getByRole('button', { name: '打印' }).click();
	await expect(page.locator('body[data-printed]')).toBeAttached();
	// 28 characters of 3 号 in a line of 156 mm.
	const fits = await page.evaluate(() => {
		const line = document.createElement('span');
		line.textContent = '票'.repeat(28);
		line.style.whiteSpace = 'nowrap';
		document.querySelector('main')!.append(line);
		return (line.getBoundingClientRect().width / 96) * 25.4;
	});
	expect(fits).toBeLessThanOrEqual(156.05);
	expect(fits).toBeGreaterThan(154);
	expect(faults).toEqual([]);
	await page.getByRole('link', { name: '返回会议文书' }).click();
	await expect(page.getByRole('heading', { name: '会议文书', exact: true })).toBeVisible();
});

test('names of deputies are the office’s, and tellers and strangers have no papers', async () => {
	expect(await (await paper('attendance')).text()).toContain(session.delegate(1).name);
	const chair = await paper('attendance', 'chair');
	expect(chair.status).toBe(200);
	expect(await chair.text()).not.toContain(session.delegate(1).name);
	expect((await paper('attendance.csv', 'chair')).status).toBe(404);
	expect((await paper('attendance.csv')).status).toBe(200);
	expect((await paper('', 'teller-1')).status).toBe(403);
	const stranger = await fetch(`${process.env.PIAOJUE_E2E_ORIGIN}/papers/report?round=${roundId}`, {
		redirect: 'manual'
	});
	expect(stranger.status).toBe(303);
});

test('everybody has the announcement and the result as tables from the public page', async () => {
	const page = await session.page();
	await page.goto(`/results/${roundId}`);
	await page.getByRole('link', { name: '票决结果公告（打印）' }).click();
	await expect(page.getByText('现予公告。')).toBeVisible();
	await page.goto(`/results/${roundId}`);
	const saved = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Excel 表格' }).click();
	expect((await saved).suggestedFilename()).toContain('票决结果（演示数据）.xlsx');
	const origin = process.env.PIAOJUE_E2E_ORIGIN!;
	const announced = await fetch(`${origin}/results/${roundId}/announcement.pdf`);
	expect((await readPdf(new Uint8Array(await announced.arrayBuffer()))).text).toContain('现予公告。');
	for (const path of ['report', 'report.pdf', 'ballot', 'attendance.csv', 'booklet.pdf'])
		expect((await fetch(`${origin}/results/${roundId}/${path}`)).status, path).toBe(404);
});

const MM = 72 / 25.4;

/**
 * GB/T 9704: 天头 37 mm, 订口 28 mm, and 156 × 225 mm of type, in which everything stands but the word at the head and
 * the number at the foot. The page begins where the type area does, give or take a line's own white.
 */
function inTypeArea({ items, width, height }: PdfPage, number: string): void {
	const upright = items.filter((item) => item.upright);
	const [top, bottom] = [37 * MM, height - 35 * MM];
	const body = upright.filter(({ base }) => base > top && base <= bottom);
	expect(textOf(upright.filter(({ base }) => base <= top))).toBe('演示数据');
	expect(textOf(upright.filter(({ base }) => base > bottom))).toBe(number);
	const first = Math.min(...body.map((item) => item.top));
	expect(first, '天头').toBeGreaterThanOrEqual(top - 1);
	expect(first, '天头').toBeLessThanOrEqual(top + 5 * MM);
	const left = Math.min(...body.map((item) => item.left));
	expect(left, '订口').toBeGreaterThanOrEqual(28 * MM - 1);
	expect(left, '订口').toBeLessThanOrEqual(28 * MM + 5 * MM);
	for (const { text, right } of body) expect(right, text).toBeLessThanOrEqual(width - 26 * MM + 2);
}

/** Twelve more candidates than the demonstration's eight, while the ballot is a draft. */
async function twentyCandidates(): Promise<void> {
	const sql = postgres(process.env.PIAOJUE_E2E_DATABASE_URL!, { max: 1 });
	const { meetingId, roundId: draft } = session.credentials;
	await sql`update desk.candidate set name = ${RARE} where number = 1 and meeting_id = ${meetingId}`;
	await sql`with more as (
		insert into desk.candidate (congress_id, meeting_id, number, name, short_name, category, place, content,
			scale, total_fen, year_fen, funding, unit, leader, beneficiaries, basis)
		select congress_id, meeting_id, n, '第' || n || '村道路硬化与排水管网提升改造工程', '第' || n || '村道路工程',
			category, place, content, scale, total_fen, year_fen, funding, unit, leader, beneficiaries, basis
		from desk.candidate, generate_series(9, 20) as n
		where number = 2 and meeting_id = ${meetingId}
		returning congress_id, id, number
	)
	insert into desk.round_candidate (congress_id, round_id, candidate_id, number)
	select congress_id, ${draft}, id, number from more`;
	await sql.end();
}

async function resultHash(): Promise<string> {
	const sql = postgres(process.env.PIAOJUE_E2E_DATABASE_URL!, { max: 1 });
	const find = async () =>
		(
			await sql<{ hash: Uint8Array }[]>`select result_hash as hash from desk.round_result
			where round_id = ${roundId} and result_hash is not null`
		)[0]?.hash ?? null;
	await expect.poll(find).not.toBeNull();
	const hash = toBase64url(new Uint8Array((await find())!));
	await sql.end();
	return hash;
}
