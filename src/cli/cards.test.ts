import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardIdOf, readTypedCode } from '#lib/crypto/card.ts';
import { readDelegates } from '#lib/client/cards/read-delegates.ts';

const folder = mkdtempSync(join(tmpdir(), 'cards-'));
const HEAD = '编号,姓名,代表团,座位';

afterAll(() => rmSync(folder, { recursive: true }));

test('each deputy gets a card whose public half alone is imported', () => {
	const rows = Array.from(
		{ length: 17 },
		(_, at) => `${String(at + 1).padStart(3, '0')},代表<${at + 1}>,第一代表团,1排${at + 1}座`
	);
	const { status, out } = makeCards(
		[HEAD, ...rows].join('\r\n'),
		'--keep-seeds',
		'--origin',
		'https://vote.hall.example'
	);
	expect(status).toBe(0);
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
	expect(readFileSync(join(kept.out, 'roll.csv'), 'utf8')).not.toContain('甲');
});

test('printed cards are not replaced by accident', () => {
	const first = makeCards(`${HEAD}\n1,甲,一团,1座\n`);
	const roll = readFileSync(join(first.out, 'roll.csv'), 'utf8');
	expect(run('--delegates', first.csv, '--out', first.out)).toMatchObject({ status: 1 });
	expect(readFileSync(join(first.out, 'roll.csv'), 'utf8')).toBe(roll);
	expect(run('--delegates', first.csv, '--out', first.out, '--force')).toMatchObject({ status: 0 });
	expect(readFileSync(join(first.out, 'roll.csv'), 'utf8')).not.toBe(roll);
});

test('a command line or file that makes no sense makes no cards', () => {
	expect(run().status).toBe(2);
	expect(run('--delegates', 'x.csv').status).toBe(2);
	expect(run('--delegates', 'x.csv', '--out', folder, '--origin', 'https://vote.example/').status).toBe(2);
	expect(run('--delegates', 'x.csv', '--out', folder, '--origin', 'vote.example').status).toBe(2);
	expect(run('--delegates', join(folder, 'nowhere.csv'), '--out', folder).status).toBe(1);
	const { status, stderr, out } = makeCards(`${HEAD}\n1,甲,一团,1座\n1,乙,一团,2座\n`);
	expect(status).toBe(1);
	expect(stderr).toContain('row 3');
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

test.each([
	['no column for the seat', '编号,姓名,代表团\n1,甲,一团', 1],
	['no deputies', HEAD, 2],
	['nothing', '', 1],
	['a number that is a word', `${HEAD}\n一,甲,一团,1座`, 2],
	['number 0', `${HEAD}\n0,甲,一团,1座`, 2],
	['a number twice', `${HEAD}\n1,甲,一团,1座\n01,乙,一团,2座`, 3],
	['no name', `${HEAD}\n1,,一团,1座`, 2]
])('%s is refused, with its row', (_, csv, row) => {
	expect(readDelegates(Buffer.from(csv))).toMatchObject({ ok: false, code: 'bad-csv', detail: { row } });
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
