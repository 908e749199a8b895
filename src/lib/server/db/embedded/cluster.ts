import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
	chownSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';
import type { Room } from './room.ts';

export const databaseName = 'piaojue';
export const ownerName = 'piaojue_owner';

export type Passwords = { superuser: string; owner: string };

/**
 * The cluster's random passwords, made with the cluster. The file has mode 0600 and belongs to the server's
 * user, because `initdb` reads its first line, and no more, as the superuser's password.
 */
export function readOrMakePasswords(room: Room): Passwords {
	if (!existsSync(room.passwords)) {
		const lines = [randomBytes(24), randomBytes(24)].map((bytes) => `${bytes.toString('base64url')}\n`);
		const draft = `${room.passwords}.new`;
		writeFileSync(draft, lines.join(''), { mode: 0o600 });
		giveTo(room, draft);
		renameSync(draft, room.passwords);
	}
	const [superuser, owner] = readFileSync(room.passwords, 'utf8').split('\n');
	if (!superuser || !owner) throw new Error(`${room.passwords} does not hold two passwords`);
	return { superuser, owner };
}

/** Makes the cluster if it is not there. An attempt that was cut short leaves nothing that counts. */
export async function ensureCluster(room: Room, binaries: string): Promise<void> {
	removeAttempts(room);
	if (existsSync(room.cluster)) return;
	// A new name each time: the initdb of a killed application may still be writing to the old one.
	const unfinished = mkdtempSync(`${room.cluster}.new-`);
	giveTo(room, unfinished);
	// The builtin locale sorts the same on every system; Chinese order is asked for in the query.
	const flags = [
		...['--pgdata', unfinished, '--username', 'postgres', '--pwfile', room.passwords],
		...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums'],
		...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
	];
	await runInitdb(room, join(binaries, 'initdb'), flags);
	renameSync(unfinished, room.cluster);
}

/**
 * Makes the database and its owner if they are not there. The owner is no superuser; it may make the roles
 * that keep desk and box apart, and may switch off what the box's sessions would show of themselves.
 */
export async function ensureDatabase(superuserUrl: string, ownerPassword: string): Promise<void> {
	const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
	try {
		const [owner] = await sql`select from pg_roles where rolname = ${ownerName}`;
		if (!owner) {
			await sql.unsafe(`create role ${ownerName} login createrole password '${ownerPassword}'`);
			await sql.unsafe(`grant set on parameter track_activities to ${ownerName}`);
		}
		const [database] = await sql`select from pg_database where datname = ${databaseName}`;
		if (!database) await sql.unsafe(`create database ${databaseName} owner ${ownerName}`);
	} finally {
		await sql.end();
	}
}

/** In a process group of its own, because initdb runs the server in turn, and all of it ends with us. */
async function runInitdb(room: Room, initdb: string, flags: string[]): Promise<void> {
	const options = { ...room.user, cwd: room.folder, env: { LC_ALL: 'C' }, detached: true };
	const child = spawn(initdb, flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
	const killGroup = (): void => {
		try {
			if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
		} catch {
			// It came to its end at the same time.
		}
	};
	process.prependOnceListener('exit', killGroup);
	try {
		const said = text(child.stderr);
		const [exitCode] = await once(child, 'close');
		if (exitCode !== 0) throw new Error(`initdb failed: ${await said}`);
	} finally {
		process.off('exit', killGroup);
	}
}

function removeAttempts(room: Room): void {
	for (const name of readdirSync(room.folder).filter((name) => name.startsWith('cluster.new-'))) {
		try {
			rmSync(join(room.folder, name), { recursive: true, force: true });
		} catch {
			// Written to while it was removed: the next start tries again.
		}
	}
}

function giveTo({ user }: Room, path: string): void {
	if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
}
