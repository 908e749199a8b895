import {
	publicFiles,
	sealedFiles,
	sealedHashMeta,
	type ChannelResult,
	type DrawLine,
	type PaperFile,
	type PublicArchive,
	type RollLine,
	type SealedArchive,
	type SealedBallot
} from '#lib/crypto/archive.ts';
import {
	AUDIT_START,
	auditHash,
	nextAuditRecord,
	type AuditDetail,
	type AuditRecord
} from '#lib/crypto/audit.ts';
import { fromBase64url, toBase64url, utf8 } from '#lib/crypto/bytes.ts';
import { cardFromSeed, type Card } from '#lib/crypto/card.ts';
import { buildCast, leafOf } from '#lib/crypto/cast.ts';
import { ed25519PublicKey } from '#lib/crypto/ed25519.ts';
import { parseIssuerKey, type IssuerKey } from '#lib/crypto/issuer-key.ts';
import { manifestHash, rollHash, textHash, type Manifest } from '#lib/crypto/manifest.ts';
import { merkleRoot } from '#lib/crypto/merkle.ts';
import { resultHash, sealedFilesHash, signResult } from '#lib/crypto/result-hash.ts';
import { sha256 } from '#lib/crypto/sha256.ts';
import { finishDraw, prepareDraw } from '#lib/crypto/ticket.ts';
import { encodeMask, type Mark } from '#lib/domain/ballot.ts';
import { tallyBallots } from '#lib/domain/count.ts';
import { decide } from '#lib/domain/decide.ts';
import { releaseTable } from '#lib/domain/release.ts';
import { defaultRules, isSurvey, type RuleSet } from '#lib/domain/rule-set.ts';
import { addMarks, emptySums, mergeSums } from '#lib/domain/sums.ts';
import { generateIssuer, openIssuer } from '#lib/server/issuer.ts';

/** Both archives of a round as plain data, free to be changed before `filesOf`. */
export type Archives = { board: PublicArchive; sealed: SealedArchive };

/** A town's round as it really goes, with real tickets and signatures, and the secrets to do it again. */
export type ArchiveWorld = {
	archives: Archives;
	/** The card of deputy `number`, and the scrutineers' own, chief first. */
	card: (number: number) => Card;
	scrutineers: Card[];
	/** A ballot nobody cast yet, with a valid ticket, of a deputy who drew and kept the paper. */
	unusedBallot: (marks: Mark[]) => SealedBallot;
	/** Casts again for a deputy who already did. */
	otherBallot: (number: number, marks: Mark[]) => SealedBallot;
};

const ELECTORATE = 76;
const CHECKED_IN = 70;
const DREW_PAPER = [66, 67, 68, 69, 70];
const DREW = Array.from({ length: 62 }, (_, at) => at + 1);
const CAST = DREW.slice(0, 60);
const REISSUED = 7;
const DRAWN_AT_OPENING = 55;
const ROUND_ID = 'a3f1c2d4-5b6e-4f70-8192-a3b4c5d6e7f8';

