import { describe, expect, test } from 'vitest';
import { toBase64url, utf8 } from '#lib/crypto/bytes.ts';
import { cardFromSeed } from '#lib/crypto/card.ts';
import { fingerprintOf, manifestHash } from '#lib/crypto/manifest.ts';
import type { ArchiveFault } from '#lib/crypto/verify/archive-fault.ts';
import { surveyRules } from '#lib/domain/rule-set.ts';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import { archiveWorld, filesOf, sign, type Archives } from './support/archive-world.ts';

const world = await archiveWorld();
const genuine = filesOf(world.archives);
const stranger = cardFromSeed(new Uint8Array(16).fill(99));
const fingerprint = fingerprintOf(manifestHash(world.archives.board.manifest));

/** A copy of the archives to change; what `signed` returns was signed anew, as a dishonest office would. */
const copy = (): Archives => structuredClone(world.archives);
const signed = (archives: Archives, signers = world.scrutineers) => {
	sign(archives, signers);
	return filesOf(archives);
};

describe('a genuine archive', () => {
	test('verifies, both parts together', () => {
		const verified = verifyArchive(genuine);
		expect(verified).toMatchObject({
			ok: true,
			value: {
				round: { fingerprint, sealedPart: 'files', sum: { issued: 67, returned: 64, invalid: 2 } },
				sealed: { ballots: 60, draws: 67, roll: 76, auditRecords: 6 },
				compared: { fingerprint: false, resultHash: false }
			}
		});
	});

	test('verifies in public alone, up to the signatures', () => {
		expect(verifyArchive(only('public/'))).toMatchObject({
			ok: true,
			value: { round: { sealedPart: 'named-by-report', resultHash: resultHash() }, sealed: null }
		});
	});

	test('verifies sealed alone, as far as that goes', () => {
		expect(verifyArchive(only('sealed/'))).toMatchObject({
			ok: true,
			value: { round: null, sealed: { ballots: 60 } }
		});
	});

	test('is compared with the signed paper report when its values are given', () => {
		const report = { fingerprint: fingerprint.toLowerCase().replace(/-/g, ' '), resultHash: resultHash() };
		expect(verifyArchive(genuine, report)).toMatchObject({
			ok: true,
			value: { compared: { fingerprint: true, resultHash: true } }
		});
	});

	test('verifies where nothing was shown before the count, and where the majority is of those present', async () => {
		const { archives } = await archiveWorld({ tallyDisplay: 'after-close', majorityBase: 'present' });
		expect(verifyArchive(filesOf(archives)).ok).toBe(true);
		const board = new Map([...filesOf(archives)].filter(([name]) => name.startsWith('public/')));
		expect(verifyArchive(board).ok).toBe(true);
	});
});

describe('the archive of a survey', async () => {
	const survey = await archiveWorld(surveyRules(9, { base: 'present', rule: 'majority' }));
	const ofBoard = (files: Map<string, Uint8Array>) =>
		new Map([...files].filter(([name]) => name.startsWith('public/')));
	const forged = (forge: (archives: Archives) => void) => {
		const archives = structuredClone(survey.archives);
		forge(archives);
		sign(archives, survey.scrutineers);
		return filesOf(archives);
	};

	test('verifies whole and in public alone, with a grade for every project', () => {
		const files = filesOf(survey.archives);
		for (const part of [files, ofBoard(files)]) {
			const verified = verifyArchive(part);
			expect(verified).toMatchObject({ ok: true, value: { round: { elected: [], sum: { threshold: 36 } } } });
			const { standings } = (verified.ok && verified.value.round?.sum) || { standings: [] };
			expect(standings).toHaveLength(9);
			expect(new Set(standings.map(({ outcome }) => outcome))).toEqual(new Set(['basic', 'dissatisfied']));
		}
	});

	test.each<[string, ArchiveFault, (archives: Archives) => void]>([
		['a better grade', 'sum-differs', ({ board }) => (board.result.sum.standings[0]!.outcome = 'satisfied')],
		[
			'a 不满意 made 基本满意',
			'sum-differs',
			({ board: { result } }) => {
				result.electronic.standings[0]!.against -= 1;
				result.electronic.standings[0]!.basic! += 1;
			}
		],
		[
			'the 基本满意 of a project left out',
			'totals-do-not-add-up',
			({ board }) => delete board.result.electronic.standings[0]!.basic
		],
		['fewer seats than projects', 'bad-manifest', ({ board }) => (board.manifest.rules.seats = 8)],
		[
			'the majority of another base',
			'bad-manifest',
			({ board }) => (board.manifest.rules.majorityBase = 'valid')
		]
	])('%s is found in public', (_, code, forge) => {
		expect(verifyArchive(ofBoard(forged(forge)))).toMatchObject({ ok: false, code });
	});

	test('a grade exchanged in both columns is found with the ballots', () => {
		const files = forged(({ board: { result } }) => {
			for (const { standings } of [result.electronic, result.sum]) {
				standings[0]!.against -= 1;
				standings[0]!.basic! += 1;
			}
		});
		expect(verifyArchive(files)).toMatchObject({ ok: false, code: 'electronic-count-differs' });
	});

	test('a rule of a survey has no place in a vote', () => {
		const archives = copy();
		archives.board.manifest.rules.grading = 'majority';
		expect(verifyArchive(signed(archives))).toMatchObject({ ok: false, code: 'bad-form' });
	});
});

