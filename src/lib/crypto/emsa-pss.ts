import './old-browsers.ts';
import { sha384 } from '@noble/hashes/sha2.js';
import { concat, equalBytes } from './bytes.ts';

const HASH_BYTES = 48;

/**
 * EMSA-PSS-ENCODE of RFC 8017 section 9.1.1 with SHA-384 and MGF1-SHA-384. `bits` is the modulus length less
 * one. The protocol's salt is empty; the parameter is there for RFC 9474's other variants.
 */
export function emsaPssEncode(message: Uint8Array, bits: number, salt: Uint8Array): Uint8Array {
	const length = Math.ceil(bits / 8);
	const zeros = length - salt.length - HASH_BYTES - 2;
	if (zeros < 0) throw new Error(`${bits} bits are too few for this hash and salt`);
	const hash = saltedHash(message, salt);
	const block = concat(new Uint8Array(zeros), Uint8Array.of(0x01), salt);
	applyMask(block, hash);
	block[0]! &= topMask(bits, length);
	return concat(block, hash, TRAILER);
}

/**
 * EMSA-PSS-VERIFY of RFC 8017 section 9.1.2, same functions. The salt must have exactly `saltLength` bytes: a
 * longer one could carry the number of a seat past the blinding.
 */
export function emsaPssVerify(
	message: Uint8Array,
	encoded: Uint8Array,
	bits: number,
	saltLength: number
): boolean {
	const length = Math.ceil(bits / 8);
	const blockLength = length - HASH_BYTES - 1;
	const saltStart = blockLength - saltLength;
	if (saltStart < 1 || encoded.length !== length || encoded[length - 1] !== TRAILER[0]) return false;
	const block = encoded.slice(0, blockLength);
	const hash = encoded.subarray(blockLength, length - 1);
	if ((block[0]! & ~topMask(bits, length)) !== 0) return false;
	applyMask(block, hash);
	block[0]! &= topMask(bits, length);
	if (block.subarray(0, saltStart - 1).some((byte) => byte !== 0) || block[saltStart - 1] !== 0x01)
		return false;
	return equalBytes(saltedHash(message, block.subarray(saltStart)), hash);
}

const TRAILER = Uint8Array.of(0xbc);

/** The bits of the first byte that `bits` bits in `length` bytes leave. */
const topMask = (bits: number, length: number): number => 0xff >> (8 * length - bits);

const saltedHash = (message: Uint8Array, salt: Uint8Array): Uint8Array =>
	sha384(concat(new Uint8Array(8), sha384(message), salt));

/** Exclusive-ors MGF1 of the seed (RFC 8017 appendix B.2.1) over the block, in place. */
function applyMask(block: Uint8Array, seed: Uint8Array): void {
	for (let start = 0, counter = 0; start < block.length; start += HASH_BYTES, counter++) {
		const mask = sha384(concat(seed, Uint8Array.of(0, 0, counter >> 8, counter & 0xff)));
		for (let at = start; at < Math.min(start + HASH_BYTES, block.length); at++)
			block[at]! ^= mask[at - start]!;
	}
}
