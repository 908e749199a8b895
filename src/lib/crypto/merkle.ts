import { compareBytes } from './bytes.ts';
import { sha256 } from './sha256.ts';

/**
 * Root of the tree of RFC 9162 section 2.1 over the leaves sorted by value. The leaf values stand as leaf
 * hashes (they begin with their own 0x00 already), a node is SHA-256(0x01 ‖ left ‖ right), and no leaves give
 * SHA-256 of nothing. Sorted, the tree says nothing of the order in which ballots came.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
	let level = [...leaves].sort(compareBytes);
	if (level.length === 0) return sha256();
	while (level.length > 1) level = parents(level);
	return level[0]!;
}

/** Pairs from the left; an odd last one rises as it is, which gives RFC 9162's split at the power of two. */
function parents(level: readonly Uint8Array[]): Uint8Array[] {
	const above: Uint8Array[] = [];
	for (let at = 0; at < level.length; at += 2) {
		const right = level[at + 1];
		above.push(right ? sha256(NODE, level[at]!, right) : level[at]!);
	}
	return above;
}

const NODE = Uint8Array.of(0x01);
