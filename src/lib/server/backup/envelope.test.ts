import { expect, test } from 'vitest';
import { seal, unseal, WrongPassphrase } from './envelope.ts';

const passphrase = 'correct horse battery staple';

async function* source(...parts: Buffer[]): AsyncGenerator<Buffer> {
	yield* parts;
}

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts);
}

const sealed = (content: Buffer) => all(seal(source(content), passphrase));

test.each([0, 65_536, 65_537])('%i bytes come back, in whatever pieces', async (length) => {
	const content = Buffer.alloc(length, 'ballot');
	const file = await sealed(content);
	expect(file.includes('ballot')).toBe(false);
	const third = Math.ceil(file.length / 3);
	const pieces = [file.subarray(0, 10), file.subarray(10, third), file.subarray(third)];
	expect((await all(unseal(source(...pieces), passphrase))).equals(content)).toBe(true);
});

test('another passphrase is told from a damaged file', async () => {
	const file = await sealed(Buffer.from('ballot'));
	await expect(all(unseal(source(file), 'another passphrase'))).rejects.toThrow(WrongPassphrase);
	file[file.length - 1]! ^= 1;
	await expect(all(unseal(source(file), passphrase))).rejects.toThrow('damaged');
});

test('a file cut off at a chunk, with a chunk left out, or with two exchanged, does not open', async () => {
	const file = await sealed(Buffer.alloc(200_000, 1));
	const chunk = 65_536 + 16;
	const start = file.length - (3 * chunk + (200_000 - 3 * 65_536) + 16);
	const [head, a, b, rest] = [
		file.subarray(0, start),
		file.subarray(start, start + chunk),
		file.subarray(start + chunk, start + 2 * chunk),
		file.subarray(start + 2 * chunk)
	];
	expect(await all(unseal(source(head, a, b, rest), passphrase))).toHaveLength(200_000);
	for (const damaged of [[head, a, b], [head, b, rest], [head, b, a, rest], [head]]) {
		await expect(all(unseal(source(...damaged), passphrase))).rejects.toThrow();
	}
}, 60_000);
