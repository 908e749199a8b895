import { createHash } from 'node:crypto';

/** Drawn once for this software; what is named under it is told apart by the ids in its name. */
const NAMESPACE = '2f6a3c1e8b574d0f9a4e6d1b7c05e938';

/**
 * The permanent name of something in the feed, RFC 9562's version 5: the same wherever it is asked for and whatever the
 * site is called by then.
 */
export function permanentId(name: string): string {
	const hash = createHash('sha1').update(Buffer.from(NAMESPACE, 'hex')).update(name).digest();
	hash[6] = (hash[6]! & 0x0f) | 0x50;
	hash[8] = (hash[8]! & 0x3f) | 0x80;
	const hex = hash.toString('hex');
	const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
	return `urn:uuid:${parts.join('-')}`;
}
