import { ok, refuse, type RefusalDetail, type Result } from '../domain/result.ts';
import type { CellFaultCode, CellWarningCode } from '../i18n/zh-CN/import.ts';
import type { Cell, Value } from './cells.ts';
import { lengthOf, linesOfText, personName, plainText } from './normalise.ts';

export type CellWarning = { code: CellWarningCode; detail?: RefusalDetail };

export type Reading = Result<{ value: Value; warning?: CellWarning }, CellFaultCode>;

/** What a column may be called in a header. */
export type ColumnNames = { title: string; synonyms: readonly string[] };

/** One column of a kind of file: what it is called, and how a cell of it is read. */
export type Column = ColumnNames & {
	field: string;
	/** A file without this column can't be read at all. */
	required: boolean;
	read: (cell: Cell) => Reading;
	/** A value in the form a person would type; the inverse of `read`. */
	show: (value: Value) => string;
	/** What the template lets one choose from. */
	choices?: readonly string[];
};

/** What no column takes, whatever else it asks for. */
export function readable(cell: Cell): Result<string, CellFaultCode> {
	switch (cell.kind) {
		case 'formula':
			return refuse('formula');
		case 'error':
			return refuse('error-value');
		case 'merged':
			return refuse('merged');
		case 'text': {
			// Our own files put an apostrophe before what a spreadsheet would take for a formula.
			const text = cell.text.replace(/^'(?=[=+\-@＝＋－＠])/, '');
			// A CSV has no formulas, but a spreadsheet that opens it would make one of this.
			return /^\s*[=＝]/.test(text) ? refuse('formula') : ok(text);
		}
		default:
			return ok(cell.text);
	}
}

type Text = {
	most: number;
	needed?: boolean;
	lines?: boolean;
	person?: boolean;
	warnIfEmpty?: CellWarningCode;
};

/** A column of text, `most` characters long. */
export const textOf =
	({ most, needed = false, lines = false, person = false, warnIfEmpty }: Text) =>
	(cell: Cell): Reading => {
		const text = readable(cell);
		if (!text.ok) return text;
		// Seat 3-12 that a spreadsheet has taken for the 12th of March.
		if (cell.kind === 'date') return refuse('date-in-text');
		if (cell.kind === 'yes-no') return refuse('wrong-type');
		const value = (lines ? linesOfText : person ? personName : plainText)(text.value);
		if (value === '' && needed) return refuse('empty');
		const length = lengthOf(value);
		if (length > most) return refuse('too-long', { most, length });
		return ok({ value, ...(value === '' && warnIfEmpty ? { warning: { code: warnIfEmpty } } : {}) });
	};

/** A column whose text means something else than itself. `empty` is the value of an empty cell, or a refusal. */
export const valueOf =
	(meaning: (text: string) => Result<Value, CellFaultCode>, empty: Result<Value, CellFaultCode>) =>
	(cell: Cell): Reading => {
		const text = readable(cell);
		if (!text.ok) return text;
		if (cell.kind === 'date') return refuse('date-in-text');
		const value = plainText(text.value) === '' ? empty : meaning(text.value);
		return value.ok ? ok({ value: value.value }) : value;
	};

export const showText = (value: Value): string => (value === null ? '' : String(value));
