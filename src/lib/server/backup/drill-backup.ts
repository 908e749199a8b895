import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { verifyArchive } from '../../crypto/verify/verify-archive.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { readZip } from '../archive/zip.ts';
import { connectDesk } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { publicArchive } from '../queries/public-archive.ts';
import { hashOf } from './make-backup.ts';
import type { BackupManifest } from './manifest.ts';
import { restoreBackup, type RestoreFault } from './restore-backup.ts';
import { backupTables, measure } from './tables.ts';

export type Drill = { tables: number; rows: number; files: number; archives: number };

/** Where a drill may restore to: a server on which it may make a database, or an empty database. */
export type DrillPlace = { makeOn: string; ownedBy: string | null } | { empty: string };

/**
 * 恢复演练: restores a backup beside the running installation and looks whether everything came back: every table and
 * file by its hash, and every announced round's archive by the verifier. Leaves nothing behind.
 */
export async function drillBackup(
	path: string,
	passphrase: string | null,
	place: DrillPlace
): Promise<Result<Drill, RestoreFault | 'drill-differs'>> {
	const folder = await mkdtemp(join(tmpdir(), 'piaojue-drill-'));
	const room = await roomFor(place);
	const target = {
		databaseUrl: room.url,
		uploadDir: join(folder, 'uploads'),
		archiveDir: join(folder, 'archive')
	};
	try {
		const restored = await restoreBackup(path, passphrase, target);
		return restored.ok ? await compare(restored.value, target) : restored;
	} finally {
		await room.leave();
		await rm(folder, { recursive: true, force: true });
	}
}

async function compare(
	manifest: BackupManifest,
	target: { databaseUrl: string; uploadDir: string; archiveDir: string }
): Promise<Result<Drill, 'drill-differs'>> {
	const sql = postgres(target.databaseUrl, { max: 1, onnotice: () => {} });
	try {
		const shapes = await backupTables(sql);
		for (const wanted of manifest.tables) {
			const shape = shapes.find(({ schema, table }) => schema === wanted.schema && table === wanted.table);
			const found = shape && (await measure(sql, shape));
			if (found?.sha256 !== wanted.sha256) return refuse('drill-differs', { entry: wanted.name });
		}
	} finally {
		await sql.end({ timeout: 5 });
	}
	for (const { name, sha256 } of manifest.files) {
		const [kind, ...rest] = name.split('/');
		const path = join(kind === 'archive' ? target.archiveDir : target.uploadDir, ...rest);
		if ((await hashOf(createReadStream(path))).sha256 !== sha256) {
			return refuse('drill-differs', { entry: name });
		}
	}
	const archives = await verifyArchives(target);
	if (!archives.ok) return archives;
	const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
	return ok({
		tables: manifest.tables.length,
		rows,
		files: manifest.files.length,
		archives: archives.value
	});
}

/** Every announced round, recounted where its sealed archive is still kept. */
async function verifyArchives(target: {
	databaseUrl: string;
	archiveDir: string;
}): Promise<Result<number, 'drill-differs'>> {
	await migrate(target.databaseUrl);
	const owner = postgres(target.databaseUrl, { max: 1, onnotice: () => {} });
	const desk = connectDesk(target.databaseUrl, { dir: '', secret: '' }, { max: 1 });
	try {
		const rounds = await owner<{ id: string }[]>`
			select r.round_id as id from record.round r order by r.announced_at`;
		for (const { id } of rounds) {
			const zips = [
				(await publicArchive(desk, id))!,
				await readFile(join(target.archiveDir, `${id}-sealed.zip`)).catch(() => null)
			].filter((zip) => zip !== null);
			const parts = zips.map((zip) => readZip(zip));
			const files = new Map(
				parts.flatMap((part) => (part.ok ? part.value.map((file) => [file.name, file.content]) : []))
			);
			const verified = parts.every((part) => part.ok) && verifyArchive(files).ok;
			if (!verified) return refuse('drill-differs', { entry: `archive/${id}` });
		}
		return ok(rounds.length);
	} finally {
		await desk.$client.end({ timeout: 5 });
		await owner.end({ timeout: 5 });
	}
}

type Room = { url: string; leave(): Promise<void> };

async function roomFor(place: DrillPlace): Promise<Room> {
	if ('empty' in place) {
		const { empty: url } = place;
		return {
			url,
			leave: () => run(url, 'drop schema if exists desk, tracker, box, gate, record, drizzle cascade')
		};
	}
	const name = `piaojue_drill_${randomBytes(4).toString('hex')}`;
	const url = new URL(place.ownedBy ?? place.makeOn);
	const owner = decodeURIComponent(url.username);
	url.pathname = `/${name}`;
	await run(place.makeOn, `create database "${name}"${place.ownedBy ? ` owner "${owner}"` : ''}`);
	return { url: url.href, leave: () => run(place.makeOn, `drop database if exists "${name}" with (force)`) };
}

async function run(url: string, statement: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await sql.unsafe(statement);
	} finally {
		await sql.end({ timeout: 5 });
	}
}