/** 76 deputies, 70 present, 62 ballots drawn electronically and 5 on paper, 60 cast and 4 returned. */
export async function archiveWorld(changes: Partial<RuleSet> = {}): Promise<ArchiveWorld> {
	const pair = await generateIssuer();
	const issuer = openIssuer(pair.privateKey);
	const parsed = parseIssuerKey(pair.spki);
	if (!parsed.ok) throw new Error(parsed.code);
	const issuers: IssuerKey[] = [parsed.value];
	const cards = new Map(Array.from({ length: ELECTORATE }, (_, at) => [at + 1, cardOf(`card ${at + 1}`)]));
	const oldKey = toBase64url(cards.get(REISSUED)!.publicKey);
	const card = (number: number): Card => cards.get(number)!;
	const roll: RollLine[] = [...cards].map(([number, { publicKey }]) => ({
		number,
		cardPublicKey: toBase64url(publicKey),
		checkedIn: number <= CHECKED_IN
	}));
	cards.set(REISSUED, cardOf('reissued card'));

	const scrutineers = [cardOf('chief scrutineer'), cardOf('scrutineer')];
	const manifest = manifestOf({ ...defaultRules(5), ...changes }, roll, pair.spki, scrutineers);
	const hash = manifestHash(manifest);
	const ids = manifest.candidates.map(({ id }) => id);
	const survey = isSurvey(manifest.rules);
	const filled = (number: number) => (survey ? gradesOf : marksOf)(number, ids.length);

	const draws = new Map(
		DREW.map((number) => {
			const draw = prepareDraw({ card: card(number), roundId: ROUND_ID, manifestHash: hash, issuers });
			const blindSignatures = draw.blinded.map((blinded) => issuer.blindSign(blinded));
			const { tokenSecret } = card(number);
			const tickets = finishDraw({ tokenSecret, roundId: ROUND_ID, issuers, blindSignatures });
			if (!tickets.ok) throw new Error(tickets.code);
			return [number, { ...draw, tickets: tickets.value }];
		})
	);
	const ballotOf = (number: number, marks: Mark[], random = `random ${number}`): SealedBallot => {
		const { tokenSecret } = card(number);
		const { tickets } = draws.get(number)!;
		const ballot = {
			tokenSecret,
			roundId: ROUND_ID,
			tickets,
			mask: encodeMask(marks),
			random: sha256(utf8(random))
		};
		const {
			v: _,
			pad: __,
			...members
		} = JSON.parse(buildCast(ballot).body) as SealedBallot & { v: 1; pad: string };
		return members;
	};

	const paper: PaperFile = {
		issued: DREW_PAPER.length,
		unreadable: 1,
		ballots: [
			{ count: 2, approve: ids.slice(0, 5), against: [], ...(survey && { basic: ids.slice(7) }) },
			{ count: 1, approve: ids.slice(0, 6), against: [], ...(survey && { basic: [] }) }
		]
	};
	const records = auditOf(oldKey, toBase64url(card(REISSUED).publicKey));
	const sealed: SealedArchive = {
		ballots: sortedByLeaf(CAST.map((number) => ballotOf(number, filled(number)))),
		draws: [
			...DREW.map((number): DrawLine => {
				const { blinded, signature } = draws.get(number)!;
				const cardPublicKey = toBase64url(card(number).publicKey);
				return {
					number,
					cardPublicKey,
					blinded: blinded.map(toBase64url),
					signature: toBase64url(signature)
				};
			}),
			...DREW_PAPER.map((number): DrawLine => ({ number, paper: true }))
		],
		roll,
		paper,
		audit: records
	};
	const board = boardOf(manifest, sealed, CAST.map(filled));
	const world: ArchiveWorld = {
		archives: { board, sealed },
		card,
		scrutineers,
		unusedBallot: (marks) => ballotOf(DREW.at(-1)!, marks),
		otherBallot: (number, marks) => ballotOf(number, marks, 'another random')
	};
	sign(world.archives, scrutineers);
	return world;
}

/** The archives as files by name, as they are: what does not fit together stays so. */
export const filesOf = ({ board, sealed }: Archives): Map<string, Uint8Array> =>
	new Map([...publicFiles(board), ...sealedFiles(sealed)].map(({ name, content }) => [name, content]));

/** Names the sealed archive in the report and has the result signed, whatever it says by now. */
export function sign({ board, sealed }: Archives, signers: readonly Card[]): void {
	const sealedHash = sealedFilesHash(sealedFiles(sealed).map(({ content }) => content));
	board.report = `<!doctype html><head>${sealedHashMeta(sealedHash)}<title>计票报告</title></head>`;
	const hash = resultHash({
		roundId: board.manifest.roundId,
		manifestHash: manifestHash(board.manifest),
		root: merkleRoot(board.leaves),
		resultJson: publicFiles(board).find(({ name }) => name === 'public/result.json')!.content,
		sealedHash,
		auditHead: fromBase64url(board.auditHead.head)
	});
	board.signatures = signers.map((card) => {
		const publicKey = toBase64url(card.publicKey);
		const { name, chief } = board.manifest.scrutineers.find((one) => one.publicKey === publicKey) ?? {
			name: '路人',
			chief: false
		};
		return { name, chief, publicKey, signature: toBase64url(signResult(card.secret, hash)) };
	});
}

export const sortedByLeaf = (ballots: SealedBallot[]): SealedBallot[] =>
	ballots
		.map((ballot) => ({ ballot, leaf: toBase64url(leafOfBallot(ballot)) }))
		.sort((a, b) => Buffer.compare(Buffer.from(a.leaf, 'base64url'), Buffer.from(b.leaf, 'base64url')))
		.map(({ ballot }) => ballot);

export const leafOfBallot = (ballot: SealedBallot): Uint8Array =>
	leafOf({
		roundId: ROUND_ID,
		key: fromBase64url(ballot.key),
		mask: fromBase64url(ballot.mask),
		random: fromBase64url(ballot.random)
	});

/** Links the records again after one was changed, and returns the head. */
export function relink(records: AuditRecord[]): PublicArchive['auditHead'] {
	let head = AUDIT_START;
	for (const [at, { at: time, actor, act, detail }] of [...records].entries()) {
		records[at] = nextAuditRecord(head, { at: time, actor, act, detail });
		head = { count: at + 1, head: toBase64url(auditHash(records[at])) };
	}
	return head;
}

const cardOf = (name: string): Card => cardFromSeed(sha256(utf8(name)).subarray(0, 16));

