import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readTar, writeTar, type TarEntry } from './tar.ts';

async function* entries(...files: [name: string, content: Buffer][]): AsyncGenerator<TarEntry> {
	for (const [name, content] of files) {
		yield { name, size: content.length, content: Readable.from([content]) };
	}
}

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts);
}

const files: [string, Buffer][] = [
	['manifest.json', Buffer.from('{}')],
	['tables/desk.empty', Buffer.alloc(0)],
	['uploads/a', Buffer.alloc(512, 1)],
	['uploads/b', Buffer.alloc(100_001, 2)]
];

test('what was written is read again, also by the system’s own tar', async () => {
	const tar = await all(writeTar(entries(...files), new Date(0)));
	const read: [string, Buffer][] = [];
	for await (const { name, content } of readTar(Readable.from([tar]))) read.push([name, await all(content)]);
	expect(read).toEqual(files);
	const listed = spawnSync('tar', ['-tf', '-'], { input: tar, encoding: 'utf8' });
	expect(listed.stdout.trim().split('\n')).toEqual(files.map(([name]) => name));
});

test('an entry that nobody reads, or half reads, is skipped', async () => {
	const tar = await all(writeTar(entries(...files), new Date(0)));
	const names: string[] = [];
	for await (const { name, content } of readTar(Readable.from([tar.subarray(0, 700), tar.subarray(700)]))) {
		names.push(name);
		if (name === 'uploads/b') for await (const chunk of content) if (chunk.length) break;
	}
	expect(names).toEqual(files.map(([name]) => name));
});

test('a tar that is cut off, or none at all, throws', async () => {
	const tar = await all(writeTar(entries(...files), new Date(0)));
	const drain = async (bytes: Buffer) => {
		for await (const { content } of readTar(Readable.from([bytes]))) await all(content);
	};
	await expect(drain(tar.subarray(0, 50_000))).rejects.toThrow('ends too early');
	await expect(drain(Buffer.alloc(1024, 7))).rejects.toThrow('no tar');
});

test('an entry that is not as long as it says is never written', async () => {
	const lying = (async function* () {
		yield { name: 'x', size: 3, content: Readable.from([Buffer.from('four')]) };
	})();
	await expect(all(writeTar(lying, new Date(0)))).rejects.toThrow('x has 4 bytes');
});
