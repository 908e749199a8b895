import { ok } from '../../domain/result.ts';
import { PUBLIC_FILES, SEALED_FILES, type PublicArchive, type SealedArchive } from '../archive.ts';
import { parseBase64url } from '../bytes.ts';
import { jcs } from '../jcs.ts';
import { fault, type Checked } from './archive-fault.ts';
import {
	auditHeadShape,
	auditShape,
	ballotShape,
	drawShape,
	manifestShape,
	paperShape,
	releasesShape,
	resultShape,
	rollShape,
	signaturesShape
} from './archive-shapes.ts';
import type { Shape } from './shape.ts';

/** Contents by name, `public/…` and `sealed/…`. */
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

export type ParsedArchives = { public: PublicArchive | null; sealed: SealedArchive | null };

/**
 * Reads whatever is there of the two archives. An archive is there when one of its files is, and then it has
 * exactly its files. JSON must be in its one form: what reads alike then also hashes alike.
 */
export function parseArchives(files: ArchiveFiles): Checked<ParsedArchives> {
	const complete = checkNames(files);
	if (!complete.ok) return complete;
	try {
		return ok({
			public: files.has('public/manifest.json') ? parsePublic(files) : null,
			sealed: files.has('sealed/ballots.jsonl') ? parseSealed(files) : null
		});
	} catch (error) {
		if (error instanceof BadFile) return error.fault;
		throw error;
	}
}

function checkNames(files: ArchiveFiles): Checked {
	const names = [...files.keys()].sort();
	if (names.length === 0) return fault('no-archive');
	for (const [folder, wanted] of [
		['public/', PUBLIC_FILES],
		['sealed/', SEALED_FILES]
	] as const) {
		if (!names.some((name) => name.startsWith(folder))) continue;
		const missing = wanted.find((name) => !files.has(name));
		if (missing) return fault('missing-file', { file: missing });
	}
	const known: readonly string[] = [...PUBLIC_FILES, ...SEALED_FILES];
	const unexpected = names.find((name) => !known.includes(name));
	return unexpected === undefined ? ok(null) : fault('unexpected-file', { file: unexpected });
}

const parsePublic = (files: ArchiveFiles): PublicArchive => ({
	manifest: json(files, 'public/manifest.json', manifestShape),
	leaves: lines(files, 'public/leaves.txt').map(
		(line, at) => parseBase64url(line, 32) ?? badFile('bad-form', 'public/leaves.txt', at + 1)
	),
	result: json(files, 'public/result.json', resultShape),
	releases: json(files, 'public/releases.json', releasesShape),
	auditHead: json(files, 'public/audit-head.json', auditHeadShape),
	signatures: json(files, 'public/signatures.json', signaturesShape),
	report: textOf(files, 'public/report.html')
});

const parseSealed = (files: ArchiveFiles): SealedArchive => ({
	ballots: jsonlOf(files, 'sealed/ballots.jsonl', ballotShape),
	draws: jsonlOf(files, 'sealed/draws.jsonl', drawShape),
	roll: jsonlOf(files, 'sealed/roll.jsonl', rollShape),
	paper: json(files, 'sealed/paper.json', paperShape),
	audit: jsonlOf(files, 'sealed/audit.jsonl', auditShape)
});

function json<Value>(files: ArchiveFiles, name: string, shape: Shape<Value>): Value {
	const [line, ...more] = lines(files, name);
	if (line === undefined || more.length > 0) badFile('not-canonical', name, 1);
	return canonical(line, name, 1, shape);
}

const jsonlOf = <Value>(files: ArchiveFiles, name: string, shape: Shape<Value>): Value[] =>
	lines(files, name).map((line, at) => canonical(line, name, at + 1, shape));

function canonical<Value>(line: string, name: string, number: number, shape: Shape<Value>): Value {
	const value = parseCanonical(line);
	if (value === undefined) badFile('not-canonical', name, number);
	return shape(value) ? value : badFile('bad-form', name, number);
}

/** Undefined for anything that is not the RFC 8785 form of some value: a member named twice is not either. */
function parseCanonical(line: string): unknown {
	try {
		const value: unknown = JSON.parse(line);
		return jcs(value) === line ? value : undefined;
	} catch {
		return undefined; // no JSON, or no value that has the form
	}
}

/** Without their newlines; every line has one. */
function lines(files: ArchiveFiles, name: string): string[] {
	const all = textOf(files, name).split('\n');
	if (all.pop() !== '') badFile('not-canonical', name, all.length + 1);
	return all;
}

function textOf(files: ArchiveFiles, name: string): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(files.get(name)!);
	} catch {
		return badFile('not-canonical', name, 1); // no UTF-8
	}
}

/** Carries a fault out of the nested reading of a file; never leaves this module. */
class BadFile extends Error {
	readonly fault: Checked<never>;
	constructor(found: Checked<never>) {
		super('bad file');
		this.fault = found;
	}
}

function badFile(code: 'not-canonical' | 'bad-form', file: string, line: number): never {
	throw new BadFile(fault(code, { file, line }));
}
