import {
	publicFiles,
	sealedFiles,
	sealedHashMeta,
	type PublicArchive,
	type RollLine,
	type SealedArchive
} from '#lib/crypto/archive.ts';
import { AUDIT_START, auditHash, nextAuditRecord, type AuditRecord } from '#lib/crypto/audit.ts';
import { compareBytes, fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import type { Card } from '#lib/crypto/card.ts';
import { manifestHash, type Manifest } from '#lib/crypto/manifest.ts';
import { merkleRoot } from '#lib/crypto/merkle.ts';
import { resultHash, sealedFilesHash, signResult } from '#lib/crypto/result-hash.ts';
import type { Mark } from '#lib/domain/ballot.ts';
import { decide } from '#lib/domain/decide.ts';
import { addMarks, emptySums, mergeSums } from '#lib/domain/sums.ts';

/** What the archives take of a deputy who cast electronically. */
export type DocsDeputy = {
	number: number;
	cardPublicKey: string;
	blinded: string[];
	drawSignature: string;
	key: string;
	tickets: string[];
	marks: Mark[];
	mask: string;
	random: string;
	leaf: string;
	castSignature: string;
};

/** Both archives, file by file, and what is signed of them. Deputy 3 voted on paper, deputy 4 stayed away. */
export function docsArchive(round: {
	manifest: Manifest;
	roll: RollLine[];
	cards: Card[];
	deputies: DocsDeputy[];
}) {
	const { manifest, cards, deputies } = round;
	const ids = manifest.candidates.map(({ id }) => id);
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
		roll: round.roll,
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
		roundId: manifest.roundId,
		manifestHash: manifestHash(manifest),
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
		files: Object.fromEntries(files.map(({ name, content }) => [name, new TextDecoder().decode(content)]))
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
