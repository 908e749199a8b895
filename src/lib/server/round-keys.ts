import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { access, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessGone } from './unless-gone.ts';

/**
 * Round keys live in one file per round and nowhere else: never in PostgreSQL, its log or its backups.
 * The issuer's part and the box's part are wrapped under different keys derived from PIAOJUE_SECRET, so that
 * each side opens its own only. Removing the file is what destroys the round's storage secret.
 */
export type IssuerKeys = { privateKey: Uint8Array };
export type BoxKeys = { ackSecret: Uint8Array; storageKey: Uint8Array };

export type KeyFolder = { dir: string; secret: string };

type KeyFile = { v: 1; roundId: string; issuer: string; box: string };

const fileOf = (folder: KeyFolder, roundId: string) => join(folder.dir, `${roundId}.keys`);

/** Writes the round's key file, mode 0600, and forces it to disk; an existing file is never overwritten. */
export async function writeRoundKeys(
	folder: KeyFolder,
	roundId: string,
	keys: { issuer: IssuerKeys; box: BoxKeys }
): Promise<void> {
	await mkdir(folder.dir, { recursive: true, mode: 0o700 });
	const file: KeyFile = {
		v: 1,
		roundId,
		issuer: wrap(folder, roundId, 'issuer', keys.issuer.privateKey),
		box: wrap(folder, roundId, 'box', Buffer.concat([keys.box.ackSecret, keys.box.storageKey]))
	};
	const handle = await open(fileOf(folder, roundId), 'wx', 0o600);
	try {
		await handle.writeFile(JSON.stringify(file));
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Whether the round's key file is there. A folder that can't be read tells nothing, and nobody aborts a round for it. */
export const hasRoundKeys = (folder: KeyFolder, roundId: string): Promise<boolean> =>
	access(fileOf(folder, roundId)).then(
		() => true,
		(error: NodeJS.ErrnoException) => error.code !== 'ENOENT'
	);

/** @returns null where the file is gone: the round was sealed, or its keys are lost and it must be aborted. */
export async function readIssuerKeys(folder: KeyFolder, roundId: string): Promise<IssuerKeys | null> {
	const part = await readPart(folder, roundId, 'issuer');
	return part && { privateKey: part };
}

/** @returns null where the file is gone, as for the issuer's part. */
export async function readBoxKeys(folder: KeyFolder, roundId: string): Promise<BoxKeys | null> {
	const part = await readPart(folder, roundId, 'box');
	return part && { ackSecret: part.subarray(0, 32), storageKey: part.subarray(32, 64) };
}

/** Idempotent: sealing twice, or on two machines, is the same. */
export const destroyRoundKeys = (folder: KeyFolder, roundId: string) =>
	rm(fileOf(folder, roundId), { force: true });

async function readPart(folder: KeyFolder, roundId: string, part: 'issuer' | 'box'): Promise<Buffer | null> {
	const content = await readFile(fileOf(folder, roundId), 'utf8').catch(unlessGone);
	if (content === null) return null;
	const file = JSON.parse(content) as KeyFile;
	return unwrap(folder, roundId, part, file[part]);
}

function wrappingKey(folder: KeyFolder, part: 'issuer' | 'box'): Buffer {
	return Buffer.from(hkdfSync('sha256', folder.secret, 'piaojue/v1', `round-keys|${part}`, 32));
}

function wrap(folder: KeyFolder, roundId: string, part: 'issuer' | 'box', content: Uint8Array): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', wrappingKey(folder, part), nonce);
	cipher.setAAD(Buffer.from(`${roundId}|${part}`));
	const body = Buffer.concat([cipher.update(content), cipher.final()]);
	return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

function unwrap(folder: KeyFolder, roundId: string, part: 'issuer' | 'box', text: string): Buffer {
	const bytes = Buffer.from(text, 'base64url');
	const decipher = createDecipheriv('aes-256-gcm', wrappingKey(folder, part), bytes.subarray(0, 12));
	decipher.setAAD(Buffer.from(`${roundId}|${part}`));
	decipher.setAuthTag(bytes.subarray(-16));
	return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
}
