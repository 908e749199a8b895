import { inThread, type ThreadLimits } from '../in-thread.ts';
import { inTurn } from '../in-turn.ts';
import { sheetFile, type Sheet } from './sheet-file.ts';
import { xlsxFile, type Table } from './tables.ts';

export type ToWrite = { sheet: Sheet } | { table: Table; name: string };

/** Written in milliseconds, where a thread takes a quarter of a second to start. */
const FEW_CELLS = 2000;
/** Many times what the largest of our tables takes. */
const LIMITS: ThreadLimits = { seconds: 120, heapMb: 1024 };

const writing = inTurn(1);

/** `xlsxFile`, a large one in a thread of its own, one at a time. */
export const xlsxAside = (table: Table, name: string): Promise<Uint8Array<ArrayBuffer>> =>
	isSmall(table) ? xlsxFile(table, name) : aside({ table, name });

/** `sheetFile`, a large one in a thread of its own, one at a time. */
export const sheetAside = (sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> =>
	isSmall(sheet.rows) ? sheetFile(sheet) : aside({ sheet });

const isSmall = (rows: Table): boolean => rows.reduce((sum, row) => sum + row.length, 0) <= FEW_CELLS;

async function aside(given: ToWrite): Promise<Uint8Array<ArrayBuffer>> {
	const written = await writing.take(() =>
		inThread<Uint8Array<ArrayBuffer>>('#lib/server/papers/write-worker.ts', given, LIMITS)
	);
	if (!written.ok) throw new Error(`a workbook of ours was not written: ${written.code}`);
	return written.value;
}
