import { strToU8, zipSync, type Zippable } from 'fflate';

/** One cell of a workbook made by hand: a text, or the cell's own XML without its address. */
export type RawCell = string | number | { xml: (address: string) => string };

export type RawSheet = {
	name?: string;
	rows: (RawCell | null)[][];
	/** `hidden`, `veryHidden`. */
	state?: string;
	merges?: string[];
	hiddenRows?: number[];
	/** In the place of everything else: the sheet's own XML. */
	xml?: string;
};

/** Written out of nothing but XML and a zip, so that a test can make of it what no decent program would. */
export function workbook(
	sheets: RawSheet[],
	changes: { parts?: Record<string, string | Uint8Array>; date1904?: boolean; contentTypes?: string } = {}
): Uint8Array {
	const parts: Record<string, string | Uint8Array> = {
		'[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
			<Default Extension="xml" ContentType="application/xml"/>${changes.contentTypes ?? ''}</Types>`,
		'_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${changes.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
			.map(
				({ name, state }, i) =>
					`<sheet name="${name ?? `表${i + 1}`}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`
			)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': relationships([
			...sheets.map((_, i): [string, string, string] => [
				`rId${i + 1}`,
				'worksheet',
				`worksheets/sheet${i + 1}.xml`
			]),
			['rIdStyles', 'styles', 'styles.xml']
		]),
		// Style 1 is a date.
		'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		...Object.fromEntries(
			sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet.xml ?? sheetXml(sheet)])
		),
		...changes.parts
	};
	return zipSync(
		Object.fromEntries(
			Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])
		) as Zippable
	);
}

export const formula = (text: string, cached: string): RawCell => ({
	xml: (at) => `<c r="${at}" t="str"><f>${text}</f><v>${cached}</v></c>`
});
export const errorCell: RawCell = { xml: (at) => `<c r="${at}" t="e"><v>#REF!</v></c>` };
/** A day as a spreadsheet keeps it: its number, in the format of a date. */
export const serialDate = (serial: number): RawCell => ({
	xml: (at) => `<c r="${at}" s="1"><v>${serial}</v></c>`
});

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const relationships = (all: [id: string, type: string, target: string][]): string =>
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
		.map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
		.join('')}</Relationships>`;

export function sheetXml({ rows, merges = [], hiddenRows = [] }: RawSheet): string {
	const body = rows
		.map((cells, r) => {
			const xml = cells.map((cell, c) => cellXml(cell, `${String.fromCharCode(65 + c)}${r + 1}`)).join('');
			return `<row r="${r + 1}"${hiddenRows.includes(r + 1) ? ' hidden="1"' : ''}>${xml}</row>`;
		})
		.join('');
	const merged = merges.length
		? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
		: '';
	return `<worksheet xmlns="${main}"><sheetData>${body}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: RawCell | null, address: string): string {
	if (cell === null) return `<c r="${address}" s="0"/>`;
	if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
	if (typeof cell === 'string') return `<c r="${address}" t="inlineStr"><is><t>${cell}</t></is></c>`;
	return cell.xml(address);
}
