import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64url, utf8 } from '../../crypto/bytes.ts';
import { jcs } from '../../crypto/jcs.ts';
import { sealedFilesHash } from '../../crypto/result-hash.ts';
import { writeZip } from '../archive/zip.ts';
import type { StoredBallot } from './open-ballots.ts';

/**
 * Writes the sealed archive, `<round>-sealed.zip`, mode 0600: the ballots beside the desk's four files, which
 * are bytes to the box. Written to the end before it gets its name, so a crash leaves no half archive.
 *
 * @param batches sorted by leaf
 * @returns SHA-256 over the files in name order, base64url: the sealed part of the result hash
 */
export async function writeSealedArchive(
	dir: string,
	roundId: string,
	batches: AsyncGenerator<StoredBallot[]>,
	parts: { audit: string; draws: string; paper: string; roll: string }
): Promise<string> {
	const lines: string[] = [];
	for await (const batch of batches) for (const ballot of batch) lines.push(ballotLine(ballot));
	const files = [
		{ name: 'sealed/audit.jsonl', content: utf8(parts.audit) },
		{ name: 'sealed/ballots.jsonl', content: utf8(lines.join('')) },
		{ name: 'sealed/draws.jsonl', content: utf8(parts.draws) },
		{ name: 'sealed/paper.json', content: utf8(parts.paper) },
		{ name: 'sealed/roll.jsonl', content: utf8(parts.roll) }
	];
	await mkdir(dir, { recursive: true, mode: 0o700 });
	const path = join(dir, `${roundId}-sealed.zip`);
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

/** One line of ballots.jsonl. */
const ballotLine = (ballot: StoredBallot): string =>
	jcs({
		key: toBase64url(ballot.key),
		tickets: ballot.tickets.map((ticket) => toBase64url(ticket)),
		mask: toBase64url(ballot.mask),
		random: toBase64url(ballot.random),
		signature: toBase64url(ballot.signature)
	}) + '\n';
