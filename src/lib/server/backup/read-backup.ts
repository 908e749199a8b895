import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isSealed, unseal, WrongPassphrase } from './envelope.ts';
import { hashOf } from './make-backup.ts';
import { parseManifest, type BackupManifest } from './manifest.ts';
import { readTar, type TarEntry } from './tar.ts';

export type ReadFault = 'backup-passphrase-needed' | 'backup-wrong-passphrase' | 'backup-damaged';

/** Everything in a backup file, in order, from the beginning; throws where it is damaged. */
export async function* entriesIn(path: string, passphrase: string | null): AsyncGenerator<TarEntry> {
	const file = createReadStream(path);
	const packed: AsyncIterable<Buffer> = passphrase === null ? file : unseal(file, passphrase);
	const unpacked = Readable.from(packed).compose(createGunzip()) as AsyncIterable<Buffer>;
	yield* readTar(unpacked);
}

/**
 * Reads a backup from end to end and holds every entry against the manifest: nothing missing, nothing more, every
 * hash right. Only what has passed here is ever restored.
 */
export async function verifyBackup(
	path: string,
	passphrase: string | null
): Promise<Result<BackupManifest, ReadFault>> {
	const sealed = isSealed(await startOf(path));
	if (sealed && passphrase === null) return refuse('backup-passphrase-needed');
	try {
		return await compare(entriesIn(path, sealed ? passphrase : null));
	} catch (error) {
		if (error instanceof WrongPassphrase) return refuse('backup-wrong-passphrase');
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
		return refuse('backup-damaged', { entry: '' });
	}
}

/** Whether a passphrase has to be given for this file. */
export async function isSealedFile(path: string): Promise<boolean> {
	return isSealed(await startOf(path));
}

async function compare(entries: AsyncGenerator<TarEntry>): Promise<Result<BackupManifest, 'backup-damaged'>> {
	const first = await entries.next();
	const manifest =
		!first.done && first.value.name === 'manifest.json'
			? parseManifest(await text(first.value.content))
			: null;
	if (!manifest) return refuse('backup-damaged', { entry: 'manifest.json' });
	const expected = [...manifest.tables, ...manifest.files];
	for (const wanted of expected) {
		const next = await entries.next();
		const found = next.done ? null : next.value;
		if (found?.name !== wanted.name) return refuse('backup-damaged', { entry: wanted.name });
		const { bytes, sha256 } = await hashOf(found.content);
		if (bytes !== wanted.bytes || sha256 !== wanted.sha256) {
			return refuse('backup-damaged', { entry: wanted.name });
		}
	}
	const more = await entries.next();
	return more.done ? ok(manifest) : refuse('backup-damaged', { entry: more.value.name });
}

async function startOf(path: string): Promise<Buffer> {
	for await (const chunk of createReadStream(path, { end: 63 })) return chunk as Buffer;
	return Buffer.alloc(0);
}
