import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBytes } from './bytes.ts';
import { merkleRoot } from './merkle.ts';
import { sha256 } from './sha256.ts';

const leaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 40 });

test('the root is the one of RFC 9162’s recursive definition, over the sorted leaves', () => {
	fc.assert(
		fc.property(leaves, (some) => {
			expect(merkleRoot(some)).toEqual(recursiveRoot([...some].sort(compareBytes)));
		})
	);
});

test('the order in which ballots came makes no difference, and none can be left out', () => {
	fc.assert(
		fc.property(leaves, (some) => {
			expect(merkleRoot([...some].reverse())).toEqual(merkleRoot(some));
			if (some.length > 0) expect(merkleRoot(some.slice(1))).not.toEqual(merkleRoot(some));
		})
	);
});

/** RFC 9162 section 2.1.1: split at the largest power of two below n. */
function recursiveRoot(sorted: Uint8Array[]): Uint8Array {
	if (sorted.length === 0) return sha256();
	if (sorted.length === 1) return sorted[0]!;
	let half = 1;
	while (half * 2 < sorted.length) half *= 2;
	const left = recursiveRoot(sorted.slice(0, half));
	return sha256(Uint8Array.of(1), left, recursiveRoot(sorted.slice(half)));
}
