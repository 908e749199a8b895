import { expect, test } from 'vitest';
import vectors from '../../../tests/cases/protocol-vectors.json' with { type: 'json' };
import { openIssuer } from '../server/issuer.ts';
import { fromBase64url } from './bytes.ts';
import { cardFromSeed } from './card.ts';
import { manifestHash, manifestIssuers } from './manifest.ts';
import { finishDraw, oneTimeKey, prepareDraw, verifyDrawSignature, verifyTickets } from './ticket.ts';

const { roundId } = vectors;
const otherRound = vectors.manifest.meeting.id;
const keys = manifestIssuers({
	issuers: [...vectors.manifest.issuers, { spki: vectors.secondIssuer.publicKey }]
});
if (!keys.ok) throw new Error(keys.code);
const issuers = keys.value;
const sign = [vectors.issuerPrivateKey, vectors.secondIssuer.privateKey].map(
	(key) => openIssuer(fromBase64url(key)).blindSign
);
const card = cardFromSeed(new Uint8Array(16).fill(7));
const hash = manifestHash(vectors.manifest);
const draw = prepareDraw({ card, roundId, manifestHash: hash, issuers });
const blindSignatures = draw.blinded.map((blinded, at) => sign[at]!(blinded));
const { publicKey: key } = oneTimeKey(card.tokenSecret, roundId);

const finish = (blindSignatures: Uint8Array[], round = roundId) =>
	finishDraw({ tokenSecret: card.tokenSecret, roundId: round, issuers, blindSignatures });

test('any tablet with the card repeats the draw and gets the same tickets', () => {
	const again = prepareDraw({
		card: cardFromSeed(new Uint8Array(16).fill(7)),
		roundId,
		manifestHash: hash,
		issuers
	});
	expect(again).toEqual(draw);
	expect(finish(blindSignatures)).toEqual(finish(again.blinded.map((blinded, at) => sign[at]!(blinded))));
});

test('tickets are good for their round, key and issuers only', () => {
	const tickets = finish(blindSignatures);
	if (!tickets.ok) throw new Error(tickets.code);
	const [first, second] = tickets.value as [Uint8Array, Uint8Array];
	expect(verifyTickets(issuers, roundId, key, [first, second])).toBe(true);
	expect(verifyTickets(issuers, otherRound, key, [first, second])).toBe(false);
	expect(verifyTickets(issuers, roundId, card.publicKey, [first, second])).toBe(false);
	expect(verifyTickets(issuers, roundId, key, [second, first])).toBe(false);
	expect(verifyTickets(issuers, roundId, key, [first])).toBe(false);
	expect(verifyTickets(issuers, roundId, key, [first, second, second])).toBe(false);
	expect(verifyTickets([], roundId, key, [])).toBe(false);
});

test('an answer that is not this draw’s shows no ballot', () => {
	const [first, second] = blindSignatures as [Uint8Array, Uint8Array];
	const refused = { ok: false, code: 'bad-ticket' };
	expect(finish([second, first])).toEqual(refused);
	expect(finish([first])).toEqual(refused);
	expect(finish([first, second, second])).toEqual(refused);
	expect(finish([first, new Uint8Array(384)])).toEqual(refused);
	expect(finish([first, new Uint8Array(384).fill(255)])).toEqual(refused);
	expect(finish([first, second.subarray(1)])).toEqual(refused);
	expect(finish([first, second], otherRound)).toEqual(refused);
});

test('an issuer that signs one delegate with a special key is noticed by that delegate', () => {
	expect(finish([sign[1]!(draw.blinded[0]!), blindSignatures[1]!])).toEqual({
		ok: false,
		code: 'bad-ticket'
	});
});

test('a draw is signed for this round, this manifest and these values', () => {
	const verify = (round: string, manifest: Uint8Array, blinded: Uint8Array[]) =>
		verifyDrawSignature(card.publicKey, round, manifest, blinded, draw.signature);
	expect(verify(roundId, hash, draw.blinded)).toBe(true);
	expect(verify(otherRound, hash, draw.blinded)).toBe(false);
	expect(verify(roundId, new Uint8Array(32), draw.blinded)).toBe(false);
	expect(verify(roundId, hash, [...draw.blinded].reverse())).toBe(false);
	expect(verify(roundId, hash, draw.blinded.slice(1))).toBe(false);
});
