import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, utf8 } from './bytes.ts';
import { buildCast, leafOf, signAck, trackerOf, verifyAck, verifyCastSignature } from './cast.ts';
import { ed25519PublicKey } from './ed25519.ts';

const roundId = '6f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0';
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const ballot = fc.record({
	tokenSecret: bytes(32),
	roundId: fc.constant(roundId),
	tickets: fc.array(bytes(384), { minLength: 1, maxLength: 3 }),
	mask: fc.uint8Array({ minLength: 1, maxLength: 20 }),
	random: bytes(32)
});

test('every cast has the same length, whatever is marked', () => {
	fc.assert(
		fc.property(ballot, (value) => {
			const cast = buildCast(value);
			expect(cast.body).toMatch(/^[\x20-\x7e]{2048}$/);
			const { pad: _, ...members } = JSON.parse(cast.body) as Record<string, unknown>;
			expect(Object.keys(members)).toEqual(['v', 'key', 'tickets', 'mask', 'random', 'signature']);
			const signature = fromBase64url(members.signature as string, 64);
			expect(verifyCastSignature(cast.key, roundId, cast.leaf, signature)).toBe(true);
		}),
		{ numRuns: 30 }
	);
});

test('what does not fit is a mistake of the program, not a longer cast', () => {
	const tickets = Array.from({ length: 4 }, () => new Uint8Array(384));
	const rest = {
		tokenSecret: new Uint8Array(32),
		roundId,
		mask: new Uint8Array(2),
		random: new Uint8Array(32)
	};
	expect(() => buildCast({ ...rest, tickets })).toThrow('4 tickets');
});

test('the leaf binds round, key, marks and random, and no part can lend bytes to its neighbour', () => {
	const parts = { roundId, key: new Uint8Array(32), mask: new Uint8Array(3), random: new Uint8Array(32) };
	const leaves = [
		leafOf(parts),
		leafOf({ ...parts, roundId: '00000000-0000-4000-8000-000000000100' }),
		leafOf({ ...parts, key: new Uint8Array(32).fill(1) }),
		leafOf({ ...parts, mask: new Uint8Array(4) }),
		leafOf({ ...parts, mask: Uint8Array.of(1, 0, 0) }),
		leafOf({ ...parts, random: new Uint8Array(32).fill(1) })
	];
	expect(new Set(leaves.map(String)).size).toBe(leaves.length);
	expect(() => leafOf({ ...parts, key: new Uint8Array(31) })).toThrow('32 bytes');
	expect(() => leafOf({ ...parts, random: new Uint8Array(33) })).toThrow('32 bytes');
});

test('an acknowledgement proves one leaf in one round', () => {
	const secret = new Uint8Array(32).fill(4);
	const leaf = new Uint8Array(32).fill(6);
	const ack = signAck(secret, roundId, leaf);
	const ackKey = ed25519PublicKey(secret);
	expect(verifyAck(ackKey, roundId, leaf, ack)).toBe(true);
	expect(verifyAck(ackKey, roundId, new Uint8Array(32), ack)).toBe(false);
	expect(verifyAck(ackKey, '00000000-0000-4000-8000-000000000100', leaf, ack)).toBe(false);
	expect(verifyCastSignature(ackKey, roundId, leaf, ack)).toBe(false);
});

test('a tracker has ten symbols', () => {
	expect(trackerOf(utf8('01234567890123456789012345678901'))).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
});
