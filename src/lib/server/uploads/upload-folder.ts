import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessGone } from '../unless-gone.ts';

/** Where an uploaded file lies: below the congress, under its id. Names that people gave never become paths. */
const placeOf = (uploadDir: string, congressId: string, fileId: string): string =>
	join(uploadDir, idOnly(congressId), idOnly(fileId));

/** Whole or not at all: written beside its place first, so that a crash leaves no half of a picture under the id. */
export async function storeUpload(
	uploadDir: string,
	congressId: string,
	fileId: string,
	bytes: Uint8Array
): Promise<void> {
	const place = placeOf(uploadDir, congressId, fileId);
	await mkdir(join(uploadDir, congressId), { recursive: true });
	const beside = `${place}.${randomBytes(4).toString('hex')}`;
	try {
		await writeFile(beside, bytes, { flag: 'wx' });
		await rename(beside, place);
	} catch (fault) {
		// A full disk is no place for halves that nobody will ever ask for.
		await rm(beside, { force: true });
		throw fault;
	}
}

/** The stored bytes; null where the folder does not hold them, as after a restore without it. */
export async function readUpload(
	uploadDir: string,
	congressId: string,
	fileId: string
): Promise<Uint8Array<ArrayBuffer> | null> {
	const bytes = await readFile(placeOf(uploadDir, congressId, fileId)).catch(unlessGone);
	return bytes && new Uint8Array(bytes);
}

/** The same bytes under another id; where the folder does not hold them, as after a restore without it, nothing. */
export async function copyUpload(
	uploadDir: string,
	congressId: string,
	fromId: string,
	toId: string
): Promise<void> {
	const bytes = await readUpload(uploadDir, congressId, fromId);
	if (bytes) await storeUpload(uploadDir, congressId, toId, bytes);
}

export const dropUpload = (uploadDir: string, congressId: string, fileId: string): Promise<void> =>
	rm(placeOf(uploadDir, congressId, fileId), { force: true });

function idOnly(id: string): string {
	if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('an upload is found by its id only');
	return id;
}
