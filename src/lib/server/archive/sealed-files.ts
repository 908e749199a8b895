import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessGone } from '../unless-gone.ts';

/** A file as a record names it. SHA-256 in hexadecimal, as `sha256sum` writes it. */
export type FileRecord = { name: string; bytes: number; sha256: string };

/**
 * The sealed archives of a round that lie in this folder, the newest version (`<round>-sealed.zip`) first. Empty
 * where there are none, or where they lie on another machine.
 */
export async function sealedFilesOf(dir: string, roundId: string): Promise<FileRecord[]> {
	const records = (await namesIn(dir, roundId)).map(async (name) => {
		const content = await readSealedFile(dir, name);
		return content && fileRecord(name, content);
	});
	return (await Promise.all(records)).filter((record) => record !== null);
}

/** Null where there is none (any longer): the box may remove it at any moment, under an order of destruction. */
export const readSealedFile = (dir: string, name: string): Promise<Uint8Array | null> =>
	readFile(join(dir, name)).catch(unlessGone);

export const fileRecord = (name: string, content: Uint8Array): FileRecord => ({
	name,
	bytes: content.length,
	sha256: createHash('sha256').update(content).digest('hex')
});

/** Every version, and the draft of a write that was cut off. */
export async function removeSealedFiles(dir: string, roundId: string): Promise<void> {
	const drafts = [`${roundId}-sealed.zip.part`];
	for (const name of [...(await namesIn(dir, roundId)), ...drafts])
		await rm(join(dir, name), { force: true });
}

async function namesIn(dir: string, roundId: string): Promise<string[]> {
	const all = await readdir(dir).catch(() => []);
	return all.filter((name) => name.startsWith(`${roundId}-sealed`) && name.endsWith('.zip')).sort();
}
