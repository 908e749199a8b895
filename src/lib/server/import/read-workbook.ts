import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { numberText, type Cell, type SheetRow } from '../../import/cells.ts';
import type { Column } from '../../import/column.ts';
import { headerFit, MOST_ROWS, type FileNotice } from '../../import/plan.ts';
import { openZip, type ZipRefusal } from './open-zip.ts';
import { addressOf, attribute, scanSheet, type SheetScan } from './scan-sheet.ts';

/** A title, a header and some blank rows may stand between 5,000 rows; beyond this nothing is even looked at. */
const FARTHEST_ROW = MOST_ROWS * 2;
const FARTHEST_COLUMN = 200;
/** Longer than any column takes; one string of megabytes may stand in every cell. */
const LONGEST_TEXT = 2000;

export type WorkbookRefusal = ZipRefusal | 'sheet-hidden' | 'too-many-rows' | 'file-empty';

/**
 * The one sheet of a workbook that is to be imported: the visible one whose header names the most columns. Formulas
 * are never evaluated and their remembered results never read; a hidden sheet is never read.
 */
export async function readWorkbook(
	bytes: Uint8Array,
	columns: readonly Column[]
): Promise<Result<{ rows: SheetRow[]; notices: FileNotice[] }, WorkbookRefusal>> {
	const opened = openZip(
		bytes,
		(name) => /\.(xml|rels)$/.test(name) && !/^(docProps|customXml)\//.test(name)
	);
	if (!opened.ok) return opened;
	const parts = opened.value;
	if (/macroEnabled|vbaProject/i.test(textOf(parts, '[Content_Types].xml'))) return refuse('file-macros');
	const sheets = sheetsOf(parts);
	if (!sheets.length) return refuse('file-broken');
	const scans = new Map(sheets.map((sheet) => [sheet, scanSheet(textOf(parts, sheet.path))]));
	const filled = sheets.filter((sheet) => scans.get(sheet)!.lastRow > 0);
	if (!filled.length) return refuse('file-empty');
	if (filled.some((sheet) => scans.get(sheet)!.lastColumn > FARTHEST_COLUMN)) return refuse('file-bomb');
	const far = filled.find((sheet) => scans.get(sheet)!.lastRow > FARTHEST_ROW);
	if (far) return refuse('too-many-rows', { rows: scans.get(far)!.lastRow, most: MOST_ROWS });

	// Nothing reaches the library but what has been weighed and looked through.
	const safe = Object.fromEntries(
		[...parts].map(([name, part]) => {
			const sheet = sheets.find(({ path }) => path === name);
			return [name, [sheet ? new TextEncoder().encode(scans.get(sheet)!.xml) : part, { level: 0 as const }]];
		})
	) as Parameters<typeof zipSync>[0];
	const archive = zipSync(safe);
	const read: { sheet: Sheet; rows: SheetRow[]; fit: number }[] = [];
	for (const sheet of filled) {
		try {
			const data = await readSheet(archive.buffer as ArrayBuffer, sheet.at, {
				parseNumber: (raw) => ({ raw }),
				trim: false
			});
			const rows = rowsOf(data as RawCell[][], scans.get(sheet)!);
			read.push({ sheet, rows, fit: headerFit(rows, columns) });
		} catch {
			return refuse('file-broken');
		}
	}
	const best = read.reduce((one, other) => (better(other, one) ? other : one));
	if (best.sheet.hidden) return refuse('sheet-hidden', { name: best.sheet.name });
	const unread = filled.filter((sheet) => sheet !== best.sheet);
	const hidden = unread.filter((sheet) => sheet.hidden);
	const others = unread.filter((sheet) => !sheet.hidden && sheet.name !== '填写说明');
	const { hiddenRows } = scans.get(best.sheet)!;
	const notices: FileNotice[] = [];
	if (hidden.length)
		notices.push({ code: 'hidden-sheets', detail: { names: hidden.map(({ name }) => name).join('、') } });
	if (others.length)
		notices.push({ code: 'other-sheets', detail: { read: best.sheet.name, count: others.length } });
	if (hiddenRows) notices.push({ code: 'hidden-rows', detail: { count: hiddenRows } });
	return ok({ rows: best.rows, notices });
}

type Sheet = { at: number; name: string; path: string; hidden: boolean };

/** A visible sheet before a hidden one that fits no better; the first of equals. */
const better = (one: { sheet: Sheet; fit: number }, other: { sheet: Sheet; fit: number }): boolean =>
	one.fit > other.fit || (one.fit === other.fit && other.sheet.hidden && !one.sheet.hidden);

function sheetsOf(parts: Map<string, Uint8Array>): Sheet[] {
	const targets = new Map(
		[...textOf(parts, 'xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b([^<>]*)>/g)].map(
			([, attributes = '']) => [attribute(attributes, 'Id'), attribute(attributes, 'Target') ?? '']
		)
	);
	return [...textOf(parts, 'xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\b([^<>]*)>/g)].flatMap(
		([, attributes = ''], i) => {
			const target = targets.get(attribute(attributes, '\\w+:id'));
			if (!target) return [];
			const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
			return [
				{
					...{ at: i + 1, path },
					name: plain(attribute(attributes, 'name') ?? ''),
					hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible'
				}
			];
		}
	);
}

type RawCell = string | { raw: string } | boolean | Date | null;

function rowsOf(data: RawCell[][], scan: SheetScan): SheetRow[] {
	return data.map((cells, i) => {
		const row = i + 1;
		return { row, cells: cells.map((cell, place) => cellOf(cell, addressOf(row, place + 1), scan)) };
	});
}

function cellOf(cell: RawCell, address: string, scan: SheetScan): Cell | undefined {
	if (scan.formulas.has(address)) return { kind: 'formula', text: '' };
	if (scan.errors.has(address)) return { kind: 'error', text: '' };
	const read = plainCell(cell);
	if (scan.merged.has(address)) return { kind: 'merged', text: read?.text ?? '' };
	return read;
}

function plainCell(cell: RawCell): Cell | undefined {
	if (cell === null || cell === undefined) return undefined;
	if (typeof cell === 'string') return { kind: 'text', text: cell.slice(0, LONGEST_TEXT) };
	if (typeof cell === 'boolean') return { kind: 'yes-no', text: cell ? '是' : '否' };
	if (cell instanceof Date)
		return Number.isNaN(cell.getTime())
			? { kind: 'error', text: '' }
			: { kind: 'date', text: cell.toISOString().slice(0, 10) };
	return { kind: 'number', text: numberText(cell.raw) };
}

const textOf = (parts: Map<string, Uint8Array>, name: string): string =>
	new TextDecoder().decode(parts.get(name) ?? new Uint8Array());

const plain = (escaped: string): string =>
	escaped
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
