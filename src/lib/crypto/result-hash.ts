import { concat, utf8, uuidBytes } from './bytes.ts';
import { ed25519Sign, ed25519Verify } from './ed25519.ts';
import { sha256 } from './sha256.ts';

/**
 * The one value the scrutineers sign. It binds the round, what it was held under, every leaf, the published
 * result, every byte of the sealed archive and the audit up to the count.
 */
export const resultHash = (result: {
	roundId: string;
	manifestHash: Uint8Array;
	/** Of the Merkle tree. */
	root: Uint8Array;
	/** Bytes of `public/result.json`. */
	resultJson: Uint8Array;
	/** `sealedFilesHash` of the sealed archive. */
	sealedHash: Uint8Array;
	/** Hash of the last audit record. */
	auditHead: Uint8Array;
}): Uint8Array =>
	sha256(
		utf8('piaojue/v1/result\0'),
		uuidBytes(result.roundId),
		result.manifestHash,
		result.root,
		sha256(result.resultJson),
		result.sealedHash,
		result.auditHead
	);

/** SHA-256 of the contents of the sealed archive's files, in the order of their names. */
export const sealedFilesHash = (files: readonly Uint8Array[]): Uint8Array => sha256(...files);

/** What a scrutineer's card signs. */
export const resultMessage = (hash: Uint8Array): Uint8Array => concat(utf8('piaojue/v1/sign\0'), hash);

/** Made in the scrutineer's own browser: the card's secret is never the server's. */
export const signResult = (cardSecret: Uint8Array, hash: Uint8Array): Uint8Array =>
	ed25519Sign(cardSecret, resultMessage(hash));

export const verifyResultSignature = (
	publicKey: Uint8Array,
	hash: Uint8Array,
	signature: Uint8Array
): boolean => ed25519Verify(publicKey, resultMessage(hash), signature);
