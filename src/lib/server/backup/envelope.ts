import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * A passphrase around a file of any length: scrypt, then AES-256-GCM in chunks of 64 KiB, each with its place and
 * whether it is the last in the nonce. Chunks left out, repeated, moved or cut off at the end are noticed.
 *
 * `piaojue-backup-1\n`, 16 bytes of salt, 16 that tell a wrong passphrase from a damaged file, 7 of nonce; then the
 * chunks, each with its tag of 16 bytes.
 */
const MARK = Buffer.from('piaojue-backup-1\n');
const SALT = 16;
const CHECK = 16;
const PREFIX = 7;
const CHUNK = 65_536;
const TAG = 16;

/** About a quarter of a second and 128 MiB for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 ** 2 };

export class WrongPassphrase extends Error {}

export const isSealed = (start: Buffer): boolean => start.subarray(0, MARK.length).equals(MARK);

export async function* seal(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
	const salt = randomBytes(SALT);
	const prefix = randomBytes(PREFIX);
	const { key, check } = await keyOf(passphrase, salt);
	yield Buffer.concat([MARK, salt, check, prefix]);
	let count = 0;
	for await (const { chunk, last } of inChunks(source, CHUNK)) {
		const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, count++, last));
		yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
	}
}

/** Throws `WrongPassphrase`, or another error where the passphrase is right and the file is not. */
export async function* unseal(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
	let head: Buffer = Buffer.alloc(0);
	const headLength = MARK.length + SALT + CHECK + PREFIX;
	const iterator = source[Symbol.asyncIterator]();
	while (head.length < headLength) {
		const next = await iterator.next();
		if (next.done) throw new Error('the file ends too early');
		head = Buffer.concat([head, next.value]);
	}
	const salt = head.subarray(MARK.length, MARK.length + SALT);
	const prefix = head.subarray(headLength - PREFIX, headLength);
	const { key, check } = await keyOf(passphrase, salt);
	if (!timingSafeEqual(check, head.subarray(MARK.length + SALT, headLength - PREFIX))) {
		throw new WrongPassphrase('wrong passphrase');
	}
	const rest = (async function* () {
		yield head.subarray(headLength);
		for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
	})();
	let count = 0;
	for await (const { chunk, last } of inChunks(rest, CHUNK + TAG)) {
		const opened = open(key, nonce(prefix, count, last), chunk);
		if (!opened) throw new Error('the file is damaged or cut off');
		count += 1;
		yield opened;
	}
}

function open(key: Buffer, iv: Buffer, chunk: Buffer): Buffer | null {
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, iv);
		decipher.setAuthTag(chunk.subarray(-TAG));
		return Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()]);
	} catch {
		return null;
	}
}

function nonce(prefix: Buffer, count: number, last: boolean): Buffer {
	const iv = Buffer.alloc(12);
	prefix.copy(iv);
	iv.writeUInt32BE(count, PREFIX);
	iv[11] = last ? 1 : 0;
	return iv;
}

const keyOf = (passphrase: string, salt: Buffer): Promise<{ key: Buffer; check: Buffer }> =>
	new Promise((resolve, reject) =>
		scrypt(passphrase.normalize('NFKC'), salt, 32 + CHECK, cost, (error, bytes) =>
			error ? reject(error) : resolve({ key: bytes.subarray(0, 32), check: bytes.subarray(32) })
		)
	);

/** Chunks of exactly `size`, the last one of what is left; an empty source has one empty chunk. */
async function* inChunks(
	source: AsyncIterable<Buffer>,
	size: number
): AsyncGenerator<{ chunk: Buffer; last: boolean }> {
	let waiting: Buffer[] = [];
	let length = 0;
	for await (const part of source) {
		waiting.push(part);
		length += part.length;
		if (length <= size) continue;
		let whole = Buffer.concat(waiting);
		// The last chunk is known only once nothing follows it.
		while (whole.length > size) {
			yield { chunk: whole.subarray(0, size), last: false };
			whole = whole.subarray(size);
		}
		waiting = [whole];
		length = whole.length;
	}
	yield { chunk: Buffer.concat(waiting), last: true };
}
