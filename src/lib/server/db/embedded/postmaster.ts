import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import type { Room } from './room.ts';
import { settingArguments } from './settings.ts';
import { dismissWatchdog, watchOver } from './watchdog.ts';

/** The server process of a room. */
export type Postmaster = { pid: number; port: number };

const startTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;
const pollMs = 20;
const retryMs = 200;

/** What a dying predecessor or a port just lost to somebody else says; a later attempt gets past it. */
const passingFaults = [
	'Address already in use',
	'is still in use',
	'lock file "postmaster.pid" already exists'
];

/**
 * Starts the server on the room's cluster and waits until it takes connections. One that a killed application
 * left is stopped first: its watchdog is about to, and nobody should build on it meanwhile. A crash is recovered
 * from. Throws with the end of the server's log when it can't start.
 */
export async function ensurePostmaster(
	room: Room,
	binaries: string,
	logFile: string,
	port?: number
): Promise<Postmaster> {
	stopPostmaster(room);
	const deadline = Date.now() + startTimeoutMs;
	let attempt: Attempt | undefined;
	while (Date.now() < deadline) {
		const noted = readPidFile(room);
		const isRunning = noted !== undefined && isOurs(noted.pid, room);
		if (isRunning && noted.isReady) return { pid: noted.pid, port: noted.port };
		if (!isRunning && attempt?.fault !== undefined) {
			const said = readIfThere(logFile).slice(attempt.logStart);
			if (!passingFaults.some((text) => said.includes(text))) {
				throw new Error(
					`PostgreSQL did not start (${attempt.fault}); ${logFile} says:\n${said.slice(-2000)}`
				);
			}
			await sleep(retryMs);
			attempt = undefined;
		}
		if (!isRunning && !attempt) {
			forgetForeignPid(room);
			attempt = spawnPostmaster(room, binaries, logFile, port ?? (await freePort()));
		}
		await sleep(pollMs);
	}
	throw new Error(`PostgreSQL was not ready within ${startTimeoutMs} ms; see ${logFile}`);
}

/**
 * Stops the server on the room's cluster, if there is one, as pg_ctl's fast mode does: sessions are cut, what
 * was committed stays. Synchronous, for the `exit` event.
 */
export function stopPostmaster(room: Room): void {
	const pid = started.get(room.cluster)?.pid ?? readPidFile(room)?.pid;
	if (pid === undefined) return;
	const deadline = Date.now() + stopTimeoutMs;
	signal(room, pid, 'SIGINT');
	while (isOurs(pid, room)) {
		if (Date.now() > deadline) {
			signal(room, pid, 'SIGQUIT');
			break;
		}
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
	}
	dismissWatchdog(room);
}

/** The server that takes connections on the room's cluster now, whoever started it; null where there is none. */
export function runningPostmaster(room: Room): Postmaster | null {
	const noted = readPidFile(room);
	return noted?.isReady && isOurs(noted.pid, room) ? { pid: noted.pid, port: noted.port } : null;
}

/** Servers that this process started, by cluster: known before they have written their pid file. */
const started = new Map<string, ChildProcess>();

type Attempt = { logStart: number; fault?: string };

function spawnPostmaster(room: Room, binaries: string, logFile: string, port: number): Attempt {
	const attempt: Attempt = { logStart: statSync(logFile, { throwIfNoEntry: false })?.size ?? 0 };
	// Opened by us and inherited: the server's user need not reach the file.
	const log = openSync(logFile, 'a', 0o600);
	// Detached: Ctrl-C in the terminal is for the application, which stops its server last.
	const child = spawn(
		join(binaries, 'postgres'),
		['-D', room.cluster, '-p', String(port), ...settingArguments()],
		{ ...room.user, cwd: room.folder, env: { LC_ALL: 'C' }, stdio: ['ignore', log, log], detached: true }
	);
	closeSync(log);
	child.unref();
	child.once('error', (error) => (attempt.fault = error.message));
	child.once('exit', (code, signalName) => {
		attempt.fault = `exit ${code ?? signalName}`;
		started.delete(room.cluster);
	});
	started.set(room.cluster, child);
	if (child.pid !== undefined) watchOver(room, child.pid);
	return attempt;
}

/**
 * PostgreSQL itself gets past the pid file of a dead server, and checks for leftovers of it. It does not
 * when the pid belongs to another program of the same user by now, or to a zombie that nobody collects, both
 * of them usual in containers.
 */
function forgetForeignPid(room: Room): void {
	const noted = readPidFile(room);
	if (!noted || !isAlive(noted.pid) || isOurs(noted.pid, room) || hasLeftovers(room)) return;
	rmSync(join(room.cluster, 'postmaster.pid'), { force: true });
}

/** Whether sessions of a dead server still work on the cluster; all of its processes stand in that folder. */
function hasLeftovers(room: Room): boolean {
	if (process.platform !== 'linux') return false;
	return readdirSync('/proc').some((pid) => {
		try {
			return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === room.cluster;
		} catch {
			return false;
		}
	});
}

function signal(room: Room, pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
	if (!isOurs(pid, room)) return;
	try {
		process.kill(pid, name);
	} catch {
		// Gone between the look and the signal.
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** Whether the process is a server on this cluster: its command line names it. A zombie has none. */
function isOurs(pid: number, room: Room): boolean {
	return commandLine(pid).includes(room.cluster);
}

function commandLine(pid: number): string[] {
	if (process.platform === 'linux') return readIfThere(`/proc/${pid}/cmdline`).split('\0');
	const answer = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
	return answer.stdout.split(/ -[Dp] /);
}

/** Lines of postmaster.pid: 1 pid, 4 port, 8 status. The later ones appear while the server starts. */
function readPidFile(room: Room): (Postmaster & { isReady: boolean }) | undefined {
	const lines = readIfThere(join(room.cluster, 'postmaster.pid')).split('\n');
	const pid = Number(lines[0]);
	return pid > 0 ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' } : undefined;
}

function readIfThere(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
