import { ok, refuse, type RefusalDetail, type Result } from '../domain/result.ts';
import type { CellFaultCode, CellWarningCode, FileNoticeCode } from '../i18n/zh-CN/import.ts';
import { emptyCell, type SheetRow, type Value } from './cells.ts';
import type { Column, ColumnNames } from './column.ts';
import { plainText } from './normalise.ts';

/** More than any congress has deputies; a bound on what one file can make the server read. */
export const MOST_ROWS = 5000;
/** A title, a header and some blank rows may stand between 5,000 rows; beyond this nothing is even looked at. */
export const FARTHEST_ROW = MOST_ROWS * 2;
/** Several times what the widest of our files has. */
export const MOST_COLUMNS = 200;

/** A title, a note and a blank line may stand above the header. */
export const HEADER_WITHIN = 10;
/** Remarks, spaces and line ends included; what is longer is no title. */
const LONGEST_TITLE = 200;

/** One row of what the system has: its key (代表证号, 项目编号), its values, and who it is. */
export type Known = {
	id: string;
	key: number;
	values: Record<string, Value>;
	/** Off the roll: its number is not free, and the file may not bring it back. */
	former?: boolean;
	/** Stands on a ballot that is ready: may be in the file, as long as it says the same. */
	frozen?: boolean;
};

export type CellIssue<Code> = { field: string; code: Code; detail?: RefusalDetail };

export type PlannedRow = {
	row: number;
	key: number | null;
	state: 'new' | 'changed' | 'unchanged' | 'error';
	/** What the file says, column by column; cells at fault are missing. */
	values: Record<string, Value>;
	/** The text of each cell as it stands in the file. */
	texts: Record<string, string>;
	/** Of a changed row: the fields that change, with what they were. */
	before: Record<string, Value>;
	known: Known | null;
	faults: CellIssue<CellFaultCode>[];
	warnings: CellIssue<CellWarningCode>[];
};

export type FileNotice = { code: FileNoticeCode; detail?: RefusalDetail };

export type Plan = {
	columns: readonly Column[];
	rows: PlannedRow[];
	/** In the system and not in the file. Never touched by an import. */
	absent: Known[];
	notices: FileNotice[];
};

/** A row while rows are held against each other. */
export type CheckedRow = Pick<PlannedRow, 'row' | 'key' | 'values'> & {
	fault: (field: string, code: CellFaultCode, detail?: RefusalDetail) => void;
	warn: (field: string, code: CellWarningCode, detail?: RefusalDetail) => void;
};

export type CrossCheck = (rows: CheckedRow[], known: ReadonlyMap<number, Known>) => void;

/** What a kind of file is made of. */
export type FileKind = {
	columns: readonly Column[];
	/** Headings of what no file brings, because it is added on a page of its own. */
	elsewhere?: readonly string[];
	/** What a new row has in columns that the file hasn't. */
	defaults: Readonly<Record<string, Value>>;
	check: CrossCheck;
};

export type HeaderRefusal = 'columns-missing' | 'column-twice' | 'no-rows' | 'too-many-rows';

/**
 * Reads the rows of a sheet and holds them against what the system has. Writes nothing and decides nothing: the
 * same sheet on the same system always gives the same plan.
 */
export function planImport(
	sheet: readonly SheetRow[],
	kind: FileKind,
	known: readonly Known[]
): Result<Plan, HeaderRefusal> {
	const header = findHeader(sheet, kind.columns);
	if (!header.ok) return header;
	const { at, places } = header.value;
	const isElsewhere = (title: string) => kind.elsewhere?.includes(headerName(title)) ?? false;
	const elsewhere = header.value.unknown.filter(isElsewhere);
	const unknown = header.value.unknown.filter((title) => !isElsewhere(title));
	const body = sheet.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell && !isBlank(cell)));
	if (!body.length) return refuse('no-rows');
	if (body.length > MOST_ROWS) return refuse('too-many-rows', { rows: body.length, most: MOST_ROWS });
	const byKey = new Map(known.map((one) => [one.key, one]));
	const rows = body.map((row) => readRow(row, places, byKey));
	crossCheck(rows, kind, byKey);
	for (const row of rows) settle(row, kind);
	const keys = new Set(rows.map(({ key }) => key));
	const absentColumns = kind.columns.filter((column) => !places.has(column));
	return ok({
		columns: kind.columns.filter((column) => places.has(column)),
		rows,
		absent: known.filter(({ key, former }) => !former && !keys.has(key)),
		notices: [
			...(elsewhere.length
				? [{ code: 'pictures-elsewhere' as const, detail: { names: elsewhere.join('、') } }]
				: []),
			...(unknown.length
				? [{ code: 'unknown-columns' as const, detail: { names: unknown.join('、') } }]
				: []),
			...(absentColumns.length && known.length
				? [
						{
							code: 'columns-absent' as const,
							detail: { names: absentColumns.map(({ title }) => title).join('、') }
						}
					]
				: [])
		]
	});
}

/** The plan without the rows at fault: what 仅导入正确行 does. */
export const changesOf = (plan: Plan): PlannedRow[] =>
	plan.rows.filter(({ state }) => state === 'new' || state === 'changed');

export function countsOf(plan: Plan) {
	const count = (state: PlannedRow['state']) => plan.rows.filter((row) => row.state === state).length;
	return {
		new: count('new'),
		changed: count('changed'),
		unchanged: count('unchanged'),
		warnings: plan.rows.reduce((sum, row) => sum + row.warnings.length, 0),
		errors: plan.rows.reduce((sum, row) => sum + row.faults.length, 0),
		errorRows: count('error')
	};
}

