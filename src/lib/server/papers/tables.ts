import papaparse from 'papaparse';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';

/** Rows of a file that a spreadsheet opens. */
export type Table = readonly (readonly (string | number | null)[])[];

/** What a spreadsheet would take for a formula, also in the full-width form that Chinese input makes. */
const dangerous = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text that stays text when a spreadsheet opens it: an apostrophe before what would be a formula. */
export const safeText = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

const safe = (table: Table): (string | number | null)[][] =>
	table.map((row) => row.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell)));

/** UTF-8 with a byte order mark, without which Excel reads Chinese as GBK. */
export const csvFile = (table: Table): string =>
	`\uFEFF${papaparse.unparse(safe(table), { newline: '\r\n' })}\r\n`;

/** One sheet; columns as wide as what stands in them. */
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
	return new Uint8Array(await writeExcelFile(data, { sheet, columns }).toBuffer());
}
