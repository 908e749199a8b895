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

/** Each holds a connection and what it has read; more would have to be told to come again. */
const MOST_WAITING_OF_THE_PUBLIC = 4;
const publicTurn = inTurn(1);

/**
 * For a workbook that anybody may ask for, from the reading of it on: one at a time, so that the staff's wait for one of
 * them at the most. Null where so many wait already that whoever asks has to come again.
 */
export const inPublicTurn = async <Written>(work: () => Promise<Written>): Promise<Written | null> =>
	publicTurn.waiting() < MOST_WAITING_OF_THE_PUBLIC ? publicTurn.take(work) : null;

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
