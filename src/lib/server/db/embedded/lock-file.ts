import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes the lock of a room for this process and returns how to give it back. A lock whose process is gone
 * is taken over; a living one throws, naming the process.
 */
export function takeLock(path: string): () => void {
	const mine = describe(process.pid);
	const draft = `${path}.${process.pid}`;
	writeFileSync(draft, mine);
	try {
		for (;;) {
			// A link appears whole or not at all, and only where nothing was.
			if (linked(draft, path)) return () => giveBack(path, mine);
			const holder = readIfThere(path);
			if (holder === undefined) continue;
			const pid = Number(holder.split(' ')[0]);
			if (describe(pid) === holder) {
				throw new Error(`The embedded database is in use by process ${pid} (${path})`);
			}
			moveAway(path, holder);
		}
	} finally {
		rmSync(draft, { force: true });
	}
}

/** Whether a living process, this one or another, holds the lock. */
export function isHeld(path: string): boolean {
	const holder = readIfThere(path);
	return holder !== undefined && describe(Number(holder.split(' ')[0])) === holder;
}

/** Another process may take the stale lock over at the same time: what it put there must not be removed. */
function moveAway(path: string, stale: string): void {
	const aside = `${path}.stale.${process.pid}`;
	try {
		renameSync(path, aside);
	} catch (error) {
		if (isCode(error, 'ENOENT')) return;
		throw error;
	}
	if (readIfThere(aside) !== stale) linked(aside, path);
	rmSync(aside, { force: true });
}

function giveBack(path: string, mine: string): void {
	if (readIfThere(path) === mine) rmSync(path, { force: true });
}

/** `pid start-time`, since a pid alone comes back, in containers at the very next start; `pid -` if dead. */
function describe(pid: number): string {
	if (!isAlive(pid)) return `${pid} -`;
	const stat = readIfThere(`/proc/${pid}/stat`);
	if (stat === undefined) return `${pid} running`;
	// Fields are counted from behind the program's name, which may contain spaces and brackets itself.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [state, startedAt] = [fields[0], fields[19]];
	return state === 'Z' ? `${pid} -` : `${pid} ${startedAt}`;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return isCode(error, 'EPERM');
	}
}

function linked(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if (isCode(error, 'EEXIST')) return false;
		throw error;
	}
}

function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (isCode(error, 'ENOENT')) return undefined;
		throw error;
	}
}

const isCode = (error: unknown, code: string): boolean =>
	error instanceof Error && 'code' in error && error.code === code;
