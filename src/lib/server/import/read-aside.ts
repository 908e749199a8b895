import { refuse, type Result } from '../../domain/result.ts';
import type { ColumnNames } from '../../import/column.ts';
import { inThread, type ThreadLimits } from '../in-thread.ts';
import { inTurn } from '../in-turn.ts';
import type { FileRead, FileRefusal } from './read-file.ts';

/** What the thread is given: of the columns only what can be sent. */
export type ToRead = { name: string; bytes: Uint8Array; columns: readonly ColumnNames[] };

type Read = Result<FileRead, FileRefusal>;

/** Many times what a full workbook takes; what takes more is no roll and no list of projects. */
const LIMITS: ThreadLimits = { seconds: 20, heapMb: 512 };
/** Behind the one that is read: each holds up to 10 MB, and a person who waits. */
const MOST_WAITING = 8;

const reading = inTurn(1);

/**
 * `readFile` in a thread of its own, one file at a time, ended where it takes more time or memory than any decent
 * file: libraries read what a stranger has made, and the process that they would hold up takes the ballots.
 */
export async function readAside(
	name: string,
	bytes: Uint8Array,
	columns: readonly ColumnNames[],
	limits = LIMITS
): Promise<Result<FileRead, FileRefusal | 'file-too-slow' | 'import-busy'>> {
	if (reading.waiting() >= MOST_WAITING) return refuse('import-busy');
	const named = columns.map(({ title, synonyms }) => ({ title, synonyms }));
	const given: ToRead = { name, bytes, columns: named };
	const read = await reading.take(() => inThread<Read>('#lib/server/import/read-worker.ts', given, limits));
	if (read.ok) return read.value;
	return read.code === 'too-slow'
		? refuse('file-too-slow', { seconds: limits.seconds })
		: refuse('file-bomb');
}
