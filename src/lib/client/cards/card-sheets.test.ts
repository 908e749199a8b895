import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardsDocument, cardSheets, QR_MM, sheetStyle } from './card-sheets.ts';
import { makeCards, type CardHolder } from './make-cards.ts';

const holder = (number: number): CardHolder => ({
	number,
	name: `代表${number}`,
	delegation: '第一代表团',
	seat: `${number}排12座`
});
const made = (count: number, origin = 'https://vote.hall.lan:3000') =>
	makeCards(
		Array.from({ length: count }, (_, at) => holder(at + 1)),
		origin
	).map(({ printed }) => printed);

test('eight cards a sheet, the last one begun', () => {
	expect(cardSheets(made(8)).match(/class="sheet"/g)).toHaveLength(1);
	expect(cardSheets(made(9)).match(/class="sheet"/g)).toHaveLength(2);
	expect(cardSheets(made(9)).match(/class="card"/g)).toHaveLength(9);
});

test.each(['https://a.b', 'https://vote.hall.lan:3000', 'https://vote.yongshanzhen.renda.gov.cn:30000'])(
	'at %s the code itself is 25 mm wide at least, and its quiet zone still fits the panel',
	(origin) => {
		const sheet = cardSheets(made(1, origin));
		const sideMm = Number(/class="qr" style="width:([\d.]+)mm/.exec(sheet)?.[1]);
		const modules = Number(/viewBox="0 0 (\d+)/.exec(sheet)?.[1]) / 10;
		expect((sideMm * (modules - 8)) / modules).toBeCloseTo(QR_MM, 1);
		expect(QR_MM).toBeGreaterThanOrEqual(25);
		expect(sideMm).toBeLessThanOrEqual(32.5);
	}
);

test('a name is never markup, and a number in a seat stands upright', () => {
	fc.assert(
		fc.property(fc.string(), (name) => {
			const [card] = makeCards([{ ...holder(1), name }], 'https://a.b');
			const heading = /<h2>(.*?)<\/h2>/s.exec(cardSheets([card!.printed]))?.[1] ?? '';
			expect(heading.replace(/<span>\d{1,3}<\/span>|&#\d+;/g, '')).not.toMatch(/[<>&"']/);
		})
	);
	expect(cardSheets(made(1))).toContain('<p><span>1</span>排<span>12</span>座</p>');
});

test('a demonstration says so on every card, and so does a spare one', () => {
	const sheet = cardSheets(made(2), { mark: '演示数据', spare: true });
	expect(sheet.match(/演示数据/g)).toHaveLength(3);
	expect(sheet.match(/（备用，密封保管）/g)).toHaveLength(2);
});

test('the document asks for nothing and runs nothing', () => {
	const document = cardsDocument(made(1));
	expect(document).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
	expect(document).not.toMatch(/<script|(src|href)=|url\(/);
	// 14 pt and more for whom the card belongs to.
	expect(sheetStyle).toContain('.who { position: relative; writing-mode: vertical-rl;');
	for (const [, size] of sheetStyle.matchAll(/\.who(?:\.long)? (?:h2|p) \{ font-size: (\d+)pt/g))
		expect(Number(size)).toBeGreaterThanOrEqual(14);
});
