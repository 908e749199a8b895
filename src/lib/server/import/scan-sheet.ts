/**
 * What the reader of workbooks does not tell of a sheet and an import must know: which cells are formulas, which
 * are errors, what is merged, how far the cells reach. Works on the XML as text; the cells' contents are read by the
 * library alone.
 */
export type SheetScan = {
	/** Addresses such as `B3`. */
	formulas: Set<string>;
	errors: Set<string>;
	/** No more than `MOST_MERGES` and one. */
	merges: Area[];
	hiddenRows: number;
	lastRow: number;
	lastColumn: number;
	/** The same sheet without rows and cells that hold nothing but a format: a column formatted to its end is no data. */
	xml: string;
};

/** Rows and columns from 1, the last ones included. An area may name all the cells of a sheet, and is never spelt out. */
export type Area = { top: number; left: number; bottom: number; right: number };

/** One for each row of a full table. */
export const MOST_MERGES = 5000;

export function scanSheet(source: string): SheetScan {
	const xml = source
		.replace(/<((?:\w+:)?c)\b[^<>]*\/>/g, '')
		.replace(/<((?:\w+:)?c)\b[^<>]*>\s*<\/\1>/g, '')
		.replace(/<((?:\w+:)?row)\b[^<>]*\/>/g, '')
		.replace(/<((?:\w+:)?row)\b[^<>]*>\s*<\/\1>/g, '');
	const scan: SheetScan = {
		...{ formulas: new Set(), errors: new Set(), merges: [] },
		...{ hiddenRows: 0, lastRow: 0, lastColumn: 0, xml }
	};
	for (const [, attributes = '', after = ''] of xml.matchAll(/<(?:\w+:)?c\b([^<>]*)>\s*(<(?:\w+:)?f\b)?/g)) {
		const address = attribute(attributes, 'r');
		const place = address && placeOf(address);
		if (!place) continue;
		if (after) scan.formulas.add(address);
		else if (attribute(attributes, 't') === 'e') scan.errors.add(address);
		scan.lastRow = Math.max(scan.lastRow, place.row);
		scan.lastColumn = Math.max(scan.lastColumn, place.column);
	}
	for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?row\b([^<>]*)>/g))
		if (/^(1|true)$/.test(attribute(attributes, 'hidden') ?? '')) scan.hiddenRows++;
	for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?mergeCell\b([^<>]*)>/g)) {
		const area = areaOf(attribute(attributes, 'ref') ?? '');
		if (area) scan.merges.push(area);
		if (scan.merges.length > MOST_MERGES) break;
	}
	return scan;
}

/**
 * Tells whether a merged area covers a cell, its first cell included, within a table of this size. Each area is noted
 * at its four corners and the table summed up once, so that many areas over one another cost no more than few.
 */
export function mergedCells(
	areas: readonly Area[],
	rows: number,
	columns: number
): (row: number, column: number) => boolean {
	const width = columns + 2;
	const cover = new Int32Array((rows + 2) * width);
	const note = (row: number, column: number, by: number) => {
		cover[Math.min(row, rows + 1) * width + Math.min(column, columns + 1)]! += by;
	};
	for (const { top, left, bottom, right } of areas) {
		note(top, left, 1);
		note(top, right + 1, -1);
		note(bottom + 1, left, -1);
		note(bottom + 1, right + 1, 1);
	}
	for (let at = width + 1; at < cover.length; at++)
		if (at % width !== 0) cover[at]! += cover[at - 1]! + cover[at - width]! - cover[at - width - 1]!;
	return (row, column) => cover[row * width + column]! > 0;
}

/** An attribute of a tag, by its name or a pattern of it. */
export function attribute(attributes: string, name: string): string | undefined {
	let pattern = patterns.get(name);
	if (!pattern) {
		pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
		patterns.set(name, pattern);
	}
	const match = pattern.exec(attributes);
	return match?.[1] ?? match?.[2];
}

const patterns = new Map<string, RegExp>();

/** Row and column of an address, both from 1. */
export function placeOf(address: string): { row: number; column: number } | null {
	const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
	if (!match) return null;
	const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	return { row: Number(match[2]), column };
}

/** `B3`, of row and column from 1. */
export function addressOf(row: number, column: number): string {
	let letters = '';
	for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
		letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
	return `${letters}${row}`;
}

function areaOf(area: string): Area | null {
	const [from, to] = area.split(':').map(placeOf);
	if (!from || !to || to.row < from.row || to.column < from.column) return null;
	return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}
