import type { CandidateSums, CountResult } from '../domain/decide.ts';
import type { ShownTally } from '../domain/release.ts';
import type { AuditHead, AuditRecord } from './audit.ts';
import { compareBytes, toBase64url, utf8 } from './bytes.ts';
import { jcs } from './jcs.ts';
import type { Manifest, RollEntry } from './manifest.ts';

/** One column of the report. Candidates in manifest order; each adds up to `valid`. */
export type ChannelResult = {
	issued: number;
	returned: number;
	notReturned: number;
	valid: number;
	invalid: number;
	standings: CandidateSums[];
};

/** `result.json`. `sum` is the count of both channels together. */
export type ResultFile = { electronic: ChannelResult; paper: ChannelResult; sum: CountResult };

/** `releases.json`: the row chosen at the opening by its `from`, and every snapshot shown while open. */
export type ReleasesFile = { from: number | null; shown: ShownTally[] };

/** One line of `signatures.json`; who signs is fixed by the manifest. */
export type ResultSignature = { name: string; chief: boolean; publicKey: string; signature: string };

/** What anybody may have after the announcement. */
export type PublicArchive = {
	manifest: Manifest;
	leaves: Uint8Array[];
	result: ResultFile;
	releases: ReleasesFile;
	auditHead: AuditHead;
	signatures: ResultSignature[];
	/** A whole HTML page that carries `sealedHashMeta`. */
	report: string;
};

/** One line of `ballots.jsonl`. Bytes in base64url, as in everything that follows. */
export type SealedBallot = {
	key: string;
	tickets: string[];
	mask: string;
	random: string;
	signature: string;
};

/** One line of `draws.jsonl`. */
export type DrawLine = ElectronicDraw | { number: number; paper: true };
export type ElectronicDraw = { number: number; cardPublicKey: string; blinded: string[]; signature: string };

/** One line of `roll.jsonl`: as frozen at make-ready, with who was checked in when the round closed. */
export type RollLine = RollEntry & { checkedIn: boolean };

/** `paper.json`. Identical ballots together; candidates by id. */
export type PaperFile = {
	issued: number;
	unreadable: number;
	/** `basic` in a survey only. */
	ballots: { count: number; approve: string[]; against: string[]; basic?: string[] }[];
};

/** What scrutineers keep under seal, and a court may open. */
export type SealedArchive = {
	/** Sorted by leaf. */
	ballots: SealedBallot[];
	draws: DrawLine[];
	roll: RollLine[];
	paper: PaperFile;
	audit: AuditRecord[];
};

/** `name` as in the zip, `public/manifest.json` or `sealed/ballots.jsonl`. */
export type ArchiveFile = { name: string; content: Uint8Array };

/** In the order of their names, which is the order in the zip and in the result hash. */
export const PUBLIC_FILES = [
	'public/audit-head.json',
	'public/leaves.txt',
	'public/manifest.json',
	'public/releases.json',
	'public/report.html',
	'public/result.json',
	'public/signatures.json'
] as const;
export const SEALED_FILES = [
	'sealed/audit.jsonl',
	'sealed/ballots.jsonl',
	'sealed/draws.jsonl',
	'sealed/paper.json',
	'sealed/roll.jsonl'
] as const;

/** The files of a public archive, sorted by name. Throws where the report does not name the sealed archive. */
export function publicFiles(archive: PublicArchive): ArchiveFile[] {
	if (!readSealedHashMeta(archive.report)) throw new Error('the report does not carry sealedHashMeta');
	return inOrder(PUBLIC_FILES, {
		'public/audit-head.json': jsonFile(archive.auditHead),
		'public/leaves.txt': leavesFile(archive.leaves),
		'public/manifest.json': jsonFile(archive.manifest),
		'public/releases.json': jsonFile(archive.releases),
		'public/report.html': utf8(archive.report),
		'public/result.json': jsonFile(archive.result),
		'public/signatures.json': jsonFile(archive.signatures)
	});
}

/** The files of a sealed archive, sorted by name. `ballots` come sorted by leaf, the rest is sorted here. */
export function sealedFiles(archive: SealedArchive): ArchiveFile[] {
	return inOrder(SEALED_FILES, {
		'sealed/audit.jsonl': jsonLines(archive.audit),
		'sealed/ballots.jsonl': jsonLines(archive.ballots),
		'sealed/draws.jsonl': jsonLines(byNumber(archive.draws)),
		'sealed/paper.json': jsonFile(archive.paper),
		'sealed/roll.jsonl': jsonLines(byNumber(archive.roll))
	});
}

/** RFC 8785 form with a final newline. */
export const jsonFile = (value: unknown): Uint8Array => utf8(jcs(value) + '\n');

/** One object a line, each with its newline; nothing at all for none. */
export const jsonLines = (values: readonly unknown[]): Uint8Array =>
	utf8(values.map((value) => jcs(value) + '\n').join(''));

/** Base64url, one a line, sorted by value. */
export const leavesFile = (leaves: readonly Uint8Array[]): Uint8Array =>
	utf8(
		[...leaves]
			.sort(compareBytes)
			.map((leaf) => toBase64url(leaf) + '\n')
			.join('')
	);

/**
 * The line of the report's head that names the sealed archive by `sealedFilesHash`. With it the public archive
 * alone leads to the result hash, and so to the scrutineers' signatures, without a single ballot.
 */
export const sealedHashMeta = (sealedHash: Uint8Array): string =>
	`<meta name="piaojue-sealed-hash" content="${toBase64url(sealedHash)}">`;

/** The hash of `sealedHashMeta` in base64url; null where it is not there exactly once. */
export function readSealedHashMeta(report: string): string | null {
	const found = [...report.matchAll(/<meta name="piaojue-sealed-hash" content="([\w-]{43})">/g)];
	return found.length === 1 ? found[0]![1]! : null;
}

const byNumber = <Line extends { number: number }>(lines: readonly Line[]): Line[] =>
	[...lines].sort((a, b) => a.number - b.number);

const inOrder = <Name extends string>(
	names: readonly Name[],
	contents: Record<Name, Uint8Array>
): ArchiveFile[] => names.map((name) => ({ name, content: contents[name] }));
