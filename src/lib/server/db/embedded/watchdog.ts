import { spawn, type ChildProcess } from 'node:child_process';
import type { Room } from './room.ts';

/**
 * Waits until its standard input closes, which happens when we are gone, however that came about, and then ends
 * the server as `stopPostmaster` would: politely, and less so after 15 seconds. The server is known by its command
 * line, because a pid alone may be somebody else's by then.
 */
const script = `
	pid=$1 cluster=$2
	ours() {
		if [ -r "/proc/$pid/cmdline" ]; then tr '\\0' '\\n' < "/proc/$pid/cmdline" | grep -qxF -- "$cluster"
		else ps -o args= -p "$pid" 2>/dev/null | grep -qF -- "$cluster"; fi
	}
	read -r _
	ours || exit 0
	kill -INT "$pid"
	tries=0
	while ours; do
		tries=$((tries + 1))
		[ "$tries" -gt 150 ] && kill -QUIT "$pid" && exit 0
		sleep 0.1 || sleep 1
	done`;

/** Ends the server `pid` of the room as soon as this process is gone, killed without a word included. */
export function watchOver(room: Room, pid: number): void {
	if (watchdogs.get(room.cluster)?.serverPid === pid) return;
	// Detached: Ctrl-C in the terminal is not for it. Its user is the server's, whom it may signal.
	const child = spawn('/bin/sh', ['-c', script, 'piaojue-watchdog', String(pid), room.cluster], {
		...room.user,
		cwd: '/',
		stdio: ['pipe', 'ignore', 'ignore'],
		detached: true
	});
	// Without it the server still stops with us in every orderly end; nothing else depends on it.
	child.once('error', () => {});
	child.stdin.on('error', () => {});
	child.unref();
	(child.stdin as unknown as { unref(): void }).unref();
	watchdogs.set(room.cluster, { serverPid: pid, child });
}

/** Held here, because the pipe must stay open exactly as long as this process lives. */
const watchdogs = new Map<string, { serverPid: number; child: ChildProcess }>();

/** The server was stopped by ourselves: the watchdog finds nothing to do, and ends. */
export function dismissWatchdog(room: Room): void {
	watchdogs.get(room.cluster)?.child.stdin?.end();
	watchdogs.delete(room.cluster);
}
