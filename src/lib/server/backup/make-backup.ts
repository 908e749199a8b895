import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import postgres, { type TransactionSql } from 'postgres';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { advisoryLocks } from '../db/advisory-locks.ts';
import { appliedMigrations } from '../db/migrate.ts';
import { unlessGone } from '../unless-gone.ts';
import { seal } from './envelope.ts';
import type { BackupManifest } from './manifest.ts';
import { backupTables, copyOut, measure, sequencesOf, type TableShape } from './tables.ts';
import { writeTar, type TarEntry } from './tar.ts';

/** What a backup is taken of. Round keys are not in it: it is made only while none of them has signed anything. */
export type BackupSource = { databaseUrl: string; uploadDir: string; archiveDir: string };

export type MadeBackup = { manifest: BackupManifest; bytes: number; sha256: string };

/**
 * Writes the whole installation into one file: every table as one moment showed it, the uploads, the archives.
 * Mode 0600, and under its own name only once it is whole.
 *
 * Refused while a round of any congress is between its first drawn ballot and its seal (docs/decisions/0014): such a
 * backup would hold ballots that its keys open, and two of them would tell in which order ballots came.
 *
 * @param passphrase null leaves the file readable to whoever has it
 */
export async function makeBackup(
	source: BackupSource,
	target: string,
	passphrase: string | null,
	now = new Date()
): Promise<Result<MadeBackup, 'backup-round-unsealed' | 'backup-file-missing' | 'backup-target-exists'>> {
	if (await stat(target).catch(() => null)) return refuse('backup-target-exists', { file: target });
	const sql = postgres(source.databaseUrl, { max: 1, onnotice: () => {} });
	try {
		// Before the snapshot, and to the session's end: a table that is written anew after it shows no row in it, and one
		// that is dropped can't be read. Whatever does so has ended by then, or waits.
		await sql`select pg_advisory_lock(${advisoryLocks.backup}, 0)`;
		return await sql.begin('isolation level repeatable read read only', async (tx) => {
			const unsealed = await unsealedRounds(tx);
			if (unsealed.length) return refuse('backup-round-unsealed', { rounds: unsealed.join('、') });
			const files = await filesOf(source);
			const missing = (await expectedFiles(tx)).find((name) => !files.some((file) => file.name === name));
			if (missing) return refuse('backup-file-missing', { file: missing });
			const shapes = await backupTables(tx);
			const tables = [];
			for (const shape of shapes) tables.push(await measure(tx, shape));
			const manifest: BackupManifest = {
				v: 1,
				at: now.toISOString(),
				migrations: await appliedMigrations(tx),
				tables,
				sequences: await sequencesOf(tx),
				files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }))
			};
			const entries = entriesOf(tx, manifest, shapes, files);
			try {
				return ok({ manifest, ...(await writeFile(target, writeTar(entries, now), passphrase)) });
			} catch (fault) {
				// The installation goes on meanwhile: a picture that somebody takes out is in the manifest already.
				const gone = files.find(({ path }) => path === (fault as NodeJS.ErrnoException).path);
				if (gone) return refuse('backup-file-missing', { file: gone.name });
				throw fault;
			}
		});
	} finally {
		await sql.end({ timeout: 5 });
	}
}

/**
 * The rounds that hold something to disclose, each with its congress: from the first ballot that is drawn to the seal.
 * One that is only ready has an empty inbox and keys that have signed nothing, so it stops nobody's backup.
 */
async function unsealedRounds(tx: TransactionSql): Promise<string[]> {
	const rows = await tx<{ title: string }[]>`
		select c.name || ' ' || m.name || ' ' || r.title as title
		from desk.round r join desk.meeting m on m.id = r.meeting_id join desk.congress c on c.id = r.congress_id
		where case r.state
			when 'ready' then exists (select from desk.draw d where d.round_id = r.id)
			else r.state in ('open', 'paused', 'closed', 'counted') or to_regclass(box.inbox(r.id)) is not null
		end order by 1`;
	return rows.map(({ title }) => title);
}

/** Files that the database speaks of: without them the backup would not be whole. */
async function expectedFiles(tx: TransactionSql): Promise<string[]> {
	const rows = await tx<{ name: string }[]>`
		select 'uploads/' || congress_id || '/' || id as name from desk.candidate_file
		union all
		select 'uploads/' || congress_id || '/' || id from tracker.evidence
		union all
		select 'archive/' || a.round_id || '-sealed.zip' from gate.archive a
		where a.version = (select max(b.version) from gate.archive b where b.round_id = a.round_id)
			and not exists (select from gate.destruction d where d.round_id = a.round_id)`;
	return rows.map(({ name }) => name);
}

type SourceFile = { name: string; path: string; bytes: number; sha256: string };

/** The files of the two folders and of folders in them, by name. Drafts of a write under way are no files yet. */
async function filesOf({ uploadDir, archiveDir }: BackupSource): Promise<SourceFile[]> {
	const files: SourceFile[] = [];
	for (const [prefix, dir] of [
		['archive', archiveDir],
		['uploads', uploadDir]
	] as const) {
		const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => []);
		const paths = entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
		for (const path of paths.filter((path) => !DRAFT.test(path)).sort()) {
			const hash = await hashOf(createReadStream(path)).catch(unlessGone);
			if (hash) files.push({ name: `${prefix}/${relative(dir, path)}`, path, ...hash });
		}
	}
	return files;
}

/** What the box and the uploads write beside a file's place until it is whole. */
const DRAFT = /\.part$|\.[0-9a-f]{8}$/;

async function* entriesOf(
	tx: TransactionSql,
	manifest: BackupManifest,
	shapes: TableShape[],
	files: SourceFile[]
): AsyncGenerator<TarEntry> {
	const text = Buffer.from(`${JSON.stringify(manifest, null, '\t')}\n`);
	yield { name: 'manifest.json', size: text.length, content: Readable.from([text]) };
	for (const [place, shape] of shapes.entries()) {
		const { name, bytes } = manifest.tables[place]!;
		yield { name, size: bytes, content: await copyOut(tx, shape) };
	}
	for (const file of files) {
		yield { name: file.name, size: file.bytes, content: createReadStream(file.path) };
	}
}

async function writeFile(
	target: string,
	tar: AsyncIterable<Buffer>,
	passphrase: string | null
): Promise<{ bytes: number; sha256: string }> {
	const draft = `${target}.part`;
	await rm(draft, { force: true });
	const hash = createHash('sha256');
	let bytes = 0;
	try {
		await pipeline(
			Readable.from(tar),
			createGzip(),
			async function* (packed: AsyncIterable<Buffer>) {
				for await (const chunk of passphrase === null ? packed : seal(packed, passphrase)) {
					hash.update(chunk);
					bytes += chunk.length;
					yield chunk;
				}
			},
			createWriteStream(draft, { mode: 0o600, flags: 'wx' })
		);
		const handle = await open(draft, 'r');
		await handle.sync();
		await handle.close();
		await rename(draft, target);
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
	return { bytes, sha256: hash.digest('hex') };
}

/** Length and SHA-256 of a stream. */
export async function hashOf(source: AsyncIterable<Buffer>): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of source) {
		hash.update(chunk);
		bytes += chunk.length;
	}
	return { bytes, sha256: hash.digest('hex') };
}
