import papaparse from 'papaparse';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { SheetRow } from './cells.ts';

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
 * left out.
 */
export function parseCsv(text: string): SheetRow[] {
	const { data } = papaparse.parse<string[]>(text.replace(/^\uFEFF/, ''), {
		delimiter: delimiterOf(text),
		skipEmptyLines: false
	});
	return data.flatMap((cells, at) =>
		cells.some((cell) => cell.trim() !== '')
			? [{ row: at + 1, cells: cells.map((cell) => ({ kind: 'text' as const, text: cell })) }]
			: []
	);
}

/** Rows as objects by header, trimmed: for files of our own whose header is known. */
export function csvRecords(text: string): Record<string, string>[] {
	const [header, ...rows] = parseCsv(text);
	const names = (header?.cells ?? []).map((cell) => cell?.text.trim() ?? '');
	return rows.map(({ cells }) =>
		Object.fromEntries(names.map((name, at) => [name, cells[at]?.text.trim() ?? '']))
	);
}

function delimiterOf(text: string): string {
	const line = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
	const counts = [',', '\t', ';', '，'].map((mark) => ({ mark, count: line.split(mark).length }));
	return counts.reduce((one, other) => (other.count > one.count ? other : one)).mark;
}
