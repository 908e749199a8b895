import { describe, expect, test } from 'vitest';
import { nextAuditRecord, AUDIT_START, auditHash, verifyChain, type AuditRecord } from '#lib/crypto/audit.ts';
import { blindingFactor } from '#lib/crypto/blind-rsa.ts';
import { fromBase64url, toBase64url, utf8, uuidBytes } from '#lib/crypto/bytes.ts';
import {
	cardFromSeed,
	cardUrl,
	loginMessage,
	readTypedCode,
	signLogin,
	typedCode,
	verifyLogin
} from '#lib/crypto/card.ts';
import {
	ackMessage,
	buildCast,
	castMessage,
	signAck,
	trackerOf,
	verifyAck,
	verifyCastSignature
} from '#lib/crypto/cast.ts';
import { ed25519PublicKey, verifyWithNoble, verifyWithOpenssl } from '#lib/crypto/ed25519.ts';
import { emsaPssEncode } from '#lib/crypto/emsa-pss.ts';
import { parseIssuerKey, TICKET_BYTES } from '#lib/crypto/issuer-key.ts';
import { jcs } from '#lib/crypto/jcs.ts';
import { fingerprintOf, manifestHash, rollHash, rollLines, textHash } from '#lib/crypto/manifest.ts';
import { merkleRoot } from '#lib/crypto/merkle.ts';
import { toBytes } from '#lib/crypto/modular.ts';
import { resultHash, sealedFilesHash, signResult, verifyResultSignature } from '#lib/crypto/result-hash.ts';
import {
	drawMessage,
	finishDraw,
	oneTimeKey,
	prepareDraw,
	ticketMessage,
	verifyDrawSignature
} from '#lib/crypto/ticket.ts';
import { decodeMask, encodeMask, type Mark } from '#lib/domain/ballot.ts';
import { blindSign, openIssuer } from '#lib/server/issuer.ts';
import vectors from './cases/protocol-vectors.json' with { type: 'json' };

const { roundId } = vectors;
const issuer = issuerKey(vectors.issuerPublicKey);
const secondIssuer = issuerKey(vectors.secondIssuer.publicKey);
const hash = manifestHash(vectors.manifest);

test('the keys of the round are the ones of the manifest', () => {
	expect(toBase64url(uuidBytes(roundId))).toBe(vectors.roundIdBytes);
	expect(toBase64url(issuer.keyId)).toBe(vectors.issuerKeyId);
	expect(toBase64url(openIssuer(fromBase64url(vectors.issuerPrivateKey)).spki)).toBe(vectors.issuerPublicKey);
	expect(toBase64url(ed25519PublicKey(fromBase64url(vectors.ackSecret)))).toBe(vectors.ackKey);
	expect(vectors.manifest.issuers).toEqual([{ spki: vectors.issuerPublicKey }]);
	expect(vectors.manifest.ackKey).toBe(vectors.ackKey);
});

test.each(vectors.texts)('the text of $text.name has its canonical form and hash', (vector) => {
	expect(jcs(vector.text)).toBe(vector.canonical);
	expect(toBase64url(textHash(vector.text))).toBe(vector.textHash);
});

test('the manifest has its canonical form, hash and fingerprint', () => {
	expect(jcs(vectors.manifest)).toBe(vectors.manifestCanonical);
	expect(toBase64url(hash)).toBe(vectors.manifestHash);
	expect(fingerprintOf(hash)).toBe(vectors.fingerprint);
});

test('the roll has its lines and hash, in whatever order it is given', () => {
	const shuffled = [...vectors.roll].reverse();
	expect(rollLines(shuffled)).toEqual(vectors.rollLines);
	expect(toBase64url(rollHash(shuffled))).toBe(vectors.rollHash);
	expect(vectors.manifest.rollHash).toBe(vectors.rollHash);
});

test.each(vectors.deputies)('deputy $number draws and casts byte for byte', (vector) => {
	expect(replay(vector)).toEqual(vector);
});

