import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { RollLine } from '#lib/crypto/archive.ts';
import { blindingFactor } from '#lib/crypto/blind-rsa.ts';
import { fromBase64url, toBase64url, utf8 } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardUrl, loginMessage, signLogin, typedCode } from '#lib/crypto/card.ts';
import { ackMessage, buildCast, castMessage, signAck, trackerOf } from '#lib/crypto/cast.ts';
import { ed25519PublicKey } from '#lib/crypto/ed25519.ts';
import { emsaPssEncode } from '#lib/crypto/emsa-pss.ts';
import { parseIssuerKey, TICKET_BYTES } from '#lib/crypto/issuer-key.ts';
import { jcs } from '#lib/crypto/jcs.ts';
import {
	fingerprintOf,
	manifestHash,
	rollHash,
	textHash,
	type CandidateText,
	type Manifest
} from '#lib/crypto/manifest.ts';
import { merkleRoot } from '#lib/crypto/merkle.ts';
import { toBytes } from '#lib/crypto/modular.ts';
import { sha256 } from '#lib/crypto/sha256.ts';
import { drawMessage, finishDraw, oneTimeKey, prepareDraw, ticketMessage } from '#lib/crypto/ticket.ts';
import { encodeMask, type Mark } from '#lib/domain/ballot.ts';
import { releaseTable } from '#lib/domain/release.ts';
import { defaultRules } from '#lib/domain/rule-set.ts';
import { openIssuer } from '#lib/server/issuer.ts';
import { docsArchive } from './docs-archive.ts';
import { ed25519Cases } from './ed25519-cases.ts';
import { vectorIssuerKey } from './vector-issuer-key.ts';

/**
 * The test vectors beside docs/protocol.md: one round of four deputies, two of whom cast electronically and one
 * on paper, from the seeds to the signed archive. Nothing in them is random. To write them anew:
 *
 *     node tests/support/docs-vectors.ts
 */
const roundId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const origin = 'https://vote.hall.example';
const named = (name: string): Uint8Array => sha256(utf8(`piaojue test vector: ${name}`));

const issuer = openIssuer(fromBase64url(vectorIssuerKey));
const issuerKey = parseIssuerKey(issuer.spki);
if (!issuerKey.ok) throw new Error(issuerKey.code);
const issuers = [issuerKey.value];
const ackSecret = named('acknowledgement key');
const seeds = [1, 2, 3, 4].map((number) => named(`seed of deputy ${number}`).subarray(0, 16));
const cards = seeds.map(cardFromSeed);
const candidates = [2, 1, 0].map((zeros, at): CandidateText & { id: string } => ({
	id: `00000000-0000-4000-8000-00000000000${at + 1}`,
	name: `项目${at + 1}`,
	content: `新建管网${12 + at}公里`,
	amount: zeros ? `${zeros}00万元` : '',
	funding: '',
	unit: '水利站',
	period: '2026年3月至11月',
	place: '',
	beneficiaries: ''
}));

export function docsVectors() {
	const manifest = vectorManifest();
	const hash = manifestHash(manifest);
	const deputies = [vectorDeputy(1, hash, [1, 0, 1]), vectorDeputy(2, hash, [0, 0, 1])];
	return {
		about:
			'Test vectors of docs/protocol.md, version 1. Bytes are base64url; every key is public and never to be used. ' +
			'Seeds and secrets are SHA-256 of a name, so all of it can be made again with tests/support/docs-vectors.ts.',
		roundId,
		origin,
		issuer: {
			privateKey: vectorIssuerKey,
			spki: toBase64url(issuer.spki),
			keyId: toBase64url(issuers[0]!.keyId)
		},
		acknowledgement: { secret: toBase64url(ackSecret), key: manifest.ackKey },
		candidateTexts: candidates.map(({ id: _, ...candidate }) => ({
			text: candidate,
			textHash: toBase64url(textHash(candidate))
		})),
		manifest,
		manifestCanonical: jcs(manifest),
		manifestHash: toBase64url(hash),
		fingerprint: fingerprintOf(hash),
		deputies,
		merkle: [0, 1, 2, 3, 5, 7].map((leaves) => ({
			leaves: Array.from({ length: leaves }, (_, at) => toBase64url(named(`leaf ${at}`))),
			root: toBase64url(merkleRoot(Array.from({ length: leaves }, (_, at) => named(`leaf ${at}`))))
		})),
		ed25519: ed25519Cases(),
		archive: docsArchive({ manifest, roll: roll(), cards, deputies })
	};
}

