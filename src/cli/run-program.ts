import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const running = new Set<ChildProcess>();

process.once('exit', () => {
	for (const child of running) killGroup(child, 'SIGTERM');
});

export type RunOptions = {
	env?: Record<string, string | undefined>;
	/** Gets the program's output instead of our own. */
	log?: (text: string) => void;
};

/** See exit-with-parent.js: a program of ours ends also when we are killed without a word. */
const preload = new URL('./exit-with-parent.js', import.meta.url).href;

/**
 * Starts a Node program with our output, in a process group of its own that ends with us, however we end.
 *
 * @param words the program's file and its arguments
 */
export function startProgram(words: string[], { env = {}, log }: RunOptions = {}): ChildProcess {
	const own = ['--disable-warning=ExperimentalWarning', '--import', preload];
	const child = spawn(process.execPath, [...own, ...words], {
		env: { ...process.env, ...env, PIAOJUE_ENDS_WITH_PARENT: '1' },
		// The channel carries nothing; that it closes is how the program learns that we are gone.
		stdio: log ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'inherit', 'inherit', 'ipc'],
		detached: true
	});
	for (const output of [child.stdout, child.stderr])
		output?.setEncoding('utf8').on('data', (text: string) => log?.(text));
	running.add(child);
	child.once('exit', () => running.delete(child));
	return child;
}

/** Runs a Node program to its end and returns its exit code; ended by a signal counts as 1. */
export function runProgram(words: string[], options?: RunOptions): Promise<number> {
	const child = startProgram(words, options);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		// The last of what it said may come after its end.
		child.once(options?.log ? 'close' : 'exit', (code) => resolve(code ?? 1));
	});
}

/** Asks a started program to end and waits for it; after ten seconds it is killed. */
export async function stopProgram(child: ChildProcess): Promise<void> {
	if (!running.has(child)) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	killGroup(child, 'SIGTERM');
	const impatience = setTimeout(() => killGroup(child, 'SIGKILL'), 10_000);
	await ended;
	clearTimeout(impatience);
}

/** The file behind a command of an installed package, such as `toolFile('vite')`. */
export function toolFile(packageName: string, command = packageName): string {
	const require = createRequire(import.meta.url);
	const manifest = join(
		dirname(require.resolve('../../package.json')),
		'node_modules',
		packageName,
		'package.json'
	);
	const { bin } = require(manifest) as { bin: string | Record<string, string> };
	const file = typeof bin === 'string' ? bin : bin[command];
	if (!file) throw new Error(`The package ${packageName} has no command ${command}`);
	return join(dirname(manifest), file);
}

function killGroup(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, name);
	} catch {
		// Ended by itself in the meantime.
	}
}
