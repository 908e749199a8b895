import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import postgres, { type TransactionSql } from 'postgres';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { BackupSource } from './make-backup.ts';
import type { BackupManifest } from './manifest.ts';
import { entriesIn, isSealedFile, verifyBackup, type ReadFault } from './read-backup.ts';
import { backupTables, quoted, quotedTable } from './tables.ts';

export type RestoreFault =
	ReadFault | 'restore-database-not-empty' | 'restore-folder-not-empty' | 'restore-too-new';

/**
 * Puts a backup into an empty database and empty folders: all of it, or nothing. Every hash is checked before the
 * first statement; the database is one transaction, and the folders get their names just before its commit.
 *
 * The schema is that of the backup; starting the application brings it up to the build's.
 */
export async function restoreBackup(
	path: string,
	passphrase: string | null,
	target: BackupSource,
	migrationsFolder = resolve('drizzle')
): Promise<Result<BackupManifest, RestoreFault>> {
	const verified = await verifyBackup(path, passphrase);
	if (!verified.ok) return verified;
	const manifest = verified.value;
	const known = readMigrationFiles({ migrationsFolder });
	const times = known.map((migration) => migration.folderMillis);
	if (manifest.migrations.some((time) => !times.includes(time))) return refuse('restore-too-new');
	for (const dir of [target.uploadDir, target.archiveDir]) {
		if ((await readdir(dir).catch(() => [])).length) return refuse('restore-folder-not-empty', { dir });
	}
	const statements = known
		.filter((migration) => manifest.migrations.includes(migration.folderMillis))
		.flatMap((migration) => migration.sql);
	const drafts = await draftFolders(target);
	const sql = postgres(target.databaseUrl, { max: 1, onnotice: () => {} });
	try {
		return await sql.begin(async (tx) => {
			if (await hasTables(tx)) return refuse('restore-database-not-empty');
			await makeSchema(tx, statements);
			const loosened = await loosen(tx);
			const entries = entriesIn(path, (await isSealedFile(path)) ? passphrase : null);
			for await (const entry of entries) {
				const table = manifest.tables.find(({ name }) => name === entry.name);
				const file = /^(archive|uploads)((?:\/\w[\w.-]*)+)$/.exec(entry.name);
				if (table) await fill(tx, table, entry.content);
				else if (file) await extract(entry.content, join(drafts[file[1] as 'archive'], file[2]!));
				else if (entry.name !== 'manifest.json') throw new Error(`what is ${entry.name}?`);
			}
			await tighten(tx, loosened);
			for (const { schema, name, last } of manifest.sequences) {
				await tx`select setval(${`${quoted([schema])}.${quoted([name])}`}::regclass, ${last})`;
			}
			await putInPlace(drafts, target);
			return ok(manifest);
		});
	} finally {
		await sql.end({ timeout: 5 });
		for (const draft of Object.values(drafts)) await rm(draft, { recursive: true, force: true });
	}
}

async function hasTables(tx: TransactionSql): Promise<boolean> {
	const rows = await tx`
		select from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'v', 'm', 'S') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
		limit 1`;
	return rows.length > 0;
}

/** What the migrator would make, up to where the backup was; its own journal comes with the rows. */
async function makeSchema(tx: TransactionSql, statements: string[]): Promise<void> {
	await tx.unsafe('create schema drizzle');
	await tx.unsafe(
		'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)'
	);
	for (const statement of statements) await tx.unsafe(statement);
}

type Loosened = { drop: string; add: string }[];

/** Rows arrive by table: references are taken off and made again, and so checked, once all are there. */
async function loosen(tx: TransactionSql): Promise<Loosened> {
	const keys = await tx<{ schema: string; table: string; name: string; definition: string }[]>`
		select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
		from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
		where k.contype = 'f'`;
	const loosened = keys.map((key) => ({
		drop: `alter table ${quotedTable(key)} drop constraint ${quoted([key.name])}`,
		add: `alter table ${quotedTable(key)} add constraint ${quoted([key.name])} ${key.definition}`
	}));
	for (const { drop } of loosened) await tx.unsafe(drop);
	// A chain that may only grow, a ballot that is frozen: true of what was backed up, and no matter of its order.
	for (const table of await backupTables(tx)) {
		await tx.unsafe(`alter table ${quotedTable(table)} disable trigger user`);
		// What a migration itself inserted is among the rows.
		await tx.unsafe(`delete from ${quotedTable(table)}`);
	}
	return loosened;
}

async function tighten(tx: TransactionSql, loosened: Loosened): Promise<void> {
	for (const { add } of loosened) await tx.unsafe(add);
	for (const table of await backupTables(tx)) {
		await tx.unsafe(`alter table ${quotedTable(table)} enable trigger user`);
	}
}

async function fill(
	tx: TransactionSql,
	table: BackupManifest['tables'][number],
	content: AsyncIterable<Buffer>
): Promise<void> {
	// The two tables that no migration makes: a sealed round's, as box.seal_round leaves it, and the empty inbox of one
	// that was only ready. Its keys are gone, so it is to be aborted; that takes an inbox like any other's.
	const [, kind, round] =
		/^(sealed|inbox)_([0-9a-f]{32})$/.exec(table.schema === 'box' ? table.table : '') ?? [];
	if (kind === 'sealed') {
		await tx.unsafe(`create table ${quotedTable(table)} (key bytea, sealed bytea, leaf bytea)`);
	}
	if (kind === 'inbox') await tx`select box.admit_round(${round!}::uuid)`;
	// Most tables of a congress's first year are empty, and each copy waits for several answers of the server.
	if (table.bytes === 0) return;
	const into = await tx.unsafe(`copy ${quotedTable(table)} (${quoted(table.columns)}) from stdin`).writable();
	await pipeline(Readable.from(content), into);
}

async function extract(content: AsyncIterable<Buffer>, path: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
}

type Drafts = Record<'archive' | 'uploads', string>;

/** Beside their targets, so that a rename puts them there at once. */
async function draftFolders({ uploadDir, archiveDir }: BackupSource): Promise<Drafts> {
	const beside = async (dir: string): Promise<string> => {
		const draft = `${resolve(dir)}.restore-${randomBytes(4).toString('hex')}`;
		await mkdir(dirname(draft), { recursive: true });
		await mkdir(draft, { mode: 0o700 });
		return draft;
	};
	return { archive: await beside(archiveDir), uploads: await beside(uploadDir) };
}

async function putInPlace(drafts: Drafts, target: BackupSource): Promise<void> {
	for (const [draft, dir] of [
		[drafts.archive, target.archiveDir],
		[drafts.uploads, target.uploadDir]
	] as const) {
		await rmdir(dir).catch(() => {});
		await rename(draft, dir);
	}
}
