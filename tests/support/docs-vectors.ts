import { writeFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import {
	publicFiles,
	sealedFiles,
	sealedHashMeta,
	type PublicArchive,
	type SealedArchive
} from '#lib/crypto/archive.ts';
import { AUDIT_START, auditHash, nextAuditRecord, type AuditRecord } from '#lib/crypto/audit.ts';
import { blindingFactor } from '#lib/crypto/blind-rsa.ts';
import { compareBytes, concat, fromBase64url, toBase64url, utf8 } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardUrl, loginMessage, signLogin, typedCode } from '#lib/crypto/card.ts';
import { ackMessage, buildCast, castMessage, signAck, trackerOf } from '#lib/crypto/cast.ts';
import { ed25519PublicKey, ed25519Sign } from '#lib/crypto/ed25519.ts';
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
import { toBytes, toInteger } from '#lib/crypto/modular.ts';
import { resultHash, sealedFilesHash, signResult } from '#lib/crypto/result-hash.ts';
import { sha256 } from '#lib/crypto/sha256.ts';
import { drawMessage, finishDraw, oneTimeKey, prepareDraw, ticketMessage } from '#lib/crypto/ticket.ts';
import { encodeMask, type Mark } from '#lib/domain/ballot.ts';
import { decide } from '#lib/domain/decide.ts';
import { releaseTable } from '#lib/domain/release.ts';
import { defaultRules } from '#lib/domain/rule-set.ts';
import { addMarks, emptySums, mergeSums } from '#lib/domain/sums.ts';
import { openIssuer } from '#lib/server/issuer.ts';
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
const text = new TextDecoder();

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
		archive: vectorArchive(manifest, hash, deputies)
	};
}

export const docsVectorsFile = (): string => JSON.stringify(docsVectors(), null, '\t') + '\n';

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
		rules: defaultRules(2),
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

const roll = () =>
	cards.map(({ publicKey }, at) => ({
		number: at + 1,
		cardPublicKey: toBase64url(publicKey),
		checkedIn: at < 3
	}));

type VectorDeputy = ReturnType<typeof vectorDeputy>;

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

/** The cases in which libraries differ. */
function ed25519Cases() {
	const secret = named('ed25519');
	const message = utf8('ballot');
	const key = ed25519PublicKey(secret);
	const signature = ed25519Sign(secret, message);
	const [R, S] = [signature.subarray(0, 32), signature.subarray(32)];
	const identity = ed25519.Point.ZERO.toBytes();
	const zero = new Uint8Array(32);
	// R = identity with an honest key: S = k·a makes the equation true.
	const a = leInteger(clamped(sha512(secret).subarray(0, 32)));
	const k = leInteger(sha512(concat(identity, key, message)));
	const plusL = leBytes(leInteger(S) + ed25519.Point.Fn.ORDER);
	const cases: [string, Uint8Array, Uint8Array, Uint8Array, boolean][] = [
		['an honest signature', key, R, S, true],
		['S + L', key, R, plusL, false],
		['R = identity, S = k·a: nothing is asked of R but equality', key, identity, leBytes(k * a), true],
		['small-order key, R = identity, S = 0', identity, identity, zero, false],
		[
			'non-canonical key p + 1',
			fromBase64url('7v_______________________________________38'),
			identity,
			zero,
			false
		]
	];
	return cases.map(([name, publicKey, r, s, valid]) => ({
		name,
		publicKey: toBase64url(publicKey),
		message: toBase64url(message),
		signature: toBase64url(concat(r, s)),
		valid
	}));
}

const leInteger = (bytes: Uint8Array): bigint => toInteger(Uint8Array.from(bytes).reverse());
const leBytes = (value: bigint): Uint8Array =>
	toBytes(value < 1n << 256n ? value : value % ed25519.Point.Fn.ORDER, 32).reverse();

function clamped(half: Uint8Array): Uint8Array {
	const scalar = Uint8Array.from(half);
	scalar[0]! &= 0xf8;
	scalar[31] = (scalar[31]! & 0x7f) | 0x40;
	return scalar;
}