test('with a second issuer the draw carries a value for each', () => {
	const vector = vectors.secondIssuer;
	const card = cardFromSeed(fromBase64url(vectors.deputies[0]!.seed));
	const issuers = [issuer, secondIssuer];
	const draw = prepareDraw({ card, roundId, manifestHash: hash, issuers });
	const blindSignature = blindSign(fromBase64url(vector.privateKey), draw.blinded[1]!);
	const tickets = finishDraw({
		tokenSecret: card.tokenSecret,
		roundId,
		issuers,
		blindSignatures: [fromBase64url(vectors.deputies[0]!.blindSignatures[0]!), blindSignature]
	});
	if (!tickets.ok) throw new Error(tickets.code);
	expect({
		about: vector.about,
		privateKey: vector.privateKey,
		publicKey: toBase64url(openIssuer(fromBase64url(vector.privateKey)).spki),
		keyId: toBase64url(secondIssuer.keyId),
		blindingFactor: toBase64url(
			toBytes(blindingFactor(card.tokenSecret, roundId, secondIssuer), TICKET_BYTES)
		),
		blinded: draw.blinded.map(toBase64url),
		drawSignature: toBase64url(draw.signature),
		blindSignature: toBase64url(blindSignature),
		ticket: toBase64url(tickets.value[1]!)
	}).toEqual(vector);
});

describe('masks', () => {
	test.each(vectors.masks.valid)('$marks', ({ marks, mask }) => {
		expect(toBase64url(encodeMask(marks as Mark[]))).toBe(mask);
	});

	test.each(vectors.masks.refused)('$name: $code', ({ mask, candidates, rules, code }) => {
		const decoded = decodeMask(fromBase64url(mask), candidates, rules as Parameters<typeof decodeMask>[2]);
		expect(decoded).toMatchObject({ ok: false, code });
	});
});

test.each(vectors.merkle.roots)(
	'the tree of $leaves leaves has its root in every order',
	({ leaves, root }) => {
		const some = vectors.merkle.leaves.slice(0, leaves).map((leaf) => fromBase64url(leaf));
		expect(toBase64url(merkleRoot(some))).toBe(root);
		expect(toBase64url(merkleRoot(some.reverse()))).toBe(root);
	}
);

test('the audit is chained record by record', () => {
	const rebuilt: { record: AuditRecord; canonical: string; hash: string }[] = [];
	let head = AUDIT_START;
	for (const { record: entry } of vectors.audit) {
		const { at, actor, act } = entry;
		const detail = entry.detail as AuditRecord['detail'];
		const record = nextAuditRecord(head, { at, actor, act, detail });
		head = { count: record.seq, head: toBase64url(auditHash(record)) };
		rebuilt.push({ record, canonical: jcs(record), hash: head.head });
	}
	expect(rebuilt).toEqual(vectors.audit);
	expect(verifyChain(rebuilt.map(({ record }) => record))).toEqual({ ok: true, value: head });
});

test('the result hash and the scrutineers’ signatures', () => {
	const { result } = vectors;
	const value = resultHash({
		roundId,
		manifestHash: hash,
		root: fromBase64url(result.root),
		resultJson: utf8(result.resultJson),
		sealedHash: sealedFilesHash(result.sealedFiles.map(utf8)),
		auditHead: fromBase64url(result.auditHead)
	});
	expect(toBase64url(value)).toBe(result.resultHash);
	for (const { seed, publicKey, signature } of result.signatures) {
		const card = cardFromSeed(fromBase64url(seed));
		expect(toBase64url(card.publicKey)).toBe(publicKey);
		expect(toBase64url(signResult(card.secret, value))).toBe(signature);
		expect(verifyResultSignature(card.publicKey, value, fromBase64url(signature))).toBe(true);
	}
	expect(toBase64url(merkleRoot(vectors.deputies.map(({ leaf }) => fromBase64url(leaf))))).toBe(result.root);
});

describe.each([
	['point arithmetic', verifyWithNoble],
	['OpenSSL', verifyWithOpenssl]
])('signatures by %s', (_, verify) => {
	test.each(vectors.ed25519)('$name: $valid', ({ publicKey, message, signature, valid }) => {
		expect(verify(fromBase64url(publicKey), fromBase64url(message), fromBase64url(signature))).toBe(valid);
	});
});

