/**
 * What the reader of workbooks does not tell of a sheet and an import must know: which cells are formulas, which
 * are errors, what is merged, how far the cells reach. Works on the XML as text; the cells' contents are read by the
 * library alone.
 */
export type SheetScan = {
	/** Addresses such as `B3`. */
	formulas: Set<string>;
	errors: Set<string>;
	/** Addresses that a merged area covers, its first cell included. */
	merged: Set<string>;
	hiddenRows: number;
	lastRow: number;
	lastColumn: number;
	/** The same sheet without rows and cells that hold nothing but a format: a column formatted to its end is no data. */
	xml: string;
};

/** A merged area may name a million cells; no more than these rows of it can hold anything we read. */
const MOST_MERGED_ROWS = 6000;
const MOST_MERGED_COLUMNS = 100;

export function scanSheet(source: string): SheetScan {
	const xml = source
		.replace(/<((?:\w+:)?c)\b[^<>]*\/>/g, '')
		.replace(/<((?:\w+:)?c)\b[^<>]*>\s*<\/\1>/g, '')
		.replace(/<((?:\w+:)?row)\b[^<>]*\/>/g, '')
		.replace(/<((?:\w+:)?row)\b[^<>]*>\s*<\/\1>/g, '');
	const scan: SheetScan = {
		...{ formulas: new Set(), errors: new Set(), merged: new Set() },
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
	for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?mergeCell\b([^<>]*)>/g))
		for (const address of addressesIn(attribute(attributes, 'ref') ?? '')) scan.merged.add(address);
	return scan;
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

function addressesIn(area: string): string[] {
	const [from, to] = area.split(':').map(placeOf);
	if (!from || !to) return [];
	const addresses: string[] = [];
	for (let row = from.row; row <= Math.min(to.row, MOST_MERGED_ROWS); row++)
		for (let column = from.column; column <= Math.min(to.column, MOST_MERGED_COLUMNS); column++)
			addresses.push(addressOf(row, column));
	return addresses;
}
