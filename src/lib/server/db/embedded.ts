import { constants } from 'node:os';
import { join } from 'node:path';
import { binariesFor } from './embedded/binaries.ts';
import {
	databaseName,
	ensureCluster,
	ensureDatabase,
	ownerName,
	readOrMakePasswords,
	type Passwords
} from './embedded/cluster.ts';
import { isHeld, takeLock } from './embedded/lock-file.ts';
import { ensurePostmaster, runningPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { prepareRoom, removeRoom } from './embedded/room.ts';

/** A running embedded server, ours until `stop`. */
export type Embedded = {
	/** Of the database `piaojue`, as its owner, who is no superuser. */
	url: string;
	/** Of the database `postgres`, as superuser: for tests and repairs, never for the application. */
	superuserUrl: string;
	stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that came with the installation on the files in `dataDir`, making them the first
 * time, on a free port of 127.0.0.1. The server stops with this process: on `stop()`, on the `exit` event (see
 * `exitOnSignals`), or by its watchdog when this process is killed.
 *
 * `dataDir/postgres` holds the cluster, or links to /var/lib/piaojue when we are root and the server's own
 * user can't enter `dataDir`; `dataDir/postgres.log` is the server's log, free of statements and values.
 *
 * Throws when another process uses `dataDir`, and when there is no server for this platform.
 *
 * @param port where to start again after a crash, so that whoever was connected finds the server by itself
 */
export async function startEmbedded({
	dataDir,
	port
}: {
	dataDir: string;
	port?: number;
}): Promise<Embedded> {
	const room = prepareRoom(dataDir);
	const unlock = takeLock(room.lock);
	const stopNow = (): void => {
		process.off('exit', stopNow);
		stopPostmaster(room);
		unlock();
	};
	// Before every other listener: theirs may remove the files.
	process.prependOnceListener('exit', stopNow);
	try {
		const binaries = binariesFor(room);
		const passwords = readOrMakePasswords(room);
		await ensureCluster(room, binaries);
		const postmaster = await ensurePostmaster(room, binaries, join(dataDir, 'postgres.log'), port);
		const addresses = addressesOf(postmaster.port, passwords);
		await ensureDatabase(addresses.superuserUrl, passwords.owner);
		return { ...addresses, stop: async () => stopNow() };
	} catch (error) {
		stopNow();
		throw error;
	}
}

/**
 * The server on `dataDir` as another process runs it, so that an operator's command works beside the running
 * application; `stop` leaves it alone. Where none runs it is started as by `startEmbedded`.
 */
export async function joinEmbedded(dataDir: string): Promise<Embedded> {
	const room = prepareRoom(dataDir);
	const postmaster = isHeld(room.lock) ? runningPostmaster(room) : null;
	if (!postmaster) return startEmbedded({ dataDir });
	return { ...addressesOf(postmaster.port, readOrMakePasswords(room)), stop: async () => {} };
}

const addressesOf = (port: number, passwords: Passwords) => ({
	url: `postgres://${ownerName}:${passwords.owner}@127.0.0.1:${port}/${databaseName}`,
	superuserUrl: `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/postgres`
});

/**
 * Removes the database of a data folder and all that is in it, wherever its files are, stopping a server that
 * a killed application left running. Throws when another process uses it.
 */
export function removeEmbedded(dataDir: string): void {
	const room = prepareRoom(dataDir);
	const unlock = takeLock(room.lock);
	stopPostmaster(room);
	removeRoom(dataDir);
	unlock();
}

/**
 * Makes Ctrl-C, a polite kill and a closed terminal end this process by `process.exit`, so that the `exit`
 * event comes and the server stops too. For programs that have nothing of their own to finish first.
 */
export function exitOnSignals(): void {
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(name, () => process.exit(128 + constants.signals[name]));
	}
}
