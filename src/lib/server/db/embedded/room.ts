import {
	chmodSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readlinkSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { canEnter, runAs, type RunAs } from './run-as.ts';

/** Where one embedded server keeps its files, all of them reachable by the user it runs as. */
export type Room = {
	folder: string;
	cluster: string;
	passwords: string;
	lock: string;
	user: RunAs;
};

/**
 * Finds or makes the room of a data folder: `DATA/postgres`, or a folder in /var/lib/piaojue that
 * `DATA/postgres` links to. The second happens when we are root and DATA lies under a folder that the
 * server's own user can't enter, such as /root: opening up somebody's private folder is not ours to do.
 * A data folder that is moved keeps its database, because the link is followed.
 */
export function prepareRoom(dataDir: string): Room {
	const data = resolve(dataDir);
	makeFolder(data);
	const entry = join(data, 'postgres');
	const folder = realpathSync(existingFolder(entry) ?? newFolder(data, entry));
	const cluster = join(folder, 'cluster');
	const user = runAs(ownerOf(cluster));
	if (!canEnter(folder, user)) {
		throw new Error(
			`The user that runs PostgreSQL (uid ${user.uid ?? 'ours'}) can't enter ${folder}: ` +
				'move it to a place others may enter, or remove it to start with an empty database'
		);
	}
	return { folder, cluster, passwords: join(folder, 'passwords'), lock: join(folder, 'lock'), user };
}

/** Removes the room of a data folder, wherever it is. Nobody may be using it any more. */
export function removeRoom(dataDir: string): void {
	const entry = join(resolve(dataDir), 'postgres');
	const target = linkTarget(entry);
	if (target) rmSync(target, { recursive: true, force: true });
	rmSync(entry, { recursive: true, force: true });
}

function existingFolder(entry: string): string | undefined {
	const folder = linkTarget(entry) ?? (lstatSync(entry, { throwIfNoEntry: false }) && entry);
	if (folder) makeFolder(folder);
	return folder;
}

function newFolder(data: string, entry: string): string {
	if (canEnter(data, runAs())) {
		makeFolder(entry);
		return entry;
	}
	const rooms = '/var/lib/piaojue';
	makeFolder(rooms);
	// Never an old room: whoever removed the link meant to start anew.
	const folder = mkdtempSync(join(rooms, `${basename(data)}-`));
	chmodSync(folder, 0o755);
	symlinkSync(folder, entry);
	return folder;
}

function linkTarget(entry: string): string | undefined {
	return lstatSync(entry, { throwIfNoEntry: false })?.isSymbolicLink()
		? resolve(dirname(entry), readlinkSync(entry))
		: undefined;
}

function ownerOf(cluster: string): { uid: number; gid: number } | undefined {
	return statSync(cluster, { throwIfNoEntry: false });
}

/** Folders made here can be entered by others whatever the umask; those already there stay as they are. */
function makeFolder(folder: string): void {
	const first = mkdirSync(folder, { recursive: true });
	if (!first) return;
	for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
}
