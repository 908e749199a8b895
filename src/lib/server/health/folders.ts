import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { healthMeasures as say } from '../../i18n/zh-CN/health.ts';
import type { HealthCheck } from './check.ts';

type FolderCheck = Extract<HealthCheck['check'], `${string}-folder`>;

const GIB = 1024 ** 3;

/** Under a fifth free is an alarm on a small disk; a large one may be fuller, but never under the first figure. */
export const LEAST_FREE = { always: 2 * GIB, enough: 50 * GIB, share: 0.2 };

/** A folder that the server writes to: whether it may, and how much room its disk has. */
export async function folderCheck(check: FolderCheck, folder: string): Promise<HealthCheck> {
	// The first upload makes its folder; until then the one above has to take it.
	let there = resolve(folder);
	while (!existsSync(there)) there = dirname(there);
	const disk = await statfs(there);
	const writable = await access(there, constants.W_OK | constants.X_OK).then(
		() => true,
		() => false
	);
	return judgeFolder(check, {
		writable,
		freeBytes: disk.bavail * disk.bsize,
		totalBytes: disk.blocks * disk.bsize
	});
}

export function judgeFolder(
	check: FolderCheck,
	found: { writable: boolean; freeBytes: number; totalBytes: number }
): HealthCheck {
	const { writable, freeBytes, totalBytes } = found;
	const roomy = freeBytes >= LEAST_FREE.enough || freeBytes >= totalBytes * LEAST_FREE.share;
	return {
		check,
		passed: writable && roomy && freeBytes >= LEAST_FREE.always,
		measured: say.folder(found)
	};
}
