import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { refuse, type Result } from '../../domain/result.ts';
import type { ColumnNames } from '../../import/column.ts';
import { inTurn } from '../in-turn.ts';
import type { FileRead, FileRefusal } from './read-file.ts';

/** What the thread is given: of the columns only what can be sent. */
export type ToRead = { name: string; bytes: Uint8Array; columns: readonly ColumnNames[] };

export type ReadAside = Result<FileRead, FileRefusal | 'file-too-slow' | 'import-busy'>;

/** Many times what a full workbook takes; what takes more is no roll and no list of projects. */
const LIMITS = { seconds: 20, heapMb: 512 };
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
): Promise<ReadAside> {
	if (reading.waiting() >= MOST_WAITING) return refuse('import-busy');
	const named = columns.map(({ title, synonyms }) => ({ title, synonyms }));
	return reading.take(() => inThread({ name, bytes, columns: named }, limits));
}

async function inThread(toRead: ToRead, { seconds, heapMb }: typeof LIMITS): Promise<ReadAside> {
	const worker = new Worker(WORKER, {
		workerData: toRead,
		resourceLimits: { maxOldGenerationSizeMb: heapMb },
		// Nothing of ours that a file could be after, and none of the ways in which we were started.
		env: {},
		execArgv: ['--disable-warning=ExperimentalWarning']
	});
	let tooSlow: NodeJS.Timeout | undefined;
	try {
		return await new Promise<ReadAside>((resolve, reject) => {
			worker.once('message', resolve);
			worker.once('error', (error: NodeJS.ErrnoException) =>
				error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(refuse('file-bomb')) : reject(error)
			);
			worker.once('exit', (code) => reject(new Error(`the thread that reads a file ended with ${code}`)));
			tooSlow = setTimeout(() => resolve(refuse('file-too-slow', { seconds })), seconds * 1000);
		});
	} finally {
		clearTimeout(tooSlow);
		await worker.terminate();
	}
}

/** The source, from the bundle too: plain Node runs it, as it runs the program's entry. */
const WORKER = createRequire(import.meta.url).resolve('#lib/server/import/read-worker.ts');
