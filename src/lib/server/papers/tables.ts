import { unzipSync, zipSync } from 'fflate';
import papaparse from 'papaparse';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { writableText } from '../../domain/writable-text.ts';
import { fileNames } from '../../i18n/zh-CN/open-data.ts';

/** Rows of a file that a spreadsheet opens. */
export type Table = readonly (readonly (string | number | null)[])[];

/** What a spreadsheet would take for a formula, also in the full-width form that Chinese input makes. */
const dangerous = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A text that stays text when a spreadsheet opens it: an apostrophe before what would be a formula, and nothing that
 * makes a workbook one that can't be opened.
 */
export function safeText(typed: string): string {
	const text = writableText(typed);
	return dangerous.test(text) ? `'${text}` : text;
}

const safe = (table: Table): (string | number | null)[][] =>
	table.map((row) => row.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell)));

/** UTF-8 with a byte order mark, without which Excel reads Chinese as GBK. */
export const csvFile = (table: Table): string =>
	`\uFEFF${papaparse.unparse(safe(table), { newline: '\r\n' })}\r\n`;

/** One sheet, named as near to `sheet` as a spreadsheet takes it; columns as wide as what stands in them. */
export async function xlsxFile(table: Table, sheet: string): Promise<Uint8Array<ArrayBuffer>> {
	const rows = safe(table);
	const columns = Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, i) => ({
		width: Math.min(
			60,
			Math.max(8, ...rows.map((row) => (row.length > 2 ? 2 * String(row[i] ?? '').length + 2 : 8)))
		)
	}));
	const data: SheetData = rows.map((row) =>
		row.map((value) => (typeof value === 'string' ? { value, type: String } : value))
	);
	return timeless(await writeExcelFile(data, { sheet: sheetName(sheet), columns }).toBuffer());
}

/** Of the name of a sheet; spreadsheets count as JavaScript does. */
const NAME_MOST = 31;

/**
 * A text as the name of a sheet. Spreadsheets open no file with one of [ ] / \ : * ? in it or an apostrophe at an
 * end, and keep History for themselves; a pair of surrogates stays whole.
 */
export function sheetName(text: string): string {
	const trimmed = (one: string) => one.replace(/^[\s']+|[\s']+$/gu, '');
	let name = '';
	for (const character of trimmed(writableText(text).replace(/[[\]/\\:*?\p{Cc}]+/gu, ' '))) {
		if (name.length + character.length > NAME_MOST) break;
		name += character;
	}
	name = trimmed(name);
	return name === '' || name.toLowerCase() === 'history' ? fileNames.sheet : name;
}

/** The packer writes when it packed. Without that, the same rows are the same bytes, and whoever has them is told so. */
export const timeless = (workbook: Uint8Array): Uint8Array<ArrayBuffer> =>
	new Uint8Array(zipSync(unzipSync(workbook), { mtime: new Date(2000, 0, 1) }));
