/** What the office's import pages show. */

export type ImportKind = 'deputies' | 'candidates' | 'cards';

export type DryRunCounts = {
	new: number;
	changed: number;
	unchanged: number;
	warnings: number;
	errors: number;
	/** Rows with at least one error. */
	errorRows: number;
};

/** Something about one cell; the place is that of its column. The codes are those of the catalogue. */
export type DryRunIssue = {
	column: number;
	kind: 'fault' | 'warning';
	code: string;
	detail?: Record<string, string | number>;
};

export type DryRunRow = {
	/** As the spreadsheet counts it. */
	row: number;
	state: 'new' | 'changed' | 'unchanged' | 'error';
	/** What stands in the file, by column. */
	texts: string[];
	/** What stands in the system, of the columns that change. */
	before: { column: number; text: string }[];
	issues: DryRunIssue[];
};

/** 试运行: what an import would do. Nothing has been written. */
export type DryRunView = {
	kind: ImportKind;
	fileName: string;
	/** Of the file and of all it would change; posted back with the file at the confirmation. */
	digest: string;
	counts: DryRunCounts;
	columns: { field: string; title: string }[];
	rows: DryRunRow[];
	/** 名册中有、文件中没有. */
	absent: { count: number; names: string[] };
	notices: { code: string; detail?: Record<string, string | number> }[];
};

/** One line of the history of imports. */
export type ImportView = {
	id: string;
	kind: ImportKind;
	fileName: string;
	at: string;
	by: string;
	counts: { new: number; changed: number; unchanged: number };
	undoneAt: string | null;
	undoneBy: string | null;
	/** The last one of its kind, before any round was made ready: it can still be undone. */
	undoable: boolean;
};

/** Why roll and candidates can't be changed now: a round that is under way, or a rehearsal. */
export type RollLock = { round: string; state: string } | 'rehearsal';

export type DeputyRow = {
	id: string;
	number: number;
	name: string;
	gender: '男' | '女' | null;
	delegation: string;
	seat: string;
	/** The office's own; this view goes to nobody else. */
	phone: string | null;
	scrutineer: 'none' | 'member' | 'chief';
	active: boolean;
	card: 'issued' | 'active' | null;
};

export type DeputiesView = {
	/** One page of those the search left. */
	rows: DeputyRow[];
	page: number;
	pages: number;
	found: number;
	/** Of the whole roll. */
	active: number;
	former: number;
	delegations: number;
	withoutCard: number;
	lock: RollLock | null;
};
