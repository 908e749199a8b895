import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readUpload, storeUpload } from './upload-folder.ts';

const [congressId, fileId] = [crypto.randomUUID(), crypto.randomUUID()];

test('what could not be stored whole leaves nothing beside its place', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'piaojue-uploads-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	// A folder in the way, as good as a full disk: the bytes are written, and can't be put in their place.
	mkdirSync(join(folder, congressId, fileId, 'taken'), { recursive: true });
	await expect(storeUpload(folder, congressId, fileId, Buffer.from('bytes'))).rejects.toThrow();
	expect(readdirSync(join(folder, congressId))).toEqual([fileId]);
	rmSync(join(folder, congressId, fileId), { recursive: true });
	await storeUpload(folder, congressId, fileId, Buffer.from('bytes'));
	expect(Buffer.from((await readUpload(folder, congressId, fileId))!).toString()).toBe('bytes');
	expect(readdirSync(join(folder, congressId))).toEqual([fileId]);
});
