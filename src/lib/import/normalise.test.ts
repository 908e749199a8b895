import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	dayText,
	fenToWan,
	linesOfText,
	mobileNumber,
	personName,
	plainText,
	serialDay,
	wanToFen,
	wholeNumber
} from './normalise.ts';

describe('texts', () => {
	test.each([
		['  第一　代表团 ', '第一 代表团'],
		['３排１２座', '3排12座'],
		['a\u0000b\u200bc\ufeff', 'abc'],
		['两\r\n行', '两 行'],
		['\u202e反写', '反写'],
		['一\u00a0\u3000二', '一 二']
	])('%j is %j', (typed, plain) => expect(plainText(typed)).toBe(plain));

	test.each([
		['张 三', '张三'],
		['张　三', '张三'],
		[' 欧阳 娜 娜 ', '欧阳娜娜'],
		['买买提 · 艾山', '买买提·艾山'],
		['阿依古丽•吐尔逊', '阿依古丽·吐尔逊'],
		['John  Smith', 'John Smith']
	])('the name %j is %j', (typed, name) => expect(personName(typed)).toBe(name));

	test('lines keep their ends and lose the empty ones', () => {
		expect(linesOfText(' 一 \r\n\r\n二\r三 ')).toBe('一\n二\n三');
	});

	test.each([
		['plainText', plainText],
		['personName', personName],
		['linesOfText', linesOfText]
	])('%s twice is %s once, and leaves nothing unseen', (_, normalise) => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const once = normalise(text);
				expect(normalise(once)).toBe(once);
				expect(once).not.toMatch(/[^\P{Cc}\n]|[\u200b\ufeff]/u);
			})
		);
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(' ', '　', '张', '·', '•', '\n', '\r', '\u200b', '１', 'a', '\0')),
				(parts) => {
					const once = normalise(parts.join(''));
					expect(normalise(once)).toBe(once);
				}
			)
		);
	});
});

describe('numbers', () => {
	test.each([
		['1', 1],
		['001', 1],
		['１２', 12],
		[' 76 ', 76],
		['12.0', 12],
		['999999999', 999_999_999]
	])('%j is number %i', (typed, value) => expect(wholeNumber(typed)).toEqual({ ok: true, value }));

	test.each(['0', '-1', '1.5', '1e3', '十二', '1234567890', '', '12号', '1,000', 'A1'])(
		'%j is no number of a deputy',
		(typed) => expect(wholeNumber(typed)).toMatchObject({ code: 'not-whole' })
	);

	test.each([
		['13800001111', '13800001111'],
		['+86 138-0000-1111', '13800001111'],
		['８６１３８００００１１１１', '13800001111'],
		['138 0000 1111', '13800001111']
	])('%j is the telephone %s', (typed, value) => expect(mobileNumber(typed)).toEqual({ ok: true, value }));

	test.each(['1380000111', '12800001111', '0798-1234567', '138000011112', '一三八'])(
		'%j is no mobile number',
		(typed) => expect(mobileNumber(typed)).toMatchObject({ code: 'not-phone' })
	);
});

describe('money', () => {
	test.each([
		['480', 480_000_000],
		['０.１', 100_000],
		['1,280.5万元', 1_280_500_000],
		['0.000001', 1],
		['480.1000000', 480_100_000],
		['0', 0],
		['00012', 12_000_000]
	])('%j 万元 is %i 分', (typed, value) => expect(wanToFen(typed)).toEqual({ ok: true, value }));

	test.each([
		['约480', 'not-money'],
		['-1', 'not-money'],
		['480元', 'not-money'],
		['1,28', 'not-money'],
		['1e5', 'not-money'],
		['.5', 'not-money'],
		['0.0000001', 'too-precise'],
		['999999999', 'too-much']
	])('%j is refused: %s', (typed, code) => expect(wanToFen(typed)).toMatchObject({ code }));

	test('every amount comes back from its own text to the cent', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (fen) => {
				expect(wanToFen(fenToWan(fen))).toEqual({ ok: true, value: fen });
			})
		);
	});
});

describe('days', () => {
	test.each([
		['2026-04', 'first', '2026-04-01'],
		['2026年4月', 'last', '2026-04-30'],
		['2024.2', 'last', '2024-02-29'],
		['２０２６年１２月底', 'last', '2026-12-31'],
		['2026/4/9', 'last', '2026-04-09'],
		['2026年4月9日', 'first', '2026-04-09'],
		['20260409', 'first', '2026-04-09'],
		['202604', 'last', '2026-04-30'],
		['2026-04-09 00:00:00', 'first', '2026-04-09']
	] as const)('%j (%s) is %s', (typed, edge, value) =>
		expect(dayText(typed, edge)).toEqual({ ok: true, value })
	);

	test.each([
		['4月', 'year-missing'],
		['4月9日', 'year-missing'],
		['年底', 'not-date'],
		['2026-13', 'not-date'],
		['2026-02-30', 'not-date'],
		['1889-01-01', 'not-date'],
		['1999-12-31', 'not-date'],
		['0026-03-01', 'not-date'],
		['2200-01', 'not-date'],
		['9999-12-31', 'not-date'],
		['2026', 'not-date']
	])('%j is refused: %s', (typed, code) => expect(dayText(typed, 'first')).toMatchObject({ code }));

	test('a spreadsheet counts days from 1900 with a leap day that never was', () => {
		expect(serialDay('45292')).toEqual({ ok: true, value: '2024-01-01' });
		expect(serialDay('45292.75')).toEqual({ ok: true, value: '2024-01-01' });
		expect(serialDay('12')).toMatchObject({ code: 'not-date' });
		expect(serialDay('36525')).toMatchObject({ code: 'not-date' });
		expect(serialDay('36526')).toEqual({ ok: true, value: '2000-01-01' });
	});
});
