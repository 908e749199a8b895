import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardIdOf, readTypedCode } from '#lib/crypto/card.ts';
import { readDelegates } from '#lib/client/cards/read-delegates.ts';
import { delegatesRefusalTexts } from '#lib/i18n/zh-CN/cards.ts';
import { filled } from '#lib/i18n/zh-CN/import.ts';
import { deputyFile } from '#lib/import/deputies.ts';
import { readFile } from '#lib/server/import/read-file.ts';
import { templateFile } from '#lib/server/import/template-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'cards-'));
const HEAD = '编号,姓名,代表团,座位';

afterAll(() => rmSync(folder, { recursive: true }));

test('each deputy gets a card whose public half alone is imported', () => {
	const rows = Array.from(
		{ length: 17 },
		(_, at) => `${String(at + 1).padStart(3, '0')},代表<${at + 1}>,第一代表团,1排${at + 1}座`
	);
	const { status, stdout, out } = makeCards(
		[HEAD, ...rows].join('\r\n'),
		'--keep-seeds',
		'--origin',
		'https://vote.hall.example'
	);
	expect(status).toBe(0);
	expect(stdout).not.toContain('系统地址是本机');
	const { cards } = JSON.parse(readFileSync(join(out, 'cards.json'), 'utf8')) as {
		cards: { number: number; name: string; code: string; url: string }[];
	};
	const [head, ...roll] = readFileSync(join(out, 'roll.csv'), 'utf8').trimEnd().split('\n');
	const page = readFileSync(join(out, 'cards.html'), 'utf8');

	expect(head).toBe('number,cardId,publicKey');
	expect(roll).toHaveLength(17);
	expect(cards[0]).toMatchObject({ number: 1, name: '代表<1>' });
	for (const [at, { number, code, url }] of cards.entries()) {
		const seed = readTypedCode(code);
		if (!seed.ok) throw new Error(code);
		const { cardId, publicKey } = cardFromSeed(seed.value);
		expect(roll[at]).toBe(`${number},${toBase64url(cardId)},${toBase64url(publicKey)}`);
		expect(url).toBe(`https://vote.hall.example/tablet#card=${code}`);
		expect(page.replace(/-<\/span><span>/g, '-')).toContain(code);
		expect(toBase64url(cardIdOf(fromBase64url(roll[at]!.split(',')[2]!)))).toBe(toBase64url(cardId));
	}
	expect(new Set(cards.map(({ code }) => code)).size).toBe(17);
	expect(page.match(/<svg/g)).toHaveLength(17);
	expect(page.match(/<section /g)).toHaveLength(3);
	expect(page).not.toContain('代表<1>');
	expect(page).not.toMatch(/(src|href)=|url\(/);
});

test('seeds are kept only when asked, and then for the owner’s eyes alone', () => {
	const without = makeCards(`${HEAD}\n1,甲,一团,1座\n`);
	expect(existsSync(join(without.out, 'cards.json'))).toBe(false);
	expect(mode(without.out, 'cards.html')).toBe('600');
	const kept = makeCards(`${HEAD}\n1,甲,一团,1座\n`, '--keep-seeds');
	expect(mode(kept.out, 'cards.json')).toBe('600');
	expect([without, kept].map(({ stdout }) => stdout.includes('cards.json'))).toEqual([false, true]);
	expect(readFileSync(join(kept.out, 'roll.csv'), 'utf8')).not.toContain('甲');
});

test('printed cards are not replaced by accident', () => {
	const first = makeCards(`${HEAD}\n1,甲,一团,1座\n`);
	const roll = readFileSync(join(first.out, 'roll.csv'), 'utf8');
	expect(first.stdout).toContain('已制作 1 张卡');
	expect(first.stdout).toContain('系统地址是本机');
	expect(run('--delegates', first.csv, '--out', first.out)).toMatchObject({
		status: 1,
		stderr: expect.stringContaining('已经存在，没有制卡。')
	});
	expect(readFileSync(join(first.out, 'roll.csv'), 'utf8')).toBe(roll);
	expect(run('--delegates', first.csv, '--out', first.out, '--force')).toMatchObject({ status: 0 });
	expect(readFileSync(join(first.out, 'roll.csv'), 'utf8')).not.toBe(roll);
});

test('a command line or file that makes no sense makes no cards', () => {
	const list = ['--delegates', 'x.csv'];
	const origin = (text: string) => run(...list, '--out', folder, '--origin', text);
	expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('用法：npm run cards') });
	expect(run(...list).status).toBe(2);
	for (const address of ['https://vote.example/', 'vote.example'])
		expect(origin(address)).toMatchObject({
			status: 2,
			stderr: expect.stringContaining(`--origin ${address} 不正确，没有制卡。`)
		});
	expect(run(...list, '--out', folder, '--paper', 'A3')).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('没有 --paper 这个选项')
	});
	const nowhere = join(folder, 'nowhere.csv');
	expect(run('--delegates', nowhere, '--out', folder)).toMatchObject({
		status: 1,
		stderr: `没有找到名单 ${nowhere}，没有制卡。请核对 --delegates 后面的文件名。\n`
	});
	expect(run('--delegates', folder, '--out', folder)).toMatchObject({
		status: 1,
		stderr: expect.stringMatching(/^没有办成：EISDIR/)
	});
	const { status, stderr, out } = makeCards(`${HEAD}\n1,甲,一团,1座\n1,乙,一团,2座\n`);
	expect(status).toBe(1);
	expect(stderr).toBe('名单第 3 行“代表证号”与第 2 行重复，没有制卡。请改正后重试。\n');
	expect(existsSync(out)).toBe(false);
});

