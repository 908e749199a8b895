import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { equalBytes } from '../../crypto/bytes.ts';
import type { ArchiveFiles } from '../../crypto/verify/parse-archive.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { readZip, type ZipEntry } from './zip.ts';

export type ReadFault = 'no-archive' | 'bad-zip' | 'archives-differ';

/**
 * The files of the archives at a path, by their names in the zip. The path is
 *
 * - a zip, public or sealed;
 * - a folder with zips in it, with the unpacked folders `public` and `sealed`, or with both kinds;
 * - one of these two unpacked folders itself.
 *
 * Whatever else lies beside them in the folder is left alone. The same file found twice must be the same.
 */
export function readArchive(path: string): Result<ArchiveFiles, ReadFault> {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (!stat) return refuse('no-archive', { path });
	if (!stat.isDirectory()) return collect([readZipFile(path)]);
	const names = readdirSync(path).sort();
	const unpacked = names.includes('manifest.json')
		? 'public'
		: names.includes('ballots.jsonl')
			? 'sealed'
			: null;
	if (unpacked) return collect([ok(readFolder(path, unpacked))]);
	return collect([
		...['public', 'sealed']
			.filter((name) => names.includes(name))
			.map((name) => ok(readFolder(join(path, name), name))),
		...names.filter((name) => name.endsWith('.zip')).map((name) => readZipFile(join(path, name)))
	]);
}

/** One map of all; a fault of any part is the fault of the whole. */
function collect(parts: Result<ZipEntry[], 'bad-zip'>[]): Result<ArchiveFiles, ReadFault> {
	const files = new Map<string, Uint8Array>();
	for (const part of parts) {
		if (!part.ok) return part;
		for (const { name, content } of part.value) {
			const earlier = files.get(name);
			if (earlier && !equalBytes(earlier, content)) return refuse('archives-differ', { file: name });
			files.set(name, content);
		}
	}
	return ok(files);
}

const readFolder = (path: string, folder: string): ZipEntry[] =>
	readdirSync(path, { withFileTypes: true }).map((entry) => ({
		name: `${folder}/${entry.name}`,
		content: entry.isFile() ? readFileSync(join(path, entry.name)) : new Uint8Array(0)
	}));

function readZipFile(path: string): Result<ZipEntry[], 'bad-zip'> {
	const zip = readZip(readFileSync(path));
	return zip.ok ? zip : refuse('bad-zip', { path, ...zip.detail });
}