/** Rows whose value in a field an earlier row has already, with that row's number. Empty values are no pair. */
export function firstRows<Row extends Pick<PlannedRow, 'row' | 'values'>>(
	rows: readonly Row[],
	field: string
): [Row, number][] {
	const first = new Map<Value, number>();
	const later: [Row, number][] = [];
	for (const row of rows) {
		const value = row.values[field];
		if (value === undefined || value === null || value === '') continue;
		const before = first.get(value);
		if (before === undefined) first.set(value, row.row);
		else later.push([row, before]);
	}
	return later;
}

type Header = { at: number; places: Map<Column, number>; unknown: string[] };

/** How well a sheet's best header fits: the number of columns it names. For choosing among several sheets. */
export function headerFit(sheet: readonly SheetRow[], columns: readonly ColumnNames[]): number {
	const names = namesOf(columns);
	return Math.max(0, ...sheet.slice(0, HEADER_WITHIN).map((row) => namedBy(row, names).length));
}

/** The row among the first ones that names the most columns. */
function findHeader(
	sheet: readonly SheetRow[],
	columns: readonly Column[]
): Result<Header, 'columns-missing' | 'column-twice'> {
	const names = namesOf(columns);
	const candidates = sheet
		.slice(0, HEADER_WITHIN)
		.map((row, at) => ({ at, row, named: namedBy(row, names) }));
	const best = candidates.reduce<(typeof candidates)[number] | null>(
		(one, other) => (one && one.named.length >= other.named.length ? one : other),
		null
	);
	const places = new Map<Column, number>();
	for (const { column, place } of best?.named ?? []) {
		if (places.has(column)) return refuse('column-twice', { row: best!.row.row, name: column.title });
		places.set(column, place);
	}
	const missing = columns.filter((column) => column.required && !places.has(column));
	if (!best || missing.length)
		return refuse('columns-missing', { names: missing.map(({ title }) => `“${title}”`).join('、') });
	const known = new Set(places.values());
	const unknown = best.row.cells.flatMap((cell, place) =>
		cell && !known.has(place) && !isBlank(cell) && plainText(cell.text) !== errorColumn
			? [plainText(cell.text)]
			: []
	);
	return ok({ at: best.at, places, unknown });
}

/** The column that the error file adds: a corrected error file can be uploaded as it is. */
export const errorColumn = '错误说明';

/** Each name a column may have in a header, as `headerName` writes it; the first column that claims one has it. */
function namesOf<One extends ColumnNames>(columns: readonly One[]): Map<string, One> {
	const names = new Map<string, One>();
	for (const column of columns)
		for (const title of [column.title, ...column.synonyms]) {
			const name = headerName(title);
			if (!names.has(name)) names.set(name, column);
		}
	return names;
}

function namedBy<One>(row: SheetRow, names: ReadonlyMap<string, One>): { column: One; place: number }[] {
	return row.cells.flatMap((cell, place) => {
		if (!cell || cell.text.trim() === '' || cell.text.length > LONGEST_TITLE) return [];
		const column = names.get(headerName(cell.text));
		return column ? [{ column, place }] : [];
	});
}

/** 代表 证号*、代表证号（必填）, 总投资（万元）: spacing, stars and remarks make no other column. */
const headerName = (text: string): string =>
	plainText(text)
		.normalize('NFKC')
		.replace(/\s|[*:_]/g, '')
		.replace(/\((?:必填|可空|选填)\)/g, '');

const isBlank = (cell: { kind: string; text: string }): boolean =>
	plainText(cell.text) === '' && (cell.kind === 'text' || cell.kind === 'merged');

function readRow(row: SheetRow, places: Map<Column, number>, known: ReadonlyMap<number, Known>): PlannedRow {
	const read: PlannedRow = {
		...{ row: row.row, key: null, state: 'unchanged', values: {}, texts: {}, before: {}, known: null },
		...{ faults: [], warnings: [] }
	};
	for (const [column, place] of places) {
		const cell = row.cells[place] ?? emptyCell;
		read.texts[column.field] = cell.text;
		const reading = column.read(cell);
		if (!reading.ok) {
			const { code, detail } = reading;
			read.faults.push({ field: column.field, code, ...(detail ? { detail } : {}) });
			continue;
		}
		const { value, warning } = reading.value;
		read.values[column.field] = value;
		if (warning) read.warnings.push({ field: column.field, ...warning });
	}
	if (typeof read.values.number === 'number') read.key = read.values.number;
	read.known = read.key === null ? null : (known.get(read.key) ?? null);
	return read;
}

function crossCheck(rows: PlannedRow[], kind: FileKind, known: ReadonlyMap<number, Known>): void {
	for (const [row, first] of firstRows(rows, 'number'))
		row.faults.push({ field: 'number', code: 'duplicate', detail: { first } });
	kind.check(
		rows.map((row) => ({
			...{ row: row.row, key: row.key, values: row.values },
			fault: (field, code, detail) => row.faults.push({ field, code, ...(detail ? { detail } : {}) }),
			warn: (field, code, detail) => row.warnings.push({ field, code, ...(detail ? { detail } : {}) })
		})),
		known
	);
}

/** What becomes of a row, once everything that stands against it is known. */
function settle(row: PlannedRow, { defaults }: FileKind): void {
	const { known, values } = row;
	if (known) {
		for (const [field, said] of Object.entries(values)) {
			const there = known.values[field] ?? null;
			if (said !== there) row.before[field] = there;
		}
		if (known.frozen && Object.keys(row.before).length)
			row.faults.push({ field: 'number', code: 'candidate-frozen' });
	} else {
		row.values = { ...defaults, ...values };
	}
	if (row.faults.length) row.state = 'error';
	else if (!known) row.state = 'new';
	else row.state = Object.keys(row.before).length ? 'changed' : 'unchanged';
}
