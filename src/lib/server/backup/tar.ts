const BLOCK = 512;

/**
 * Tar (ustar) with plain files only: a backup can be looked into by any system's own tools, in ten years too.
 * Names are at most 100 bytes, sizes below 8 GiB.
 */
export type TarEntry = { name: string; size: number; content: AsyncIterable<Buffer> };

/** Entries one after the other; what an entry yields must be as long as it says. */
export async function* writeTar(entries: AsyncIterable<TarEntry>, at: Date): AsyncGenerator<Buffer> {
	for await (const { name, size, content } of entries) {
		yield tarHeader(name, size, at);
		let written = 0;
		for await (const chunk of content) {
			written += chunk.length;
			yield chunk;
		}
		if (written !== size) throw new Error(`${name} has ${written} bytes and not ${size}`);
		yield Buffer.alloc(padding(size));
	}
	yield Buffer.alloc(2 * BLOCK);
}

/** Entries in order; one whose content is not read to its end is skipped. Throws where it is no such tar. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
	const bytes = new Bytes(source);
	for (;;) {
		const header = await bytes.exactly(BLOCK);
		if (header.every((byte) => byte === 0)) return;
		const { name, size } = parseHeader(header);
		let left = size;
		const content = (async function* () {
			while (left > 0) {
				const chunk = await bytes.some(left);
				left -= chunk.length;
				yield chunk;
			}
		})();
		yield { name, size, content };
		while (left > 0) left -= (await bytes.some(left)).length;
		await bytes.exactly(padding(size));
	}
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function tarHeader(name: string, size: number, at: Date): Buffer {
	if (Buffer.byteLength(name) > 100) throw new Error(`too long for a tar: ${name}`);
	const header = Buffer.alloc(BLOCK);
	const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
	header.write(name, 0);
	header.write(`${octal(0o600, 7)}\0`, 100);
	header.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108);
	header.write(`${octal(size, 11)}\0${octal(Math.floor(at.getTime() / 1000), 11)}\0`, 124);
	header.write('        0', 148);
	header.write('ustar\u000000', 257);
	header.write(`${octal(checksum(header), 6)}\0 `, 148);
	return header;
}

function parseHeader(header: Buffer): { name: string; size: number } {
	const stated = parseInt(header.toString('latin1', 148, 154), 8);
	const blank = Buffer.from(header);
	blank.fill(' ', 148, 156);
	if (header.toString('latin1', 257, 262) !== 'ustar' || stated !== checksum(blank))
		throw new Error('no tar');
	const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '');
	return { name, size: parseInt(header.toString('latin1', 124, 135), 8) };
}

const checksum = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0);

/** Reads a stream in pieces of the reader's choice. */
class Bytes {
	readonly #source: AsyncIterator<Buffer>;
	#rest: Buffer = Buffer.alloc(0);

	constructor(source: AsyncIterable<Buffer>) {
		this.#source = source[Symbol.asyncIterator]();
	}

	/** At least one byte, at most `most`. */
	async some(most: number): Promise<Buffer> {
		while (!this.#rest.length) {
			const next = await this.#source.next();
			if (next.done) throw new Error('the file ends too early');
			this.#rest = next.value;
		}
		const taken = this.#rest.subarray(0, most);
		this.#rest = this.#rest.subarray(taken.length);
		return taken;
	}

	async exactly(length: number): Promise<Buffer> {
		const parts: Buffer[] = [];
		for (let left = length; left > 0;) {
			const part = await this.some(left);
			parts.push(part);
			left -= part.length;
		}
		return Buffer.concat(parts);
	}
}