/** Both archives, file by file, and what is signed of them. Deputy 3 voted on paper, deputy 4 stayed away. */
function vectorArchive(manifest: Manifest, hash: Uint8Array, deputies: VectorDeputy[]) {
	const ids = candidates.map(({ id }) => id);
	const [inBox, onPaper] = [emptySums(ids), emptySums(ids)];
	for (const { marks } of deputies) addMarks(inBox, marks);
	addMarks(onPaper, [1, 0, 0]);
	const audit = vectorAudit();
	const sealed: SealedArchive = {
		ballots: [...deputies]
			.sort((a, b) => compareBytes(fromBase64url(a.leaf), fromBase64url(b.leaf)))
			.map(({ key, tickets, mask, random, castSignature }) => ({
				key,
				tickets,
				mask,
				random,
				signature: castSignature
			})),
		draws: [
			...deputies.map(({ number, cardPublicKey, blinded, drawSignature }) => ({
				number,
				cardPublicKey,
				blinded,
				signature: drawSignature
			})),
			{ number: 3, paper: true }
		],
		roll: roll(),
		paper: { issued: 1, unreadable: 0, ballots: [{ count: 1, approve: [ids[0]!], against: [] }] },
		audit
	};
	const counted = { issued: 3, returned: 3, invalid: 0, sums: mergeSums(inBox, onPaper) };
	const channel = (ballots: number, standings: typeof inBox) => ({
		issued: ballots,
		returned: ballots,
		notReturned: 0,
		valid: ballots,
		invalid: 0,
		standings
	});
	const board: PublicArchive = {
		manifest,
		leaves: deputies.map(({ leaf }) => fromBase64url(leaf)),
		result: {
			electronic: channel(2, inBox),
			paper: channel(1, onPaper),
			sum: decide({ rules: manifest.rules, kind: 'first', electorate: 4, present: 3, ...counted })
		},
		releases: { from: null, shown: [] },
		auditHead: { count: audit.length, head: toBase64url(auditHash(audit.at(-1)!)) },
		signatures: [],
		report: ''
	};
	const sealedHash = sealedFilesHash(sealedFiles(sealed).map(({ content }) => content));
	board.report = `<!doctype html>\n<html lang="zh-CN"><head>${sealedHashMeta(sealedHash)}<title>计票报告</title></head></html>\n`;
	const root = merkleRoot(board.leaves);
	const signed = resultHash({
		roundId,
		manifestHash: hash,
		root,
		resultJson: publicFiles(board).find(({ name }) => name === 'public/result.json')!.content,
		sealedHash,
		auditHead: fromBase64url(board.auditHead.head)
	});
	board.signatures = manifest.scrutineers.map((scrutineer, at) => ({
		...scrutineer,
		signature: toBase64url(signResult(cards[at]!.secret, signed))
	}));
	const files = [...publicFiles(board), ...sealedFiles(sealed)];
	return {
		root: toBase64url(root),
		sealedHash: toBase64url(sealedHash),
		resultHash: toBase64url(signed),
		files: Object.fromEntries(files.map(({ name, content }) => [name, text.decode(content)]))
	};
}

function vectorAudit(): AuditRecord[] {
	const records: AuditRecord[] = [];
	let head = AUDIT_START;
	for (const [actor, act, minute] of [
		['office-1', 'round-ready', 30],
		['chair', 'round-opened', 41],
		['system', 'round-counted', 59]
	] as const) {
		const detail = act === 'round-opened' ? { drawn: 2 } : null;
		const record = nextAuditRecord(head, { at: `2026-01-20T08:${minute}:00+08:00`, actor, act, detail });
		records.push(record);
		head = { count: record.seq, head: toBase64url(auditHash(record)) };
	}
	return records;
}

if (import.meta.main)
	writeFileSync(new URL('../../docs/protocol-vectors.json', import.meta.url), docsVectorsFile());