describe('without the sealed archive', () => {
	const published: [string, ArchiveFault, (archives: Archives) => void][] = [
		[
			'a leaf too many',
			'leaves-count-differs',
			({ board }) => void board.leaves.push(new Uint8Array(32).fill(255))
		],
		[
			'a vote added',
			'totals-do-not-add-up',
			({ board }) => (board.result.electronic.standings[0]!.approve += 1)
		],
		['ballots lost', 'totals-do-not-add-up', ({ board }) => (board.result.paper.notReturned = 0)],
		['a candidate left out', 'totals-do-not-add-up', ({ board }) => void board.result.paper.standings.pop()],
		['an invalid electronic ballot', 'electronic-ballots-invalid', invalidateOne],
		[
			'more cast than drawn',
			'electronic-returned-exceeds-issued',
			({ board }) => issue(board.result.electronic, 59)
		],
		[
			'more returned on paper than issued',
			'paper-returned-exceeds-issued',
			({ board }) => issue(board.result.paper, 3)
		],
		[
			'more returned than issued',
			'returned-exceeds-issued',
			({ board }) => {
				issue(board.result.electronic, 59);
				issue(board.result.paper, 4);
			}
		],
		[
			'more issued than there are deputies',
			'issued-exceeds-checked-in',
			({ board }) => issue(board.result.electronic, 72)
		],
		['a void result', 'round-is-void', ({ board }) => (board.result.sum.status = 'void')],
		['votes moved from one candidate to another', 'sum-differs', ({ board }) => moveVote(board)],
		[
			'a signature of nobody in the manifest',
			'unknown-signer',
			({ board }) => (board.signatures[1]!.name = '路人')
		],
		[
			'a scrutineer who calls himself chief',
			'unknown-signer',
			({ board }) => (board.signatures[1]!.chief = true)
		],
		[
			'one scrutineer’s signature twice',
			'signer-repeated',
			({ board }) => (board.signatures[1] = board.signatures[0]!)
		],
		[
			'a signature exchanged',
			'bad-result-signature',
			({ board }) => (board.signatures[0]!.signature = board.signatures[1]!.signature)
		],
		['the chief’s signature alone', 'too-few-signatures', ({ board }) => void board.signatures.pop()],
		['no chief’s signature', 'too-few-signatures', ({ board }) => void board.signatures.shift()],
		['nobody’s signature', 'too-few-signatures', ({ board }) => (board.signatures = [])]
	];

	test.each(published)('%s: %s', (_, code, change) => {
		const archives = copy();
		change(archives);
		expect(verifyArchive(only('public/', filesOf(archives)))).toMatchObject({ ok: false, code });
	});

	test('a report that names no sealed archive leads to no result hash, unless the paper one is given', () => {
		const files = only('public/');
		files.set('public/report.html', utf8('<!doctype html>'));
		expect(verifyArchive(files)).toMatchObject({ code: 'result-hash-unknown' });
		expect(verifyArchive(files, { resultHash: resultHash() })).toMatchObject({
			ok: true,
			value: { round: { sealedPart: 'not-at-hand' } }
		});
		expect(verifyArchive(files, { resultHash: toBase64url(new Uint8Array(32)) })).toMatchObject({
			code: 'bad-result-signature'
		});
	});

	test.each([
		['out of order', (lines: string[]) => lines.reverse()],
		['repeated', (lines: string[]) => [lines[0]!, ...lines.slice(0, -1)]]
	])('leaves %s are noticed', (_, change) => {
		const files = only('public/');
		edit(files, 'public/leaves.txt', (text) => change(text.trimEnd().split('\n')).join('\n') + '\n');
		expect(verifyArchive(files)).toMatchObject({ ok: false, code: 'leaves-not-sorted' });
	});

	test('another audit head is not what was signed', () => {
		const archives = copy();
		archives.board.auditHead.head = toBase64url(new Uint8Array(32));
		expect(verifyArchive(only('public/', filesOf(archives)))).toMatchObject({ code: 'bad-result-signature' });
	});
});