describe('codes as people type them', () => {
	test.each(vectors.codes.accept)('$name', ({ typed, seed }) => {
		const read = readTypedCode(typed);
		expect(read.ok && toBase64url(read.value)).toBe(seed);
	});

	test.each(vectors.codes.reject)('$name is refused', ({ typed }) => {
		expect(readTypedCode(typed)).toEqual({ ok: false, code: 'bad-card-code' });
	});
});

/** Everything the vectors say about one deputy, from seed, marks and random alone. */
function replay(vector: (typeof vectors.deputies)[number]) {
	const seed = fromBase64url(vector.seed);
	const card = cardFromSeed(seed);
	const { origin } = vector.login;
	const nonce = fromBase64url(vector.login.nonce);
	const loginSignature = signLogin(card.secret, origin, nonce);
	const ballotKey = oneTimeKey(card.tokenSecret, roundId);
	const encoded = emsaPssEncode(ticketMessage(roundId, ballotKey.publicKey), 3071, new Uint8Array(0));
	const r = blindingFactor(card.tokenSecret, roundId, issuer);
	const draw = prepareDraw({ card, roundId, manifestHash: hash, issuers: [issuer] });
	const blindSignatures = draw.blinded.map((blinded) =>
		blindSign(fromBase64url(vectors.issuerPrivateKey), blinded)
	);
	const tickets = finishDraw({ tokenSecret: card.tokenSecret, roundId, issuers: [issuer], blindSignatures });
	if (!tickets.ok) throw new Error(tickets.code);
	const random = fromBase64url(vector.cast.random);
	const mask = encodeMask(vector.marks as Mark[]);
	const cast = buildCast({ tokenSecret: card.tokenSecret, roundId, tickets: tickets.value, mask, random });
	const { pad, ...castBody } = JSON.parse(cast.body) as (typeof vector)['cast'] & { pad: string };
	const ack = signAck(fromBase64url(vectors.ackSecret), roundId, cast.leaf);

	expect(verifyLogin(card.publicKey, origin, nonce, loginSignature)).toBe(true);
	expect(verifyDrawSignature(card.publicKey, roundId, hash, draw.blinded, draw.signature)).toBe(true);
	expect(verifyCastSignature(cast.key, roundId, cast.leaf, fromBase64url(castBody.signature))).toBe(true);
	expect(verifyAck(fromBase64url(vectors.ackKey), roundId, cast.leaf, ack)).toBe(true);
	expect(utf8(cast.body)).toHaveLength(2048);
	expect(pad).toMatch(/^[\x20-\x7e]+$/);

	return {
		number: vector.number,
		seed: vector.seed,
		code: typedCode(seed),
		url: cardUrl(origin, typedCode(seed)),
		cardSecret: toBase64url(card.secret),
		cardPublicKey: toBase64url(card.publicKey),
		cardId: toBase64url(card.cardId),
		tokenSecret: toBase64url(card.tokenSecret),
		login: {
			origin,
			nonce: vector.login.nonce,
			message: toBase64url(loginMessage(origin, nonce)),
			signature: toBase64url(loginSignature)
		},
		oneTimeSecret: toBase64url(ballotKey.secret),
		key: toBase64url(ballotKey.publicKey),
		ticketMessage: toBase64url(ticketMessage(roundId, ballotKey.publicKey)),
		encodedMessage: toBase64url(encoded),
		blindingFactor: [toBase64url(toBytes(r, TICKET_BYTES))],
		blinded: draw.blinded.map(toBase64url),
		drawMessage: toBase64url(drawMessage(roundId, hash, draw.blinded)),
		drawSignature: toBase64url(draw.signature),
		blindSignatures: blindSignatures.map(toBase64url),
		marks: vector.marks,
		cast: castBody,
		...('castBody' in vector && { castBody: cast.body }),
		leaf: toBase64url(cast.leaf),
		castMessage: toBase64url(castMessage(roundId, cast.leaf)),
		ackMessage: toBase64url(ackMessage(roundId, cast.leaf)),
		ack: toBase64url(ack),
		tracker: trackerOf(cast.leaf)
	};
}

function issuerKey(spki: string) {
	const key = parseIssuerKey(fromBase64url(spki));
	if (!key.ok) throw new Error(key.code);
	return key.value;
}
