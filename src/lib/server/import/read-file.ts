import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { writableText } from '../../domain/writable-text.ts';
import type { SheetRow } from '../../import/cells.ts';
import type { ColumnNames } from '../../import/column.ts';
import { decodeCsv, parseCsv } from '../../import/csv.ts';
import { plainText } from '../../import/normalise.ts';
import type { FileNotice } from '../../import/plan.ts';
import { readWorkbook, type WorkbookRefusal } from './read-workbook.ts';

export const LARGEST_IMPORT = 10 * 1024 * 1024;
/** Nothing is packed in it: 5,000 rows of 400 bytes. */
export const LARGEST_CSV = 2 * 1024 * 1024;
/** What is handed on, to be planned, shown and written out again: 5,000 rows of twice the columns we know. */
const MOST_CELLS = 150_000;
const MOST_CHARACTERS = 3_000_000;

export type FileRefusal =
	| WorkbookRefusal
	| 'file-too-large'
	| 'csv-too-large'
	| 'file-kind'
	| 'file-extension'
	| 'file-not-text'
	| 'too-many-columns';

export type FileRead = Rows & { name: string; hash: Uint8Array };

type Rows = { rows: SheetRow[]; notices: FileNotice[] };

/** A file as the rows of its table. What it is, is told by its bytes; its name must only not contradict them. */
export async function readFile(
	name: string,
	bytes: Uint8Array,
	columns: readonly ColumnNames[]
): Promise<Result<FileRead, FileRefusal>> {
	const read = await rowsOf(name, bytes, columns);
	if (!read.ok) return read;
	if (isHeavy(read.value.rows)) return refuse('file-bomb');
	// As a person reads it in the history: no path, nothing unseen.
	const shown = writableText(plainText(name.replace(/^.*[\\/]/, '')).slice(-80));
	return ok({
		...read.value,
		name: shown,
		hash: new Uint8Array(createHash('sha256').update(bytes).digest())
	});
}

async function rowsOf(
	name: string,
	bytes: Uint8Array,
	columns: readonly ColumnNames[]
): Promise<Result<Rows, FileRefusal>> {
	if (bytes.length > LARGEST_IMPORT)
		return refuse('file-too-large', { mb: (bytes.length / 1024 / 1024).toFixed(1) });
	if (bytes.length === 0) return refuse('file-empty');
	const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	if (ending === 'xlsm' || ending === 'xltm' || ending === 'xlam') return refuse('file-macros');
	// OLE: an encrypted workbook, or one of before 2007.
	if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('file-encrypted');
	if (ending === 'xls' || ending === 'et') return refuse('file-kind');
	if (ending !== 'xlsx' && ending !== 'csv') return refuse('file-kind');
	const isZip = begins(bytes, [0x50, 0x4b]);
	if (isZip !== (ending === 'xlsx')) return refuse('file-extension');
	if (isZip) return readWorkbook(bytes, columns);
	if (bytes.length > LARGEST_CSV)
		return refuse('csv-too-large', { mb: (bytes.length / 1024 / 1024).toFixed(1) });
	const decoded = decodeCsv(bytes);
	if (!decoded.ok) return decoded;
	const rows = parseCsv(decoded.value.text);
	if (!rows.ok) return rows;
	if (!rows.value.length) return refuse('file-empty');
	return ok({ rows: rows.value, notices: decoded.value.encoding === 'gb18030' ? [{ code: 'gb18030' }] : [] });
}

function isHeavy(rows: readonly SheetRow[]): boolean {
	let cells = 0;
	let characters = 0;
	for (const row of rows)
		for (const cell of row.cells) {
			if (!cell?.text) continue;
			cells++;
			characters += cell.text.length;
		}
	return cells > MOST_CELLS || characters > MOST_CHARACTERS;
}

const begins = (bytes: Uint8Array, start: number[]): boolean => start.every((byte, at) => bytes[at] === byte);
