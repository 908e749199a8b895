import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { ok, refuse, type Result } from '../domain/result.ts';

export type ThreadLimits = { seconds: number; heapMb: number };

/**
 * Runs a module in a thread of its own, which ends with its first message: the answer. For work that would hold up
 * the process that takes the ballots.
 *
 * @param module as `#lib/…`: the source itself, from the bundle too; plain Node runs it, as it runs the program's entry
 * @param given what the module finds as `workerData`
 */
export async function inThread<Answer>(
	module: string,
	given: unknown,
	{ seconds, heapMb }: ThreadLimits
): Promise<Result<Answer, 'too-slow' | 'too-large'>> {
	const worker = new Worker(require.resolve(module), {
		workerData: given,
		resourceLimits: { maxOldGenerationSizeMb: heapMb },
		// Nothing of ours that a stranger's file could be after, and none of the ways in which we were started.
		env: {},
		execArgv: ['--disable-warning=ExperimentalWarning']
	});
	let tooSlow: NodeJS.Timeout | undefined;
	try {
		return await new Promise((resolve, reject) => {
			worker.once('message', (answer: Answer) => resolve(ok(answer)));
			worker.once('error', (error: NodeJS.ErrnoException) =>
				error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(refuse('too-large')) : reject(error)
			);
			worker.once('exit', (code) => reject(new Error(`the thread of ${module} ended with ${code}`)));
			tooSlow = setTimeout(() => resolve(refuse('too-slow')), seconds * 1000);
		});
	} finally {
		clearTimeout(tooSlow);
		await worker.terminate();
	}
}

const require = createRequire(import.meta.url);
