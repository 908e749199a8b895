import { fromBase64url, toBase64url, utf8 } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardUrl, readTypedCode, signLogin } from '#lib/crypto/card.ts';
import { buildCast, trackerOf, verifyAck } from '#lib/crypto/cast.ts';
import { ed25519Verify } from '#lib/crypto/ed25519.ts';
import { fingerprintOf, manifestHash, manifestIssuers, textHash } from '#lib/crypto/manifest.ts';
import { merkleRoot } from '#lib/crypto/merkle.ts';
import { finishDraw, oneTimeKey, prepareDraw } from '#lib/crypto/ticket.ts';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import { encodeMask, type Mark } from '#lib/domain/ballot.ts';
import type vectorsFile from '../../docs/protocol-vectors.json';

type Vectors = typeof vectorsFile;

/**
 * The deputy's half of the protocol, made anew from the seeds of docs/protocol-vectors.json by the same source as on a
 * tablet. Bundled for the floor's browsers and run in one.
 *
 * @returns what differs, by name; and how much was compared
 */
export function differences(vectors: Vectors): { differ: string[]; compared: number } {
	const differ: string[] = [];
	let compared = 0;
	const same = (what: string, made: unknown, expected: unknown) => {
		compared++;
		if (JSON.stringify(made) !== JSON.stringify(expected)) differ.push(what);
	};
	const { roundId, origin, manifest } = vectors;
	const hash = manifestHash(manifest);
	const issuers = manifestIssuers(manifest);
	if (!issuers.ok) return { differ: ['issuers'], compared };
	same('manifest hash', toBase64url(hash), vectors.manifestHash);
	same('fingerprint', fingerprintOf(hash), vectors.fingerprint);
	for (const { text, textHash: expected } of vectors.candidateTexts)
		same(`text of ${text.name}`, toBase64url(textHash(text)), expected);

	for (const deputy of vectors.deputies) {
		const of = (what: string) => `deputy ${deputy.number}: ${what}`;
		const seed = readTypedCode(deputy.code);
		same(of('seed'), seed.ok && toBase64url(seed.value), deputy.seed);
		const card = cardFromSeed(fromBase64url(deputy.seed));
		same(of('url'), cardUrl(origin, deputy.code), deputy.url);
		same(of('card'), toBase64url(card.publicKey), deputy.cardPublicKey);
		same(
			of('login'),
			toBase64url(signLogin(card.secret, origin, fromBase64url(deputy.nonce))),
			deputy.loginSignature
		);
		same(of('key'), toBase64url(oneTimeKey(card.tokenSecret, roundId).publicKey), deputy.key);
		const draw = prepareDraw({ card, roundId, manifestHash: hash, issuers: issuers.value });
		same(of('blinded'), draw.blinded.map(toBase64url), deputy.blinded);
		same(of('draw'), toBase64url(draw.signature), deputy.drawSignature);
		const tickets = finishDraw({
			tokenSecret: card.tokenSecret,
			roundId,
			issuers: issuers.value,
			blindSignatures: deputy.blindSignatures.map((text) => fromBase64url(text))
		});
		same(of('tickets'), tickets.ok && tickets.value.map(toBase64url), deputy.tickets);
		const { body, leaf } = buildCast({
			tokenSecret: card.tokenSecret,
			roundId,
			tickets: deputy.tickets.map((text) => fromBase64url(text)),
			mask: encodeMask(deputy.marks as Mark[]),
			random: fromBase64url(deputy.random)
		});
		same(of('leaf'), toBase64url(leaf), deputy.leaf);
		same(of('cast'), body, deputy.castBody);
		same(of('tracker'), trackerOf(leaf), deputy.tracker);
		const ackKey = fromBase64url(vectors.acknowledgement.key);
		same(of('acknowledgement'), verifyAck(ackKey, roundId, leaf, fromBase64url(deputy.ack)), true);
	}
	for (const { leaves, root } of vectors.merkle)
		same(
			`root of ${leaves.length}`,
			toBase64url(merkleRoot(leaves.map((text) => fromBase64url(text)))),
			root
		);
	for (const { name, publicKey, message, signature, valid } of vectors.ed25519) {
		const [key, text, mark] = [publicKey, message, signature].map((text) => fromBase64url(text));
		same(name, ed25519Verify(key!, text!, mark!), valid);
	}
	const files = new Map(
		Object.entries(vectors.archive.files).map(([name, content]) => [name, utf8(content)])
	);
	const { resultHash } = vectors.archive;
	const read = verifyArchive(files, { fingerprint: vectors.fingerprint, resultHash });
	same('archive', read.ok && read.value.round?.root, vectors.archive.root);
	return { differ, compared };
}
