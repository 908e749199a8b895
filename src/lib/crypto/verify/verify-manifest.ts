import { ok } from '../../domain/result.ts';
import { ruleSetProblems } from '../../domain/rule-set.ts';
import { releaseTable } from '../../domain/release.ts';
import { fromBase64url } from '../bytes.ts';
import { isUsablePublicKey } from '../ed25519.ts';
import type { IssuerKey } from '../issuer-key.ts';
import { jcs } from '../jcs.ts';
import { fingerprintOf, manifestHash, manifestIssuers, type Manifest } from '../manifest.ts';
import { fault, type Checked } from './archive-fault.ts';

/** What a round was held under, with everything that follows from it. */
export type RoundTerms = {
	manifest: Manifest;
	hash: Uint8Array;
	fingerprint: string;
	issuers: IssuerKey[];
	candidateIds: string[];
};

/**
 * Whether a round may be held under this manifest at all: candidates numbered as listed, rules that fit them,
 * keys that can sign, a chief scrutineer and one more, and the protocol's release table.
 */
export function verifyManifest(manifest: Manifest): Checked<RoundTerms> {
	const { candidates, scrutineers, rules } = manifest;
	const candidateIds = candidates.map((candidate) => candidate.id);
	const signers = scrutineers.map((scrutineer) => scrutineer.publicKey);
	const issuers = manifestIssuers(manifest);
	if (!issuers.ok) return bad('issuers');
	const rows = manifest.release?.rows ?? null;
	const lawfulRows = rules.tallyDisplay === 'after-close' ? null : releaseTable;

	if (candidates.length === 0 || candidates.some(({ number }, at) => number !== at + 1))
		return bad('candidates');
	if (new Set(candidateIds).size !== candidateIds.length) return bad('candidates');
	if (ruleSetProblems(rules, candidates.length).length > 0) return bad('rules');
	if (!isUsable(manifest.ackKey)) return bad('ackKey');
	if (!signers.every(isUsable) || new Set(signers).size !== signers.length) return bad('scrutineers');
	if (signers.length < 2 || !scrutineers.some(({ chief }) => chief)) return bad('scrutineers');
	if (jcs(rows) !== jcs(lawfulRows)) return bad('release');
	const hash = manifestHash(manifest);
	return ok({ manifest, hash, fingerprint: fingerprintOf(hash), issuers: issuers.value, candidateIds });
}

/** Whether a fingerprint that a person copied, with or without dashes, is this round's. */
export const sameFingerprint = (terms: RoundTerms, given: string): boolean =>
	given.replace(/[\s-]/g, '').toUpperCase() === terms.fingerprint.replace(/-/g, '');

const bad = (part: string): Checked<never> => fault('bad-manifest', { part });

const isUsable = (key: string): boolean => isUsablePublicKey(fromBase64url(key, 32));
