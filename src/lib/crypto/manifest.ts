import { ok, refuse, type Result } from '../domain/result.ts';
import type { RuleSet } from '../domain/rule-set.ts';
import { grouped, toBase32 } from './base32.ts';
import { parseBase64url, utf8 } from './bytes.ts';
import { parseIssuerKey, type IssuerKey } from './issuer-key.ts';
import { jcs } from './jcs.ts';
import { sha256 } from './sha256.ts';

/**
 * Everything a round is held under, frozen at make-ready and published. Bytes are base64url, ids lower-case
 * UUIDs, numbers integers.
 */
export type Manifest = {
	v: 1;
	roundId: string;
	meeting: { id: string; name: string };
	title: string;
	kind: 'first' | 'tie-revote' | 'second-round';
	/** In ballot order, numbered from 1. */
	candidates: { number: number; id: string; name: string; textHash: string }[];
	rules: RuleSet;
	/** `presence`: the delegate is shown the tracker of the stored leaf. */
	receipt: 'presence' | 'none';
	/** D, all deputies of this congress. */
	electorate: number;
	rollHash: string;
	scrutineers: { name: string; chief: boolean; publicKey: string }[];
	issuers: { spki: string }[];
	ackKey: string;
	/** Null with `tallyDisplay: after-close`. */
	release: { rows: ReleaseRow[] } | null;
};

/** One row of the release table: applies from `from` electronic ballots drawn at the opening. */
export type ReleaseRow = { from: number; k: number; reserve: number; floor: number; tickMs: number };

/** What a delegate reads about a candidate; empty strings where there is nothing to say. */
export type CandidateText = {
	name: string;
	content: string;
	amount: string;
	funding: string;
	unit: string;
	period: string;
	place: string;
	beneficiaries: string;
};

/** SHA-256 of the RFC 8785 form of the eight fields, and of nothing else the object may carry. */
export function textHash(text: CandidateText): Uint8Array {
	const { name, content, amount, funding, unit, period, place, beneficiaries } = text;
	return canonicalHash({ name, content, amount, funding, unit, period, place, beneficiaries });
}

/** Of the object as received, before any parsing drops a member that one side does not know. */
export const manifestHash = (manifest: unknown): Uint8Array => canonicalHash(manifest);

/** 20 symbols, 100 bits, in groups of four: what people compare on tablets, hall screen and report. */
export const fingerprintOf = (hash: Uint8Array): string => grouped(toBase32(hash).slice(0, 20));

/** The issuers' keys in manifest order; `bad-issuer-key` for none, for a repeated and for an unusable one. */
export function manifestIssuers(manifest: Pick<Manifest, 'issuers'>): Result<IssuerKey[], 'bad-issuer-key'> {
	const keys: IssuerKey[] = [];
	for (const { spki } of manifest.issuers) {
		const bytes = parseBase64url(spki);
		const key = bytes ? parseIssuerKey(bytes) : refuse('bad-issuer-key');
		if (!key.ok) return key;
		if (keys.some((other) => other.n === key.value.n)) return refuse('bad-issuer-key');
		keys.push(key.value);
	}
	return keys.length > 0 ? ok(keys) : refuse('bad-issuer-key');
}

/** One deputy of the roll as frozen at make-ready. `number` is the deputy's, an integer. */
export type RollEntry = { number: number; cardPublicKey: string };

/** The lines of the roll without their line ends, by number. */
export const rollLines = (roll: readonly RollEntry[]): string[] =>
	[...roll]
		.sort((a, b) => a.number - b.number)
		.map(({ number, cardPublicKey }) => jcs({ number, cardPublicKey }));

/** SHA-256 of the lines of the roll, each with its newline. */
export const rollHash = (roll: readonly RollEntry[]): Uint8Array =>
	sha256(...rollLines(roll).map((line) => utf8(line + '\n')));

const canonicalHash = (value: unknown): Uint8Array => sha256(utf8(jcs(value)));