/** Up to five approvals, more for the candidates listed first; the same every time. */
function marksOf(number: number, candidates: number): Mark[] {
	const dice = sha256(utf8(`marks ${number}`));
	const marks = Array.from({ length: candidates }, (): Mark => 0);
	for (let at = 0; at < 5; at++)
		marks[Math.min(dice[2 * at]! % candidates, dice[2 * at + 1]! % candidates)] = 1;
	return marks;
}

/** Any grade for any project, or none. */
const gradesOf = (number: number, candidates: number): Mark[] =>
	Array.from(sha256(utf8(`marks ${number}`)).subarray(0, candidates), (dice) => (dice & 3) as Mark);

function manifestOf(rules: RuleSet, roll: RollLine[], spki: Uint8Array, scrutineers: Card[]): Manifest {
	const text = { content: '', amount: '', funding: '', unit: '', period: '', place: '', beneficiaries: '' };
	return {
		v: 1,
		roundId: ROUND_ID,
		meeting: { id: 'b4f1c2d4-5b6e-4f70-8192-a3b4c5d6e7f8', name: '某镇第十八届人民代表大会第五次会议' },
		title: '民生实事项目票决',
		kind: 'first',
		candidates: Array.from({ length: 9 }, (_, at) => ({
			number: at + 1,
			id: `00000000-0000-4000-8000-00000000000${at + 1}`,
			name: `项目${at + 1}`,
			textHash: toBase64url(textHash({ name: `项目${at + 1}`, ...text }))
		})),
		rules,
		receipt: 'presence',
		electorate: ELECTORATE,
		rollHash: toBase64url(rollHash(roll)),
		scrutineers: scrutineers.map(({ publicKey }, at) => ({
			name: ['王监票', '李监票'][at]!,
			chief: at === 0,
			publicKey: toBase64url(publicKey)
		})),
		issuers: [{ spki: toBase64url(spki) }],
		ackKey: toBase64url(ed25519PublicKey(sha256(utf8('ack')))),
		release: rules.tallyDisplay === 'after-close' ? null : { rows: [...releaseTable] }
	};
}

function auditOf(oldKey: string, newKey: string): AuditRecord[] {
	const acts: [string, string, AuditDetail | null][] = [
		// Before the roll was frozen: the roll knows only its outcome.
		['office-1', 'card-reissued', { number: 3, old: toBase64url(new Uint8Array(32)), new: oldKey }],
		['office-1', 'round-ready', null],
		['office-2', 'card-reissued', { number: REISSUED, old: oldKey, new: newKey }],
		['chair', 'round-opened', { drawn: DRAWN_AT_OPENING }],
		['chair', 'round-closed', null],
		['system', 'round-counted', { returned: CAST.length }]
	];
	const records = acts.map(([actor, act, detail]): AuditRecord => ({
		seq: 1,
		at: '2026-01-20T09:00:00+08:00',
		actor,
		act,
		detail,
		prev: ''
	}));
	relink(records);
	return records;
}

function boardOf(manifest: Manifest, sealed: SealedArchive, marks: Mark[][]): PublicArchive {
	const { rules, kind, electorate } = manifest;
	const ids = manifest.candidates.map(({ id }) => id);
	const inBox = emptySums(ids, rules);
	for (const ballot of marks) addMarks(inBox, ballot);
	const onPaper = tallyBallots({ rules, candidates: ids, ...sealed.paper });
	const electronic = channel(DREW.length, { returned: marks.length, invalid: 0 }, inBox);
	const paper = channel(sealed.paper.issued, onPaper, onPaper.sums);
	const sum = decide({
		rules,
		kind,
		electorate,
		present: CHECKED_IN,
		issued: electronic.issued + paper.issued,
		returned: electronic.returned + paper.returned,
		invalid: electronic.invalid + paper.invalid,
		sums: mergeSums(inBox, onPaper.sums)
	});
	return {
		manifest,
		leaves: sealed.ballots.map(leafOfBallot),
		result: { electronic, paper, sum },
		releases:
			rules.tallyDisplay === 'after-close'
				? { from: null, shown: [] }
				: { from: 40, shown: [12, 30, 45].map((released) => shown(marks.slice(0, released))) },
		auditHead: relink(sealed.audit),
		signatures: [],
		report: ''
	};
}

const channel = (
	issued: number,
	{ returned, invalid }: { returned: number; invalid: number },
	standings: ChannelResult['standings']
): ChannelResult => ({
	issued,
	returned,
	notReturned: issued - returned,
	valid: returned - invalid,
	invalid,
	standings
});

const shown = (marks: Mark[][]) => ({
	released: marks.length,
	approve: marks[0]!.map((_, at) => 5 * Math.floor(marks.filter((ballot) => ballot[at] === 1).length / 5))
});
