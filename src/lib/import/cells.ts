/** What stands in a cell of a file, before anybody asks what it means. */
export type Cell = {
	/**
	 * `number` and `date` come from spreadsheets only; `formula`, `error` and `merged` are never read. Text of a
	 * number is its exact decimal form, of a date `YYYY-MM-DD`.
	 */
	kind: 'text' | 'number' | 'date' | 'yes-no' | 'formula' | 'error' | 'merged';
	text: string;
};

export const emptyCell: Cell = { kind: 'text', text: '' };

/** `row` counts as the spreadsheet does, from 1, so that a fault can be found again. */
export type SheetRow = { row: number; cells: (Cell | undefined)[] };

/** A value as it is compared and stored: money in fen, days as ISO dates. */
export type Value = string | number | null;

/** The exact decimal text of a spreadsheet's number: 15 digits is all that the person who typed it has seen. */
export function numberText(raw: string): string {
	const value = Number(Number(raw).toPrecision(15));
	if (!Number.isFinite(value)) return raw;
	const text = String(value);
	if (!text.includes('e')) return text;
	return Math.abs(value) >= 1
		? BigInt(Math.round(value)).toString()
		: value.toFixed(20).replace(/\.?0+$/, '');
}