describe('the result hash', () => {
	test('over other sealed files than the report names is noticed', () => {
		const files = new Map(genuine);
		const other = copy();
		other.board.report = other.board.report.replace(
			/content="[^"]+"/,
			`content="${toBase64url(new Uint8Array(32))}"`
		);
		files.set('public/report.html', utf8(other.board.report));
		expect(verifyArchive(files)).toMatchObject({ ok: false, code: 'sealed-hash-differs' });
	});

	test('signed by strangers is worth nothing', () => {
		expect(verifyArchive(signed(copy(), [world.scrutineers[0]!, stranger]))).toMatchObject({
			code: 'unknown-signer'
		});
	});

	test('and the fingerprint are compared with what the paper report says', () => {
		const other = toBase64url(new Uint8Array(32));
		expect(verifyArchive(genuine, { resultHash: other })).toMatchObject({ code: 'result-hash-differs' });
		expect(verifyArchive(genuine, { resultHash: 'nonsense' })).toMatchObject({ code: 'result-hash-differs' });
		expect(verifyArchive(genuine, { fingerprint: '0000-0000-0000-0000-0000' })).toMatchObject({
			code: 'fingerprint-differs'
		});
		expect(verifyArchive(only('sealed/'), { fingerprint })).toMatchObject({ code: 'public-archive-missing' });
	});
});

describe('the form of the files', () => {
	const spoiled: [string, ArchiveFault, (files: Map<string, Uint8Array>) => void][] = [
		['nothing at all', 'no-archive', (files) => files.clear()],
		['a file missing', 'missing-file', (files) => files.delete('public/leaves.txt')],
		['a sealed file missing', 'missing-file', (files) => files.delete('sealed/paper.json')],
		['a file too many', 'unexpected-file', (files) => files.set('sealed/notes.txt', utf8(''))],
		['a file outside', 'unexpected-file', (files) => files.set('readme.txt', utf8(''))],
		[
			'a blank in JSON',
			'not-canonical',
			(files) => edit(files, 'public/result.json', (text) => text.replace(':', ': '))
		],
		[
			'no newline at the end',
			'not-canonical',
			(files) => edit(files, 'sealed/roll.jsonl', (text) => text.slice(0, -1))
		],
		[
			'carriage returns',
			'not-canonical',
			(files) => edit(files, 'sealed/roll.jsonl', (text) => text.replace(/\n/g, '\r\n'))
		],
		[
			'two values in one file',
			'not-canonical',
			(files) => edit(files, 'public/manifest.json', (text) => text + text)
		],
		[
			'a member named twice',
			'not-canonical',
			(files) => edit(files, 'sealed/paper.json', (text) => text.replace('{', '{"issued":5,'))
		],
		[
			'a fraction',
			'not-canonical',
			(files) => edit(files, 'public/audit-head.json', (text) => text.replace('6', '6.5'))
		],
		['no UTF-8', 'not-canonical', (files) => files.set('public/report.html', Uint8Array.of(0xff))],
		['no JSON', 'not-canonical', (files) => files.set('public/manifest.json', utf8('<html>\n'))],
		[
			'a member too many',
			'bad-form',
			(files) => edit(files, 'public/audit-head.json', (text) => text.replace('}', ',"x":1}'))
		],
		[
			'a count that is text',
			'bad-form',
			(files) => edit(files, 'public/audit-head.json', (text) => text.replace('6', '"6"'))
		],
		['a leaf that is too short', 'bad-form', (files) => files.set('public/leaves.txt', utf8('AAAA\n'))],
		[
			'a manifest of another version',
			'bad-form',
			(files) => edit(files, 'public/manifest.json', (text) => text.replace('"v":1', '"v":2'))
		]
	];

	test.each(spoiled)('%s: %s', (_, code, spoil) => {
		const files = new Map(genuine);
		spoil(files);
		expect(verifyArchive(files)).toMatchObject({ ok: false, code });
	});

	test('every byte of every file but the report counts', () => {
		for (const [name, content] of genuine) {
			if (name === 'public/report.html') continue;
			for (const at of [0, Math.floor(content.length / 3), content.length - 2]) {
				const changed = Uint8Array.from(content);
				changed[at]! ^= 0x01;
				expect(verifyArchive(new Map(genuine).set(name, changed)).ok, `${name} byte ${at}`).toBe(false);
			}
		}
	});
});

function resultHash(): string {
	const verified = verifyArchive(genuine);
	if (!verified.ok) throw new Error(verified.code);
	return verified.value.round!.resultHash;
}

function edit(files: Map<string, Uint8Array>, name: string, change: (text: string) => string): void {
	const before = new TextDecoder().decode(files.get(name));
	const after = change(before);
	expect(after).not.toBe(before);
	files.set(name, utf8(after));
}

function moveVote(board: Archives['board']): void {
	const [first, second] = board.result.electronic.standings;
	first!.approve -= 1;
	first!.abstain += 1;
	second!.approve += 1;
	second!.abstain -= 1;
}

function invalidateOne({ board }: Archives): void {
	const { electronic } = board.result;
	electronic.valid -= 1;
	electronic.invalid += 1;
	for (const entry of electronic.standings) entry[entry.abstain > 0 ? 'abstain' : 'approve'] -= 1;
}

function issue(channel: Archives['board']['result']['paper'], issued: number): void {
	channel.issued = issued;
	channel.notReturned = issued - channel.returned;
}

function only(folder: string, files: ReadonlyMap<string, Uint8Array> = genuine): Map<string, Uint8Array> {
	return new Map([...files].filter(([name]) => name.startsWith(folder)));
}
