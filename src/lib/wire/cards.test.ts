import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64url } from '../crypto/bytes.ts';
import { cardFromSeed } from '../crypto/card.ts';
import { readRollCsv } from './cards.ts';
import { rollCsv, type RollLine } from './roll-csv.ts';

const line = (number: number): RollLine => {
	const { cardId, publicKey } = cardFromSeed(new Uint8Array(16).fill(number));
	return { number, cardId: toBase64url(cardId), publicKey: toBase64url(publicKey) };
};
const lines = [line(1), line(2), line(3)];
const text = rollCsv(lines);

test('what is written is read back, also with the ends and marks of a spreadsheet', () => {
	expect(readRollCsv(text)).toEqual({ ok: true, lines });
	expect(readRollCsv('\uFEFF' + text.replaceAll('\n', '\r\n'))).toEqual({ ok: true, lines });
});

test.each([
	['nothing', '', 1],
	['another head', text.replace('number', '编号'), 1],
	['no card', rollCsv([]), 2],
	['a number that is none', text.replace('\n2,', '\nx,'), 3],
	['number 0', text.replace('\n2,', '\n0,'), 3],
	['a number twice', text.replace('\n2,', '\n1,'), 3],
	['a key twice', rollCsv([line(1), { ...line(2), publicKey: line(1).publicKey }]), 3],
	['a key cut short', text.trimEnd().slice(0, -1), 4],
	['a cell too many', text.replace('\n2,', '\n2,2,'), 3],
	['a cell in quotes', text.replace('\n2,', '\n"2",'), 3]
])('%s is refused, with its row', (_, csv, row) => {
	expect(readRollCsv(csv)).toEqual({ ok: false, row });
});

test('no text makes it fail otherwise than in words', () => {
	fc.assert(fc.property(fc.string(), (junk) => !readRollCsv(junk).ok));
});
