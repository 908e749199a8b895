import { ok, refuse, type Result } from '../../domain/result.ts';
import type { DelegatesRefusal } from '../../i18n/zh-CN/cards.ts';
import { cellFaultTexts, filled } from '../../i18n/zh-CN/import.ts';
import { decodeCsv, parseCsv } from '../../import/csv.ts';
import { deputyDefaults, deputyFile } from '../../import/deputies.ts';
import { planImport, type FileKind } from '../../import/plan.ts';
import type { CardHolder } from './make-cards.ts';

/** What of the deputies' file stands on a card. The other columns are not even looked at. */
const fields: readonly string[] = ['number', 'name', 'delegation', 'seat'] satisfies (keyof CardHolder)[];

const onCards: FileKind = {
	columns: deputyFile.filter(({ field }) => fields.includes(field)),
	defaults: { seat: deputyDefaults.seat },
	check: () => {}
};

/**
 * The deputies of a CSV file, by the very rules of the import: what the import takes makes cards, the template saved
 * as CSV among it. The first thing wrong is the answer; `row-fault` says where and what.
 */
export function readDelegates(file: Uint8Array): Result<CardHolder[], DelegatesRefusal> {
	const decoded = decodeCsv(file);
	if (!decoded.ok) return decoded;
	const rows = parseCsv(decoded.value.text);
	if (!rows.ok) return rows;
	const plan = planImport(rows.value, onCards, []);
	if (!plan.ok) return plan;
	for (const { row, faults } of plan.value.rows)
		for (const { field, code, detail } of faults) {
			const column = onCards.columns.find((one) => one.field === field)!.title;
			return refuse('row-fault', { row, column, reason: filled(cellFaultTexts[code], detail) });
		}
	return ok(plan.value.rows.map(({ values }) => values as CardHolder));
}
