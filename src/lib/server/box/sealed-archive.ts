import { constants } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64url, utf8 } from '../../crypto/bytes.ts';
import { jcs } from '../../crypto/jcs.ts';
import { sealedFilesHash } from '../../crypto/result-hash.ts';
import { readZip, writeZip } from '../archive/zip.ts';
import type { StoredBallot } from './open-ballots.ts';

/** The desk's files of one version of the result. */
export type SealedParts = { version: number; audit: string; draws: string; paper: string; roll: string };

/**
 * Writes the sealed archive, `<round>-sealed.zip`, mode 0600: the ballots beside the desk's four files, which
 * are bytes to the box. Written to the end before it gets its name, so a crash leaves no half archive.
 *
 * The newest version has the plain name; an earlier one keeps its number (`-sealed-v1.zip`) and is never changed.
 *
 * @param batches sorted by leaf; null where the round is sealed and its ballots stand in the archive before
 * @returns SHA-256 over the files in name order, base64url: the sealed part of the result hash
 */
export async function writeSealedArchive(
	dir: string,
	roundId: string,
	batches: AsyncGenerator<StoredBallot[]> | null,
	parts: SealedParts
): Promise<string> {
	const path = join(dir, `${roundId}-sealed.zip`);
	const ballots = batches ? await ballotLines(batches) : await ballotsBefore(path);
	const files = [
		{ name: 'sealed/audit.jsonl', content: utf8(parts.audit) },
		{ name: 'sealed/ballots.jsonl', content: ballots },
		{ name: 'sealed/draws.jsonl', content: utf8(parts.draws) },
		{ name: 'sealed/paper.json', content: utf8(parts.paper) },
		{ name: 'sealed/roll.jsonl', content: utf8(parts.roll) }
	];
	await mkdir(dir, { recursive: true, mode: 0o700 });
	if (parts.version > 1) await keepEarlier(path, parts.version - 1);
	const handle = await open(`${path}.part`, 'w', 0o600);
	try {
		await handle.writeFile(writeZip(files));
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(`${path}.part`, path);
	return toBase64url(sealedFilesHash(files.map((file) => file.content)));
}

async function ballotLines(batches: AsyncGenerator<StoredBallot[]>): Promise<Uint8Array> {
	const lines: string[] = [];
	for await (const batch of batches) for (const ballot of batch) lines.push(ballotLine(ballot));
	return utf8(lines.join(''));
}

async function ballotsBefore(path: string): Promise<Uint8Array> {
	const zip = readZip(await readFile(path));
	const found = zip.ok ? zip.value.find(({ name }) => name === 'sealed/ballots.jsonl') : undefined;
	if (!found) throw new Error('the archive of the version before has no ballots');
	return found.content;
}

/** A crash between the two names leaves the copy, and the next attempt finds it done. */
async function keepEarlier(path: string, version: number): Promise<void> {
	await copyFile(path, path.replace(/\.zip$/, `-v${version}.zip`), constants.COPYFILE_EXCL).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') throw error;
		}
	);
}

/** One line of ballots.jsonl. */
const ballotLine = (ballot: StoredBallot): string =>
	jcs({
		key: toBase64url(ballot.key),
		tickets: ballot.tickets.map((ticket) => toBase64url(ticket)),
		mask: toBase64url(ballot.mask),
		random: toBase64url(ballot.random),
		signature: toBase64url(ballot.signature)
	}) + '\n';
