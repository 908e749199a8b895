import { cellFaultTexts, cellWarningTexts, filled, templateTexts } from '../../i18n/zh-CN/import.ts';
import type { SheetRow } from '../../import/cells.ts';
import { errorColumn, type Plan, type PlannedRow } from '../../import/plan.ts';
import { csvFile, type Table } from '../papers/tables.ts';
import { xlsxAside } from '../papers/workbook-aside.ts';

/**
 * 错误清单: the file as it was read, with the column 错误说明 at its end. Corrected, it can be uploaded as it is. What
 * a spreadsheet would take for a formula stays text.
 */
export async function errorFile(
	format: 'xlsx' | 'csv',
	sheet: readonly SheetRow[],
	plan: Plan
): Promise<Uint8Array<ArrayBuffer>> {
	const planned = new Map(plan.rows.map((row) => [row.row, row]));
	const first = plan.rows[0]!.row;
	const header = sheet.findLast(({ row }) => row < first)!.row;
	const named = sheet.find(({ row }) => row === header)!.cells;
	// An error file that comes back has the column already.
	const old = named.findIndex((cell) => cell?.text.trim() === errorColumn);
	const width = Math.max(...sheet.map(({ cells }) => cells.length));
	const table: Table = sheet.map(({ row, cells }) => {
		const texts = Array.from({ length: width }, (_, at) => cells[at]?.text ?? '');
		if (old >= 0) texts.splice(old, 1);
		return [...texts, row === header ? errorColumn : explained(plan, planned.get(row))];
	});
	return format === 'xlsx'
		? xlsxAside(table, templateTexts.errorSheet)
		: new Uint8Array(new TextEncoder().encode(csvFile(table)));
}

function explained({ columns }: Plan, row: PlannedRow | undefined): string {
	if (!row) return '';
	const title = (field: string) => columns.find((column) => column.field === field)?.title ?? field;
	return [
		...row.faults.map(
			({ field, code, detail }) => `${title(field)}：${filled(cellFaultTexts[code], detail)}`
		),
		...row.warnings.map(
			({ field, code, detail }) => `（提示）${title(field)}：${filled(cellWarningTexts[code], detail)}`
		)
	].join('；');
}
