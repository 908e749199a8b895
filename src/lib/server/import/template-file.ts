import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeExcelFile, { type Feature, type SheetData } from 'write-excel-file/node';
import {
	getOrderOfSiblings,
	insertElementMarkupAccordingToOrderOfSiblings,
	sanitizeTextContent
} from 'write-excel-file/utility';
import { columnHelp, templateTexts as texts } from '../../i18n/zh-CN/import.ts';
import type { Column } from '../../import/column.ts';
import { MOST_ROWS } from '../../import/plan.ts';
import { safeText } from '../papers/tables.ts';
import { addressOf } from './scan-sheet.ts';

/** Rows that are text from the start, so that seat 3-12 stays what was typed. */
const TEXT_ROWS = 500;

/** 导入模板: an empty table with drop-downs where there is a choice, and the sheet 填写说明. */
export async function templateFile(
	kind: 'deputies' | 'candidates',
	columns: readonly Column[],
	rows: readonly string[][] = []
): Promise<Uint8Array<ArrayBuffer>> {
	const head = { fontWeight: 'bold', backgroundColor: '#e9eff9', borderStyle: 'thin', type: String } as const;
	const table: SheetData = [
		columns.map(({ title, required }) => ({ ...head, value: required ? `${title}*` : title })),
		...rows.map((row) => row.map((text) => ({ value: safeText(text), type: String, format: '@' }) as const)),
		...Array.from({ length: TEXT_ROWS }, () =>
			columns.map(() => ({ value: '', type: String, format: '@' }) as const)
		)
	];
	const help: SheetData = [
		[
			{ ...head, value: texts.helpColumn },
			{ ...head, value: texts.help }
		],
		...columns.map(({ field, title }) => [
			{ value: title, type: String, fontWeight: 'bold' } as const,
			{ value: columnHelp[`${kind}.${field}`] ?? '', type: String, wrap: true } as const
		]),
		...(kind === 'candidates'
			? [
					[
						{ value: texts.pictures.title, type: String, fontWeight: 'bold' } as const,
						{ value: texts.pictures.help, type: String, wrap: true } as const
					]
				]
			: []),
		...texts.notes.map((note) => [null, { value: note, type: String, wrap: true } as const])
	];
	const file = await writeExcelFile(
		[
			{
				...{ data: table, sheet: texts.sheets[kind], stickyRowsCount: 1 },
				columns: columns.map(({ title }) => ({ width: Math.max(12, title.length * 2 + 4) }))
			},
			{ data: help, sheet: texts.helpSheet, columns: [{ width: 20 }, { width: 90 }] }
		],
		{ features: columns.some(({ choices }) => choices) ? [dropDowns(columns)] : [] }
	).toBuffer();
	return new Uint8Array(file);
}

/** What may be chosen, in the cells of the first sheet. */
const dropDowns = (columns: readonly Column[]): Feature<Stream | Buffer | Blob> => ({
	files: {
		transform: {
			'xl/worksheets/sheet{id}.xml': {
				transform: (xml, _options, { sheetIndex }) =>
					sheetIndex === 0
						? insertElementMarkupAccordingToOrderOfSiblings(
								xml,
								validations(columns),
								getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet')!,
								'worksheet'
							)
						: xml
			}
		}
	}
});

function validations(columns: readonly Column[]): string {
	const lists = columns.flatMap(({ choices }, place) =>
		choices
			? [
					`<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${addressOf(2, place + 1)}:${addressOf(MOST_ROWS + 1, place + 1)}">` +
						`<formula1>"${sanitizeTextContent(choices.join(','))}"</formula1></dataValidation>`
				]
			: []
	);
	return lists.length ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : '';
}
