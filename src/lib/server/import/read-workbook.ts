import { zipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { numberText, type Cell, type SheetRow } from '../../import/cells.ts';
import type { ColumnNames } from '../../import/column.ts';
import {
	FARTHEST_ROW,
	HEADER_WITHIN,
	headerFit,
	MOST_COLUMNS,
	MOST_ROWS,
	type FileNotice
} from '../../import/plan.ts';
import { openZip, type ZipRefusal } from './open-zip.ts';
import { addressOf, attribute, mergedCells, MOST_MERGES, scanSheet, type SheetScan } from './scan-sheet.ts';

/** Beyond the table, instructions and what is left of other years; each is looked through. */
const MOST_SHEETS = 20;
/** Longer than any column takes; one string of megabytes may stand in every cell. */
const LONGEST_TEXT = 2000;

export type WorkbookRefusal =
	ZipRefusal | 'sheet-hidden' | 'too-many-sheets' | 'too-many-rows' | 'file-empty';

/**
 * The one sheet of a workbook that is to be imported: the visible one whose header names the most columns. Formulas
 * are never evaluated and their remembered results never read; a hidden sheet is never read.
 */
export async function readWorkbook(
	bytes: Uint8Array,
	columns: readonly ColumnNames[]
): Promise<Result<{ rows: SheetRow[]; notices: FileNotice[] }, WorkbookRefusal>> {
	const opened = openZip(
		bytes,
		(name) => /\.(xml|rels)$/.test(name) && !/^(docProps|customXml)\//.test(name)
	);
	if (!opened.ok) return opened;
	const parts = opened.value;
	if (/macroEnabled|vbaProject/i.test(textOf(parts, '[Content_Types].xml'))) return refuse('file-macros');
	const listed = sheetsOf(parts);
	if (!listed.length) return refuse('file-broken');
	if (listed.length > MOST_SHEETS)
		return refuse('too-many-sheets', { sheets: listed.length, most: MOST_SHEETS });
	// One part that is listed under several names is one sheet.
	const sheets = [...new Map(listed.toReversed().map((sheet) => [sheet.path, sheet])).values()].reverse();
	const scans = new Map(sheets.map((sheet) => [sheet, scanSheet(textOf(parts, sheet.path))]));
	const filled = sheets.filter((sheet) => scans.get(sheet)!.lastRow > 0);
	if (!filled.length) return refuse('file-empty');
	if (
		filled.some((sheet) => {
			const { lastColumn, merges } = scans.get(sheet)!;
			return lastColumn > MOST_COLUMNS || merges.length > MOST_MERGES;
		})
	)
		return refuse('file-bomb');
	const far = filled.find((sheet) => scans.get(sheet)!.lastRow > FARTHEST_ROW);
	if (far) return refuse('too-many-rows', { rows: scans.get(far)!.lastRow, most: MOST_ROWS });

	// Nothing reaches the library but what has been weighed and looked through.
	const safe = Object.fromEntries(
		[...parts].map(([name, part]) => {
			const sheet = sheets.find(({ path }) => path === name);
			return [name, [sheet ? new TextEncoder().encode(scans.get(sheet)!.xml) : part, { level: 0 as const }]];
		})
	) as Parameters<typeof zipSync>[0];
	let data: RawCell[][][];
	try {
		// The library unpacks once for all of the sheets that it is asked for; its types don't tell of `sheets`.
		const options = {
			sheets: filled.map(({ at }) => at),
			parseNumber: (raw: string) => ({ raw }),
			trim: false
		};
		const archive = zipSync(safe).buffer as ArrayBuffer;
		data = (await readSheets(archive, options)).map((sheet) => sheet.data as RawCell[][]);
	} catch {
		return refuse('file-broken');
	}
	const read = filled.map((sheet, i) => {
		const top = rowsOf(data[i]!.slice(0, HEADER_WITHIN), scans.get(sheet)!);
		return { sheet, data: data[i]!, fit: headerFit(top, columns) };
	});
	const best = read.reduce((one, other) => (better(other, one) ? other : one));
	if (best.sheet.hidden) return refuse('sheet-hidden', { name: best.sheet.name });
	const rows = rowsOf(best.data, scans.get(best.sheet)!);
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
	return ok({ rows, notices });
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
	const width = data[0]?.length ?? 0;
	const isMerged = mergedCells(scan.merges, data.length, width);
	return data.map((cells, i) => ({
		row: i + 1,
		cells: cells.map((cell, place) => {
			const address = addressOf(i + 1, place + 1);
			if (scan.formulas.has(address)) return { kind: 'formula', text: '' };
			if (scan.errors.has(address)) return { kind: 'error', text: '' };
			const read = plainCell(cell);
			return isMerged(i + 1, place + 1) ? { kind: 'merged', text: read?.text ?? '' } : read;
		})
	}));
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
