import { ok } from '../../domain/result.ts';
import type { ResultSignature } from '../archive.ts';
import { fromBase64url } from '../bytes.ts';
import { verifyResultSignature } from '../result-hash.ts';
import { fault, type Checked } from './archive-fault.ts';
import type { RoundTerms } from './verify-manifest.ts';

/**
 * Whether the result is signed: by scrutineers of the manifest only, each once, all over this hash, the chief
 * scrutineer and at least one more.
 */
export function verifySignatures(
	signatures: readonly ResultSignature[],
	terms: RoundTerms,
	resultHash: Uint8Array
): Checked {
	const signed = new Set<string>();
	for (const { name, chief, publicKey, signature } of signatures) {
		const isNamed = terms.manifest.scrutineers.some(
			(one) => one.name === name && one.chief === chief && one.publicKey === publicKey
		);
		if (!isNamed) return fault('unknown-signer', { name });
		if (signed.has(publicKey)) return fault('signer-repeated', { name });
		signed.add(publicKey);
		if (!verifyResultSignature(fromBase64url(publicKey), resultHash, fromBase64url(signature))) {
			return fault('bad-result-signature', { name });
		}
	}
	const isQuorum = signatures.length >= 2 && signatures.some(({ chief }) => chief);
	return isQuorum ? ok(null) : fault('too-few-signatures', { signatures: signatures.length });
}
