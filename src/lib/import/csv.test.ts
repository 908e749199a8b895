import fc from 'fast-check';
import papaparse from 'papaparse';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { csvRows } from './csv-rows.ts';
import { parseCsv } from './csv.ts';

const filled = (rows: string[][]) => rows.filter((row) => row.some((cell) => cell.trim() !== ''));
const byLibrary = (text: string, delimiter: string): string[][] =>
	papaparse.parse<string[]>(text, { delimiter, newline: '\n' }).data;

describe('the records of a CSV', () => {
	test('are those that a well-known reader finds, in whatever the quotes are', () => {
		const text = fc
			.array(fc.constantFrom('"', '""', 'a', '项目', ',', ';', '\t', ' ', '\n'), { maxLength: 30 })
			.map((pieces) => `${pieces.join('')}\n`);
		fc.assert(
			fc.property(text, fc.constantFrom(',', ';', '\t'), (text, delimiter) => {
				expect(filled([...csvRows(text, delimiter)])).toEqual(filled(byLibrary(text, delimiter)));
			}),
			{ numRuns: 2000 }
		);
	});

	test('come back as they were written, with every kind of line end', () => {
		const table = fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), { minLength: 1 });
		fc.assert(
			fc.property(table, fc.constantFrom('\n', '\r', '\r\n'), (rows, newline) => {
				expect([...csvRows(papaparse.unparse(rows, { newline, quotes: true }), ',')]).toEqual(rows);
			})
		);
	});
});

describe('a CSV that is too much', () => {
	afterEach(() => vi.restoreAllMocks());

	test('quotes that end nothing before a run of blanks do not have the run read again and again', () => {
		const text = `代表证号,姓名\n"${'a"'.repeat(500)}${' '.repeat(2000)},x\n`;
		let trimmed = 0;
		const { trim } = String.prototype;
		vi.spyOn(String.prototype, 'trim').mockImplementation(function (this: string) {
			trimmed += this.length;
			return trim.call(this);
		});
		parseCsv(text);
		vi.restoreAllMocks();
		expect(trimmed).toBeLessThan(3 * text.length);
	});

	test('more rows than are looked at are counted and refused', () => {
		expect(parseCsv('a\n'.repeat(10_000))).toMatchObject({ ok: true });
		expect(parseCsv('a\n'.repeat(30_000))).toEqual({
			...{ ok: false, code: 'too-many-rows', detail: { rows: 30_000, most: 5000 } }
		});
	});

	test('blank cells to the last column of a sheet are no cells, what stands there is refused', () => {
		const commas = ','.repeat(16_383);
		const parsed = parseCsv(`编号,姓名${commas}\n1,张三${commas}`);
		expect(parsed).toMatchObject({ ok: true, value: [{ row: 1 }, { row: 2 }] });
		expect(parsed.ok && parsed.value.map(({ cells }) => cells.length)).toEqual([2, 2]);
		expect(parseCsv(`编号,姓名\n1${','.repeat(200)}x`)).toMatchObject({
			code: 'too-many-columns',
			detail: { row: 2, most: 200 }
		});
	});
});
