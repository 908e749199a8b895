import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBase64url } from './bytes.ts';
import { tryToLink, type BallotLine, type DrawLine } from './link-attempt.ts';

const bytes = (length: number) => toBase64url(new Uint8Array(randomBytes(length)));
const draw = (): DrawLine => ({ cardPublicKey: bytes(32), blinded: [bytes(384)], signature: bytes(64) });
const ballot = (): BallotLine => ({
	key: bytes(32),
	tickets: [bytes(384)],
	random: bytes(32),
	signature: bytes(64)
});
const found = (draws: DrawLine[], ballots: BallotLine[]) =>
	tryToLink(draws, ballots).map(({ links }) => links);

test('draws and ballots that have nothing to do with each other give no link in any way', () => {
	const draws = Array.from({ length: 12 }, draw);
	const ballots = Array.from({ length: 12 }, ballot);
	expect(found(draws, ballots)).toEqual([0, 0, 0]);
	expect(tryToLink(draws, ballots)[0]!.comparisons).toBe(12 * 3 * 12 * 4);
});

// The attempt is worth something only if it finds what there is to find.
test('a ticket that was signed without blinding is found, as one link', () => {
	const ticket = bytes(384);
	const draws = [draw(), { ...draw(), blinded: [ticket] }];
	expect(found(draws, [{ ...ballot(), tickets: [ticket] }, ballot()])).toEqual([1, 1, 1]);
});

test('a key that is the hash of a blinded value is found', () => {
	const one = draw();
	const hash = createHash('sha256').update(Buffer.from(one.blinded[0]!, 'base64url')).digest();
	expect(found([one], [{ ...ballot(), key: toBase64url(new Uint8Array(hash)) }])).toEqual([0, 1, 0]);
});

test('eight bytes in common, wherever they stand, are found', () => {
	const common = randomBytes(8);
	const withIn = (length: number, at: number) => {
		const value = randomBytes(length);
		common.copy(value, at);
		return toBase64url(new Uint8Array(value));
	};
	expect(
		found([{ ...draw(), blinded: [withIn(384, 100)] }], [{ ...ballot(), random: withIn(32, 7) }])
	).toEqual([0, 0, 1]);
});