test('the list of deputies is read as spreadsheets write it', () => {
	const deputy = { number: 7, name: '甲,"乙"', delegation: '一团', seat: '1排1座' };
	const text = `座位,姓名,编号,电话,代表团\r\n1排1座,"甲,""乙""", 007 ,123,一团\r\n,,,,\r\n`;
	expect(readDelegates(Buffer.from(text))).toEqual({ ok: true, value: [deputy] });
	expect(readDelegates(Buffer.from('\ufeff' + text))).toEqual({ ok: true, value: [deputy] });
	// 编号,姓名,代表团,座位 / 1,甲,乙,丙 in GB 18030.
	const gb = Buffer.from('b1e0bac52cd0d5c3fb2cb4fab1edcdc52cd7f9cebb0a312cbcd72cd2d22cb1fb0a', 'hex');
	expect(readDelegates(gb)).toEqual({
		ok: true,
		value: [{ number: 1, name: '甲', delegation: '乙', seat: '丙' }]
	});
});

test('the system’s own template, saved as CSV, makes cards', async () => {
	const template = await templateFile('deputies', deputyFile, [
		['7', '甲', '男', '一团', '3排12座', '', '是']
	]);
	const sheet = await readFile('名册.xlsx', template, deputyFile);
	if (!sheet.ok) throw new Error(sheet.code);
	const lines = sheet.value.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? '').join(','));
	expect(lines[0]).toContain('代表证号*');
	expect(readDelegates(Buffer.from(lines.join('\r\n')))).toEqual({
		ok: true,
		value: [{ number: 7, name: '甲', delegation: '一团', seat: '3排12座' }]
	});
});

test.each([
	['a title stands above', `某镇人大代表名册,,,\n\n${HEAD}\n1,甲,一团,1座`, '1座'],
	['full-width brackets', '代表证号（必填）,姓名,代表团,座位（排/号）\n1,甲,一团,1座', '1座'],
	['no column for the seat', '编号,姓名,代表团\n1,甲,一团', '']
])('what the import takes makes cards: %s', (_, csv, seat) => {
	expect(readDelegates(Buffer.from(csv))).toEqual({
		ok: true,
		value: [{ number: 1, name: '甲', delegation: '一团', seat }]
	});
});

test.each([
	['without a column', '编号,姓名,座位\n1,甲,1座', '名单中没有找到必需的列：“代表团”，没有制卡。'],
	['of nothing', '', '名单中没有找到必需的列：“代表证号”、“姓名”、“代表团”，没有制卡。'],
	['with a column twice', `${HEAD},名字\n1,甲,一团,1座,乙`, '第 1 行表头中有两列都是“姓名”'],
	['without deputies', HEAD, '名单的表头下面没有代表'],
	['with a number that is a word', `${HEAD}\n一,甲,一团,1座`, '名单第 2 行“代表证号”应为正整数'],
	['with number 0', `${HEAD}\n0,甲,一团,1座`, '名单第 2 行“代表证号”应为正整数'],
	['with a number twice', `${HEAD}\n1,甲,一团,1座\n01,乙,一团,2座`, '第 3 行“代表证号”与第 2 行重复'],
	['without a name', `${HEAD}\n1,,一团,1座`, '名单第 2 行“姓名”没有填写'],
	['that is a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0xff, 0xff]), '名单不是 CSV 文件']
])('a list %s is refused, with what to mend', (_, csv, sentence) => {
	const read = readDelegates(Buffer.from(csv));
	if (read.ok) throw new Error('it was taken');
	expect(filled(delegatesRefusalTexts[read.code], read.detail)).toContain(sentence);
});

function makeCards(delegates: string, ...options: string[]) {
	const place = mkdtempSync(join(folder, 'run-'));
	const csv = join(place, 'delegates.csv');
	const out = join(place, 'out');
	writeFileSync(csv, delegates);
	return { ...run('--delegates', csv, '--out', out, ...options), csv, out };
}

function run(...words: string[]) {
	const program = join(import.meta.dirname, 'cards.ts');
	return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
}

function mode(out: string, name: string): string {
	return (statSync(join(out, name)).mode & 0o777).toString(8);
}
