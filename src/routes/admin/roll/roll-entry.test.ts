import { expect, test } from 'vitest';
import { toHex } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardUrl, typedCode } from '#lib/crypto/card.ts';
import type { RollRow } from '#lib/wire/views.ts';
import { sampleRollRow } from '../../../../tests/support/sample-views.ts';
import { looksLikeCard, matchingRows, readEntry } from './roll-entry.ts';

const seedOf = (number: number) => new Uint8Array(16).fill(number);

const deputy = (number: number, changes: Partial<RollRow> = {}): RollRow =>
	sampleRollRow(number, {
		delegation: number < 10 ? '第一代表团' : '第二代表团',
		cardId: toHex(cardFromSeed(seedOf(number)).cardId),
		...changes
	});

const roll = [
	deputy(1),
	deputy(2, { checkedInAt: '2024-04-12T01:02:00Z' }),
	deputy(12),
	deputy(13, { cardId: null, cardState: null })
];
const code = (number: number) => typedCode(seedOf(number));

test('a scanned link, a typed code and a number name the same deputy', () => {
	const entries = [
		cardUrl('https://vote.example', code(12)),
		code(12),
		code(12).toLowerCase(),
		'12',
		' 012 ',
		'12'
	];
	for (const entered of entries) {
		expect(readEntry(entered, roll), entered).toMatchObject({ ok: true, value: { number: 12 } });
	}
});

test('a card that a scanner garbled checks nobody in', () => {
	const garbled = code(12).slice(0, -1) + (code(12).endsWith('0') ? '1' : '0');
	expect(readEntry(garbled, roll)).toMatchObject({ ok: false, code: 'bad-card' });
	expect(readEntry('https://vote.example/tablet', roll)).toMatchObject({ ok: false, code: 'bad-card' });
});

test('a card of another meeting, or one that was replaced, checks nobody in', () => {
	expect(readEntry(code(77), roll)).toMatchObject({ ok: false, code: 'unknown-card' });
	expect(readEntry(code(13), roll)).toMatchObject({ ok: false, code: 'unknown-card' });
});

test('a deputy who is here is not checked in twice', () => {
	expect(readEntry(code(2), roll)).toMatchObject({ ok: false, code: 'already', row: { number: 2 } });
	expect(readEntry('2', roll)).toMatchObject({ ok: false, code: 'already', row: { number: 2 } });
});

test('a name alone checks nobody in: two deputies may share it', () => {
	expect(readEntry('代表1', roll)).toMatchObject({ ok: false, code: 'choose-row' });
});

test('a number that is not on the roll is named in the answer', () => {
	expect(readEntry('99', roll)).toEqual({ ok: false, code: 'unknown-number', detail: { number: 99 } });
});

test('a search finds by the beginning of the number, by name, delegation and seat, all words together', () => {
	const found = (search: string) => matchingRows(roll, search).map(({ number }) => number);
	expect(found('')).toEqual([1, 2, 12, 13]);
	expect(found('013')).toEqual([13]);
	expect(found('第一')).toEqual([1, 2]);
	expect(found('第二 代表12')).toEqual([12]);
	expect(found('1排2座')).toEqual([2]);
	expect(found('无此人')).toEqual([]);
});

test('a name or a number is never taken for a card', () => {
	expect(looksLikeCard('阿卜杜热西提·买买提')).toBe(false);
	expect(looksLikeCard('12345678')).toBe(false);
	expect(looksLikeCard(code(1))).toBe(true);
});

test('the card of a deputy who left names the deputy again: back at the desk', () => {
	const left = [deputy(1, { checkedInAt: '2024-04-12T01:02:00Z', leftAt: '2024-04-12T02:00:00Z' })];
	expect(readEntry(code(1), left)).toMatchObject({ ok: true, value: { number: 1 } });
});

test('letters are looked for in the sound of the name', () => {
	const sounds = new Map([['代表12', { full: ['zhangsan'], initials: ['zs'] }]]);
	expect(matchingRows(roll, 'ZS', sounds).map(({ number }) => number)).toEqual([12]);
	expect(matchingRows(roll, 'zhangs', sounds).map(({ number }) => number)).toEqual([12]);
	expect(matchingRows(roll, 'lisi', sounds)).toEqual([]);
});
