import { equalBytes, isUuid, parseBase64url } from '../crypto/bytes.ts';
import type { IssuerKey } from '../crypto/issuer-key.ts';
import {
	fingerprintOf,
	manifestHash,
	manifestIssuers,
	textHash,
	type CandidateText,
	type Manifest
} from '../crypto/manifest.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { CurrentRound } from './desk-api.ts';

/** A candidate with the text whose hash the manifest names. */
export type BallotCandidate = { id: string; number: number; name: string; text: CandidateText };

/** What a ballot is filled in against: a manifest that agrees with its fingerprint and its texts. */
export type RoundPapers = {
	manifest: Manifest;
	hash: Uint8Array;
	/** Computed here, never taken from the server: what the delegate compares with the hall screen. */
	fingerprint: string;
	issuers: IssuerKey[];
	ackKey: Uint8Array;
	candidates: BallotCandidate[];
};

/** Why this tablet would not use what the server sent. */
export type PapersFault = 'not-a-manifest' | 'fingerprint-differs' | 'texts-differ';

/**
 * Checks what the desk sent about a round: the manifest must be this round's and have the fingerprint that
 * the desk shows everywhere, and each candidate must have its text, found by hash.
 */
export function checkPapers(
	round: CurrentRound,
	texts: readonly unknown[]
): Result<RoundPapers, PapersFault> {
	const manifest = readManifest(round.manifest);
	if (!manifest || manifest.roundId !== round.id) return refuse('not-a-manifest');
	const hash = manifestHash(round.manifest);
	const fingerprint = fingerprintOf(hash);
	if (fingerprint !== round.fingerprint) return refuse('fingerprint-differs');
	const issuers = manifestIssuers(manifest);
	const ackKey = parseBase64url(manifest.ackKey, 32);
	if (!issuers.ok || !ackKey) return refuse('not-a-manifest');
	const candidates = withTexts(manifest, texts);
	return candidates
		? ok({ manifest, hash, fingerprint, issuers: issuers.value, ackKey, candidates })
		: refuse('texts-differ');
}

function withTexts(manifest: Manifest, texts: readonly unknown[]): BallotCandidate[] | null {
	const hashed = texts
		.map(readText)
		.filter((text) => text !== null)
		.map((text) => ({ text, hash: textHash(text) }));
	const candidates: BallotCandidate[] = [];
	for (const { id, number, name, textHash: expected } of manifest.candidates) {
		const expectedHash = parseBase64url(expected, 32);
		const found = expectedHash && hashed.find(({ hash }) => equalBytes(hash, expectedHash));
		if (!found || found.text.name !== name) return null;
		candidates.push({ id, number, name, text: found.text });
	}
	return candidates;
}

/** Only what a ballot depends on; the rest is bound by the hash and read by the verifier. */
function readManifest(sent: unknown): Manifest | null {
	const manifest = sent as Manifest | null;
	const readable =
		typeof manifest === 'object' &&
		manifest !== null &&
		manifest.v === 1 &&
		typeof manifest.roundId === 'string' &&
		isUuid(manifest.roundId) &&
		typeof manifest.ackKey === 'string' &&
		(manifest.receipt === 'presence' || manifest.receipt === 'none') &&
		Array.isArray(manifest.issuers) &&
		manifest.issuers.every((issuer) => typeof issuer?.spki === 'string') &&
		Array.isArray(manifest.candidates) &&
		manifest.candidates.length > 0 &&
		manifest.candidates.every(
			(candidate, at) =>
				candidate?.number === at + 1 &&
				typeof candidate.id === 'string' &&
				typeof candidate.name === 'string' &&
				typeof candidate.textHash === 'string'
		) &&
		Number.isSafeInteger(manifest.rules?.seats) &&
		manifest.rules.seats >= 1 &&
		['approve', 'approve-against-abstain', 'three-grades'].includes(manifest.rules.marks) &&
		(manifest.rules.cap === 'at-most' || manifest.rules.cap === 'exactly');
	return readable ? manifest : null;
}

const textFields = [
	'name',
	'content',
	'amount',
	'funding',
	'unit',
	'period',
	'place',
	'beneficiaries'
] as const satisfies readonly (keyof CandidateText)[];

function readText(sent: unknown): CandidateText | null {
	const text = sent as CandidateText | null;
	return typeof text === 'object' && text !== null && textFields.every((key) => typeof text[key] === 'string')
		? text
		: null;
}
