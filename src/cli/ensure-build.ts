import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, toolFile } from './run-program.ts';

const sources = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts'];
const notBuilt = /\.test\.ts$|^src[\\/]cli[\\/]/;
const mark = 'build/.built-from';

/**
 * Builds the application unless the build is newer than every source. Throws when the build fails.
 *
 * @returns whether it built
 */
export async function ensureBuild(): Promise<boolean> {
	const builtFromMs = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	if (Math.max(...sources.map(newestMs)) < builtFromMs) return false;
	const startedAt = new Date();
	const exitCode = await runProgram([toolFile('vite'), 'build', '--logLevel', 'warn'], {
		env: { NODE_ENV: 'production' }
	});
	if (exitCode !== 0) throw new Error('vite build failed');
	// What was edited while it was building is newer than this mark, and built again next time.
	writeFileSync(mark, '');
	utimesSync(mark, startedAt, startedAt);
	return true;
}

/** When the file, or the newest one below the folder, was changed; 0 if there is none. */
function newestMs(path: string): number {
	const entry = statSync(path, { throwIfNoEntry: false });
	if (!entry || notBuilt.test(path)) return 0;
	if (!entry.isDirectory()) return entry.mtimeMs;
	// The folder's own time changes when a file is removed from it.
	return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
