/**
 * The way from a fresh clone to a running command: installs what is missing, finds a Node that is new enough
 * and hands over to it. Plain JavaScript, because any Node from 20 on must get this far.
 *
 *     node src/cli/bootstrap.js demo|hall|cert|test|ci|admin [arguments…]
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const binaries = join(root, 'node_modules/.bin');
const leastNode = [22, 18];

/** @typedef {{ version: string, optional?: boolean, devOptional?: boolean, extraneous?: boolean }} LockEntry */

/** @type {Record<string, string[]>} */
const programs = {
	demo: ['demo.ts'],
	hall: ['hall.ts'],
	cert: ['cert.ts'],
	test: ['test.ts'],
	ci: ['test.ts', '--checks'],
	admin: ['admin.ts']
};

const [task = '', ...args] = process.argv.slice(2);
const program = programs[task];
if (!program) fail(`Usage: node src/cli/bootstrap.js ${Object.keys(programs).join('|')} [arguments…]`);

if (!isInstalled()) install();
const [file = '', ...own] = program;
handOver(newEnoughNode(), [join(root, 'src/cli', file), ...own, ...args]);

/** Whether node_modules holds what package-lock.json says, as npm noted it there after its last install. */
function isInstalled() {
	const wanted = readLock('package-lock.json');
	const found = readLock('node_modules/.package-lock.json');
	return (
		found !== undefined &&
		Object.entries(wanted ?? {}).every(([path, entry]) =>
			// Optional packages are of other platforms, if they are missing; npm leaves out extraneous ones.
			found[path]
				? found[path].version === entry.version
				: path === '' || entry.optional || entry.devOptional || entry.extraneous
		)
	);
}

/**
 * @param {string} path
 * @returns {Record<string, LockEntry> | undefined}
 */
function readLock(path) {
	try {
		return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
	} catch {
		return undefined;
	}
}

function install() {
	console.error('Installing dependencies (npm ci) …');
	// The npm that called us, if one did; the development tools are needed whatever NODE_ENV says.
	const npm = process.env.npm_execpath;
	const [command, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
	const { status } = spawnSync(
		command ?? 'npm',
		[...before, 'ci', '--include=dev', '--include=optional', '--loglevel=error'],
		{
			cwd: root,
			stdio: ['ignore', 2, 2]
		}
	);
	if (status !== 0) fail('npm ci failed; the lines above say why');
}

function newEnoughNode() {
	for (const candidate of [join(binaries, 'node'), process.execPath]) {
		const { stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
		const [major = 0, minor = 0] = (stdout ?? '').replace('v', '').split('.').map(Number);
		const [leastMajor = 0, leastMinor = 0] = leastNode;
		if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return candidate;
	}
	fail(
		`Node ${leastNode.join('.')} or newer is needed, and this is ${process.version}: install it from nodejs.org`
	);
}

/**
 * Runs the program in a process group of its own and forwards signals, because Ctrl-C comes more than once
 * otherwise: from the terminal to everyone in the group, and again from npm. A channel tells the program
 * when we are gone without a word (see exit-with-parent.js).
 *
 * @param {string} node
 * @param {string[]} words
 */
function handOver(node, words) {
	const preload = new URL('./exit-with-parent.js', import.meta.url).href;
	const child = spawn(node, ['--disable-warning=ExperimentalWarning', '--import', preload, ...words], {
		cwd: root,
		env: {
			...process.env,
			PATH: [binaries, process.env.PATH].join(delimiter),
			PIAOJUE_ENDS_WITH_PARENT: '1'
		},
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
		detached: true
	});
	let forwardedAtMs = 0;
	for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(name, () => {
			if (Date.now() - forwardedAtMs < 500) return;
			forwardedAtMs = Date.now();
			child.kill(name);
		});
	}
	child.once('error', (error) => fail(error.message));
	child.once('exit', (code, name) => process.exit(name ? 128 + constants.signals[name] : (code ?? 1)));
}

/**
 * @param {string} line
 * @returns {never}
 */
function fail(line) {
	console.error(line);
	process.exit(1);
}
