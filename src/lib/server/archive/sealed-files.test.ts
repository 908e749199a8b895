import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSealedFile, sealedFilesOf } from './sealed-files.ts';

const ROUND = '0b5f6c1e-3a0e-4a53-9d52-6a2a6f0f4a11';
const dir = mkdtempSync(join(tmpdir(), 'piaojue-sealed-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('a sealed archive that goes while the folder is read is not there, and the others are', async () => {
	writeFileSync(join(dir, `${ROUND}-sealed.zip`), 'kept');
	// A name that leads nowhere is what a reader meets who listed the folder before the box removed the file.
	symlinkSync(join(dir, 'removed'), join(dir, `${ROUND}-sealed-2.zip`));
	expect(await sealedFilesOf(dir, ROUND)).toMatchObject([{ name: `${ROUND}-sealed.zip`, bytes: 4 }]);
	expect(await readSealedFile(dir, `${ROUND}-sealed-2.zip`)).toBeNull();
});

test('a folder that is not there holds none, one that cannot be read is not taken for empty', async () => {
	expect(await sealedFilesOf(join(dir, 'nowhere'), ROUND)).toEqual([]);
	await expect(readSealedFile(dir, '.')).rejects.toThrow('EISDIR');
});