function vectorManifest(): Manifest {
	return {
		v: 1,
		roundId,
		meeting: { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', name: '某镇第十八届人民代表大会第五次会议' },
		title: '民生实事项目票决',
		kind: 'first',
		candidates: candidates.map((candidate, at) => ({
			number: at + 1,
			id: candidate.id,
			name: candidate.name,
			textHash: toBase64url(textHash(candidate))
		})),
		rules: { ...defaultRules(2), majorityBase: 'valid' },
		receipt: 'presence',
		electorate: 4,
		rollHash: toBase64url(rollHash(roll())),
		scrutineers: [
			{ name: '王监票', chief: true, publicKey: toBase64url(cards[0]!.publicKey) },
			{ name: '李监票', chief: false, publicKey: toBase64url(cards[1]!.publicKey) }
		],
		issuers: [{ spki: toBase64url(issuer.spki) }],
		ackKey: toBase64url(ed25519PublicKey(ackSecret)),
		release: { rows: [...releaseTable] }
	};
}

const roll = (): RollLine[] =>
	cards.map(({ publicKey }, at) => ({
		number: at + 1,
		cardPublicKey: toBase64url(publicKey),
		checkedIn: at < 3
	}));

/** Every value on the way from a seed to a tracker. */
function vectorDeputy(number: number, hash: Uint8Array, marks: Mark[]) {
	const seed = seeds[number - 1]!;
	const card = cards[number - 1]!;
	const { tokenSecret } = card;
	const nonce = named(`nonce of deputy ${number}`);
	const { secret, publicKey } = oneTimeKey(tokenSecret, roundId);
	const message = ticketMessage(roundId, publicKey);
	const draw = prepareDraw({ card, roundId, manifestHash: hash, issuers });
	const blindSignatures = draw.blinded.map((blinded) => issuer.blindSign(blinded));
	const tickets = finishDraw({ tokenSecret, roundId, issuers, blindSignatures });
	if (!tickets.ok) throw new Error(tickets.code);
	const random = named(`random of deputy ${number}`);
	const { body, leaf } = buildCast({
		tokenSecret,
		roundId,
		tickets: tickets.value,
		mask: encodeMask(marks),
		random
	});
	return {
		number,
		seed: toBase64url(seed),
		code: typedCode(seed),
		url: cardUrl(origin, typedCode(seed)),
		cardSecret: toBase64url(card.secret),
		cardPublicKey: toBase64url(card.publicKey),
		cardId: toBase64url(card.cardId),
		tokenSecret: toBase64url(tokenSecret),
		nonce: toBase64url(nonce),
		loginMessage: toBase64url(loginMessage(origin, nonce)),
		loginSignature: toBase64url(signLogin(card.secret, origin, nonce)),
		oneTimeSecret: toBase64url(secret),
		key: toBase64url(publicKey),
		ticketMessage: toBase64url(message),
		encodedMessage: toBase64url(emsaPssEncode(message, 8 * TICKET_BYTES - 1, new Uint8Array(0))),
		blindingFactor: toBase64url(toBytes(blindingFactor(tokenSecret, roundId, issuers[0]!), TICKET_BYTES)),
		blinded: draw.blinded.map(toBase64url),
		drawMessage: toBase64url(drawMessage(roundId, hash, draw.blinded)),
		drawSignature: toBase64url(draw.signature),
		blindSignatures: blindSignatures.map(toBase64url),
		tickets: tickets.value.map(toBase64url),
		marks,
		mask: toBase64url(encodeMask(marks)),
		random: toBase64url(random),
		leaf: toBase64url(leaf),
		castMessage: toBase64url(castMessage(roundId, leaf)),
		castSignature: (JSON.parse(body) as { signature: string }).signature,
		castBody: body,
		ackMessage: toBase64url(ackMessage(roundId, leaf)),
		ack: toBase64url(signAck(ackSecret, roundId, leaf)),
		tracker: trackerOf(leaf)
	};
}

if (import.meta.main) {
	const file = fileURLToPath(new URL('../../docs/protocol-vectors.json', import.meta.url));
	const options = await resolveConfig(file);
	writeFileSync(file, await format(JSON.stringify(docsVectors()), { ...options, filepath: file }));
}
