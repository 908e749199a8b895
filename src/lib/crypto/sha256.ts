import './old-browsers.ts';
import { sha256 as hash } from '@noble/hashes/sha2.js';

/** SHA-256 (FIPS 180-4) of the parts joined, without joining them first. 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
	const state = hash.create();
	for (const part of parts) state.update(part);
	return state.digest();
}
