import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeExcelFile, { type Feature, type SheetData } from 'write-excel-file/node';
import { safeText, sheetName, timeless } from './tables.ts';

/**
 * A workbook as somebody files and prints it: title and unit above the table, the head frozen and repeated on every
 * printed page, as wide as the paper; money, days and counts as values that a spreadsheet can reckon with.
 */
export type Sheet = {
	/** Of the tab; what a tab's name may not have is taken out. */
	name: string;
	/** Lines above the table, the first in large type; none where a program is to find the head in the first row. */
	title: readonly string[];
	columns: readonly SheetColumn[];
	rows: readonly (readonly (string | number | null)[])[];
	/** A wide table goes on A3, lying. */
	paper: 'a3' | 'a4';
};

export type SheetColumn = {
	head: string;
	/** In characters of half width: a Chinese one takes two. */
	width: number;
	/** `day`: an ISO date; `money`: two decimals, in whatever unit the head names. */
	kind?: 'text' | 'count' | 'money' | 'day';
};

const PAPER_SIZES = { a3: 8, a4: 9 } as const;
const GROUND = '#EEEEEE';
const line = { borderStyle: 'thin', borderColor: '#808080' } as const;

export async function sheetFile({
	name,
	title,
	columns,
	rows,
	paper
}: Sheet): Promise<Uint8Array<ArrayBuffer>> {
	const tab = sheetName(name);
	const data: SheetData = [
		...title.map((text, i) => [
			{
				value: safeText(text),
				type: String,
				columnSpan: columns.length,
				alignVertical: 'center' as const,
				...(i === 0
					? { fontSize: 16, fontWeight: 'bold' as const, align: 'center' as const, height: 32 }
					: { align: 'right' as const })
			}
		]),
		columns.map(({ head }) => ({
			...{ value: head, type: String, fontWeight: 'bold' as const, wrap: true, backgroundColor: GROUND },
			...{ align: 'center' as const, alignVertical: 'center' as const, ...line }
		})),
		...rows.map((row) => columns.map(({ kind = 'text' }, i) => cellOf(row[i] ?? null, kind)))
	];
	const file = writeExcelFile(
		data,
		{
			...{ sheet: tab, orientation: 'landscape', stickyRowsCount: title.length + 1 },
			columns: columns.map(({ width }) => ({ width }))
		},
		{ features: [printing(tab, title.length + 1, PAPER_SIZES[paper])] }
	);
	return timeless(await file.toBuffer());
}

function cellOf(
	value: string | number | null,
	kind: NonNullable<SheetColumn['kind']>
): SheetData[number][number] {
	const look = { alignVertical: 'top' as const, ...line };
	if (value === null || value === '') return { ...look };
	if (kind === 'day' && typeof value === 'string')
		return {
			...look,
			value: new Date(`${value}T00:00:00Z`),
			type: Date,
			format: 'yyyy-mm-dd',
			align: 'center'
		};
	if (typeof value === 'number') return { ...look, ...numberOf(value, kind) };
	return { ...look, value: safeText(value), type: String, wrap: true };
}

/** Among texts a number is shown as it is: it may be a sum in yuan or a count. */
const numberOf = (value: number, kind: NonNullable<SheetColumn['kind']>) =>
	kind === 'text'
		? { value, type: Number, align: 'left' as const }
		: { value, type: Number, align: 'right' as const, format: kind === 'money' ? '#,##0.00' : '0' };

/** One page wide, the head on each page, numbered at the foot. */
const printing = (tab: string, headRows: number, paperSize: number): Feature<Stream | Buffer | Blob> => ({
	files: {
		transform: {
			'xl/worksheets/sheet{id}.xml': {
				transform: (sheet) =>
					sheet
						.replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
						.replace(
							/<pageMargins[^>]*\/>\s*<pageSetup[^>]*\/>/,
							'<printOptions horizontalCentered="1"/>' +
								'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>' +
								`<pageSetup paperSize="${paperSize}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
								'<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>'
						)
			},
			'xl/workbook.xml': {
				transform: (book) =>
					book.replace(
						'<definedNames/>',
						'<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">' +
							`'${escaped(tab.replaceAll("'", "''"))}'!$1:$${headRows}</definedName></definedNames>`
					)
			}
		}
	}
});

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
