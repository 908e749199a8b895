import { fromBase64url } from './bytes.ts';
import { sha256 } from './sha256.ts';

/** What a sealed archive holds of one electronic draw. base64url, as in its lines. */
export type DrawLine = { cardPublicKey: string; blinded: readonly string[]; signature: string };

/** What it holds of one ballot, the choice apart: what is chosen is nobody's mark. */
export type BallotLine = { key: string; tickets: readonly string[]; random: string; signature: string };

export type Attempt = { way: 'equal' | 'hashed' | 'common-part'; comparisons: number; links: number };

/** Eight bytes agree by chance once in 2^64 comparisons. */
const PART_BYTES = 8;

/**
 * Tries to find which ballot came of which draw, by everything that the sealed archive holds of the two: equal
 * values, equal hashes, and common parts of eight bytes at any place. Blindness means that none is ever found; this
 * shows it on the data, and is no proof of it (docs/protocol.md is).
 */
export function tryToLink(draws: readonly DrawLine[], ballots: readonly BallotLine[]): Attempt[] {
	const ofDraws = draws.map(({ cardPublicKey, blinded, signature }) =>
		[cardPublicKey, ...blinded, signature].map((text) => fromBase64url(text))
	);
	const ofBallots = ballots.map(({ key, tickets, random, signature }) =>
		[key, ...tickets, random, signature].map((text) => fromBase64url(text))
	);
	return [
		{ way: 'equal', ...links(ofDraws.map(texts), ofBallots.map(texts)) },
		{ way: 'hashed', ...links(ofDraws.map(withHashes), ofBallots.map(withHashes)) },
		{ way: 'common-part', ...links(ofDraws.map(parts), ofBallots.map(parts)) }
	];
}

/** Pairs of a draw and a ballot that have a text in common. */
function links(
	draws: readonly string[][],
	ballots: readonly string[][]
): { comparisons: number; links: number } {
	const drawsWith = new Map<string, number[]>();
	for (const [i, list] of draws.entries()) {
		for (const text of new Set(list)) drawsWith.set(text, [...(drawsWith.get(text) ?? []), i]);
	}
	const found = new Set<string>();
	for (const [j, list] of ballots.entries()) {
		for (const text of list) for (const i of drawsWith.get(text) ?? []) found.add(`${i} ${j}`);
	}
	const sum = (lists: readonly string[][]) => lists.reduce((all, list) => all + list.length, 0);
	// Through an index, but every text of the one side has been held against every text of the other.
	return { comparisons: sum(draws) * sum(ballots), links: found.size };
}

const texts = (values: Uint8Array[]): string[] => values.map(textOf);

/** Each value and its hash: one side may hold the hash of what the other holds. */
const withHashes = (values: Uint8Array[]): string[] =>
	values.flatMap((value) => [textOf(value), textOf(sha256(value))]);

const parts = (values: Uint8Array[]): string[] =>
	values.flatMap((value) =>
		Array.from({ length: Math.max(0, value.length - PART_BYTES + 1) }, (_, i) =>
			textOf(value.subarray(i, i + PART_BYTES))
		)
	);

/** One character a byte: short enough for the millions of parts of a large hall. */
const textOf = (value: Uint8Array): string => {
	let text = '';
	for (const byte of value) text += String.fromCharCode(byte);
	return text;
};
