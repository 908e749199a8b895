import { ok, refuse, type Result } from '../domain/result.ts';
import { emptyCell, type Cell, type SheetRow } from './cells.ts';
import { csvRows } from './csv-rows.ts';
import { FARTHEST_ROW, MOST_COLUMNS, MOST_ROWS } from './plan.ts';

/**
 * The text of a CSV file: UTF-8 with or without a byte order mark, UTF-16 with one, else GB 18030, as spreadsheets
 * here write it. Bytes that are none of these are no text.
 */
export function decodeCsv(
	bytes: Uint8Array
): Result<{ text: string; encoding: 'utf-8' | 'utf-16' | 'gb18030' }, 'file-not-text'> {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le', 'utf-16');
	if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be', 'utf-16');
	const utf8 = decoded(bytes, 'utf-8', 'utf-8');
	return utf8.ok ? utf8 : decoded(bytes, 'gb18030', 'gb18030');
}

function decoded<Name extends 'utf-8' | 'utf-16' | 'gb18030'>(
	bytes: Uint8Array,
	label: string,
	encoding: Name
): Result<{ text: string; encoding: Name }, 'file-not-text'> {
	try {
		const text = new TextDecoder(label, { fatal: true }).decode(bytes);
		// A U+0000 here and there is dirt; many of them are a file of another kind.
		const zeros = text.split('\0').length - 1;
		return zeros * 20 > text.length ? refuse('file-not-text') : ok({ text, encoding });
	} catch {
		return refuse('file-not-text');
	}
}

/**
 * Rows of cells, with the row each begins at as a spreadsheet that opens the file counts it. Commas, semicolons and
 * tabs part cells, whichever the header uses; quotes may hold commas, line ends and doubled quotes. Blank rows are
 * left out, and so are the columns at the end that hold nothing: a table formatted to the sheet's last one has 16,384.
 */
export function parseCsv(text: string): Result<SheetRow[], 'too-many-rows' | 'too-many-columns'> {
	const bare = text.replace(/^\uFEFF/, '');
	const kept: { row: number; texts: string[] }[] = [];
	let [row, filled, widest] = [0, 0, 0];
	for (const texts of csvRows(bare, delimiterOf(bare))) {
		row++;
		const width = filledWidth(texts);
		if (width === 0) continue;
		if (width > MOST_COLUMNS) return refuse('too-many-columns', { row, most: MOST_COLUMNS });
		widest = Math.max(widest, width);
		// Counted to the end, to be told, and not kept.
		if (++filled <= FARTHEST_ROW) kept.push({ row, texts });
	}
	if (filled > FARTHEST_ROW) return refuse('too-many-rows', { rows: filled, most: MOST_ROWS });
	return ok(kept.map(({ row, texts }) => ({ row, cells: texts.slice(0, widest).map(textCell) })));
}

const textCell = (text: string): Cell => (text === '' ? emptyCell : { kind: 'text', text });

function filledWidth(texts: readonly string[]): number {
	let width = texts.length;
	while (width > 0 && texts[width - 1]!.trim() === '') width--;
	return width;
}

/** Rows as objects by header, trimmed: for files of our own whose header is known. */
export function csvRecords(text: string): Record<string, string>[] {
	const parsed = parseCsv(text);
	if (!parsed.ok) throw new Error(`not a file of ours: ${parsed.code}`);
	const [header, ...rows] = parsed.value;
	const names = (header?.cells ?? []).map((cell) => cell?.text.trim() ?? '');
	return rows.map(({ cells }) =>
		Object.fromEntries(names.map((name, at) => [name, cells[at]?.text.trim() ?? '']))
	);
}

function delimiterOf(text: string): string {
	const line = firstLine(text);
	const counts = [',', '\t', ';', '，'].map((mark) => ({ mark, count: line.split(mark).length }));
	return counts.reduce((one, other) => (other.count > one.count ? other : one)).mark;
}

function firstLine(text: string): string {
	for (let from = 0; from < text.length;) {
		const end = text.indexOf('\n', from);
		const line = text.slice(from, end < 0 ? text.length : end);
		if (line.trim() !== '') return line;
		from += line.length + 1;
	}
	return '';
}
