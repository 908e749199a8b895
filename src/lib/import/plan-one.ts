import { ok, refuse, type Result } from '../domain/result.ts';
import { cellFaultTexts, filled } from '../i18n/zh-CN/import.ts';
import { wholeNumber } from './normalise.ts';
import { planImport, type FileKind, type Known, type PlannedRow } from './plan.ts';

/**
 * One entry typed into a form, read and checked by the very rules of a file: as the only row of one. A known entry
 * is named by its id, so that its number may change too.
 */
export function planOne(
	kind: FileKind,
	known: readonly Known[],
	entry: { id: string | null; fields: Readonly<Record<string, string>> }
): Result<PlannedRow, 'row-fault' | 'number-taken'> {
	const number = wholeNumber(entry.fields.number ?? '');
	const numberTitle = kind.columns.find(({ field }) => field === 'number')!.title;
	if (!number.ok)
		return refuse('row-fault', { column: numberTitle, reason: filled(cellFaultTexts[number.code]) });
	if (known.some(({ id, key }) => key === number.value && id !== entry.id))
		return refuse('number-taken', { number: number.value });
	const columns = kind.columns.filter(({ field }) => entry.fields[field] !== undefined);
	const cells = (texts: string[]) => texts.map((text) => ({ kind: 'text' as const, text }));
	const planned = planImport(
		[
			{ row: 1, cells: cells(columns.map(({ title }) => title)) },
			{ row: 2, cells: cells(columns.map(({ field }) => entry.fields[field]!)) }
		],
		kind,
		known.map((one) => (one.id === entry.id ? { ...one, key: number.value } : one))
	);
	if (!planned.ok) throw new Error(`a form without the columns of its kind: ${planned.code}`);
	const [row] = planned.value.rows;
	const [fault] = row!.faults;
	if (!fault) return ok(row!);
	const column = kind.columns.find(({ field }) => field === fault.field)!.title;
	return refuse('row-fault', { column, reason: filled(cellFaultTexts[fault.code], fault.detail) });
}
