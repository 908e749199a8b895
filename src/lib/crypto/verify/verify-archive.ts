import type { CountResult } from '../../domain/decide.ts';
import { releaseRow } from '../../domain/release.ts';
import { isGrade, type Grade } from '../../domain/tracker/satisfaction.ts';
import { ok } from '../../domain/result.ts';
import {
	readSealedHashMeta,
	SEALED_FILES,
	type PublicArchive,
	type ResultSignature,
	type SealedArchive
} from '../archive.ts';
import { verifyChain, type AuditRecord } from '../audit.ts';
import { fromBase64url, parseBase64url, toBase64url } from '../bytes.ts';
import type { Manifest } from '../manifest.ts';
import { merkleRoot } from '../merkle.ts';
import { resultHash, sealedFilesHash } from '../result-hash.ts';
import { fault, type Checked } from './archive-fault.ts';
import { parseArchives, type ArchiveFiles } from './parse-archive.ts';
import { verifyBallots, verifyPaper } from './verify-ballots.ts';
import { verifyDraws } from './verify-draws.ts';
import { sameFingerprint, verifyManifest, type RoundTerms } from './verify-manifest.ts';
import { verifyNumbers } from './verify-numbers.ts';
import { verifySignatures } from './verify-signatures.ts';

/** What the signed paper report says; each is compared when given. */
export type PaperReport = { fingerprint?: string; resultHash?: string };

/** What a good archive says of itself. Nothing in it was compared with anything outside but `compared`. */
export type ArchiveStatement = {
	/** Null where only the sealed archive was at hand. */
	round: {
		roundId: string;
		meeting: string;
		title: string;
		fingerprint: string;
		/** Of the Merkle tree, and the result hash, base64url. */
		root: string;
		resultHash: string;
		/** What the result hash was computed with: the sealed files, or their hash as the report names it. */
		sealedPart: 'files' | 'named-by-report' | 'not-at-hand';
		sum: CountResult;
		/** Names of the chosen candidates, in the order of the count. */
		elected: string[];
		/** Of a survey: every project by name with its grade, in ballot order; empty for a vote. */
		graded: { name: string; grade: Grade }[];
		signers: ResultSignature[];
	} | null;
	/** Null where only the public archive was at hand. */
	sealed: {
		ballots: number;
		draws: number;
		roll: number;
		auditRecords: number;
		/** How a tie or a shortfall of this round was settled, as the audit tells it. */
		settled: { kind: string; chosen: string; note: string } | null;
	} | null;
	compared: { fingerprint: boolean; resultHash: boolean };
};

/**
 * Verifies a public archive, a sealed one, or both together, by the pure core alone: no server, no database,
 * no network, no clock. The first failure is the answer. Both together are a whole recount; the public one
 * alone shows that numbers, leaves and signatures agree; the sealed one alone that its roll, draws and audit do.
 */
export function verifyArchive(files: ArchiveFiles, report: PaperReport = {}): Checked<ArchiveStatement> {
	const archives = parseArchives(files);
	if (!archives.ok) return archives;
	const { public: board, sealed } = archives.value;
	if (!board) return verifySealedAlone(sealed!, report);

	const terms = verifyManifest(board.manifest);
	if (!terms.ok) return terms;
	if (report.fingerprint !== undefined && !sameFingerprint(terms.value, report.fingerprint)) {
		return fault('fingerprint-differs', { fingerprint: terms.value.fingerprint });
	}
	const contents = sealed
		? verifyTogether(board, sealed, terms.value)
		: verifyNumbers(board, terms.value, null);
	if (!contents.ok) return contents;

	const root = merkleRoot(board.leaves);
	const hash = hashToSign(board, files, terms.value, root, report);
	if (!hash.ok) return hash;
	const signed = verifySignatures(board.signatures, terms.value, hash.value.resultHash);
	if (!signed.ok) return signed;
	const { manifest, fingerprint } = terms.value;
	return ok({
		round: {
			roundId: manifest.roundId,
			meeting: manifest.meeting.name,
			title: manifest.title,
			fingerprint,
			root: toBase64url(root),
			resultHash: toBase64url(hash.value.resultHash),
			sealedPart: hash.value.sealedPart,
			sum: board.result.sum,
			elected: namesOf(board.result.sum.elected, manifest),
			graded: gradesOf(board.result.sum, manifest),
			signers: board.signatures
		},
		sealed: sealed && sizes(sealed),
		compared: { fingerprint: report.fingerprint !== undefined, resultHash: report.resultHash !== undefined }
	});
}

function verifySealedAlone(sealed: SealedArchive, report: PaperReport): Checked<ArchiveStatement> {
	// Both values are made with the manifest, which is in the public archive.
	if (report.fingerprint !== undefined || report.resultHash !== undefined)
		return fault('public-archive-missing');
	const chain = verifyChain(sealed.audit);
	if (!chain.ok) return chain;
	const draws = verifyDraws(sealed, null);
	if (!draws.ok) return draws;
	return ok({ round: null, sealed: sizes(sealed), compared: { fingerprint: false, resultHash: false } });
}

/** Everything the two archives say of each other, up to the signatures. */
function verifyTogether(board: PublicArchive, sealed: SealedArchive, terms: RoundTerms): Checked {
	const chain = verifyChain(sealed.audit);
	if (!chain.ok) return chain;
	const { count, head } = chain.value;
	if (board.auditHead.count !== count || board.auditHead.head !== head) return fault('audit-head-differs');
	const draws = verifyDraws(sealed, terms);
	if (!draws.ok) return draws;
	const { electronic, paper } = board.result;
	if (draws.value.electronic !== electronic.issued || draws.value.paper !== paper.issued)
		return fault('issued-differs');
	const ballots = verifyBallots(sealed.ballots, terms, board.leaves, electronic);
	if (!ballots.ok) return ballots;
	const onPaper = verifyPaper(sealed.paper, terms, paper);
	if (!onPaper.ok) return onPaper;
	const numbers = verifyNumbers(board, terms, draws.value.checkedIn);
	if (!numbers.ok) return numbers;
	return verifyOpening(board, sealed.audit);
}

/** The release row must be the one that the audit's last opening names, by the row or by the ballots drawn. */
function verifyOpening(board: PublicArchive, audit: readonly AuditRecord[]): Checked {
	if (!board.manifest.release) return ok(null);
	const opening = audit.filter(({ act }) => act === 'round-open' || act === 'round-opened').pop();
	const { row, drawn } = opening?.detail ?? {};
	if (typeof row !== 'number' && typeof drawn !== 'number') return ok(null);
	const from = typeof row === 'number' ? row : (releaseRow(drawn as number)?.from ?? 0);
	return from === (board.releases.from ?? 0) ? ok(null) : fault('release-row-differs', { from });
}

/** The result hash, from the sealed files, else from their hash in the report, else from the paper report. */
function hashToSign(
	board: PublicArchive,
	files: ArchiveFiles,
	terms: RoundTerms,
	root: Uint8Array,
	report: PaperReport
): Checked<{ resultHash: Uint8Array; sealedPart: 'files' | 'named-by-report' | 'not-at-hand' }> {
	const given = report.resultHash === undefined ? null : parseBase64url(report.resultHash.trim(), 32);
	if (report.resultHash !== undefined && !given) return fault('result-hash-differs');
	const named = readSealedHashMeta(board.report);
	const isSealedHere = files.has(SEALED_FILES[0]);
	const sealedHash = isSealedHere
		? sealedFilesHash(SEALED_FILES.map((name) => files.get(name)!))
		: named && fromBase64url(named);
	if (!sealedHash) {
		return given ? ok({ resultHash: given, sealedPart: 'not-at-hand' }) : fault('result-hash-unknown');
	}
	if (named !== null && named !== toBase64url(sealedHash)) return fault('sealed-hash-differs');
	const hash = resultHash({
		roundId: terms.manifest.roundId,
		manifestHash: terms.hash,
		root,
		resultJson: files.get('public/result.json')!,
		sealedHash,
		auditHead: fromBase64url(board.auditHead.head)
	});
	if (given && toBase64url(given) !== toBase64url(hash)) {
		return fault('result-hash-differs', { resultHash: toBase64url(hash) });
	}
	return ok({ resultHash: hash, sealedPart: isSealedHere ? 'files' : 'named-by-report' });
}

const namesOf = (ids: readonly string[], { candidates }: Manifest): string[] =>
	ids.map((id) => candidates.find((candidate) => candidate.id === id)!.name);

const gradesOf = ({ standings }: CountResult, manifest: Manifest): { name: string; grade: Grade }[] =>
	standings.flatMap(({ candidate, outcome }) =>
		isGrade(outcome) ? [{ name: namesOf([candidate], manifest)[0]!, grade: outcome }] : []
	);

const sizes = (sealed: SealedArchive) => ({
	ballots: sealed.ballots.length,
	draws: sealed.draws.length,
	roll: sealed.roll.length,
	auditRecords: sealed.audit.length,
	settled: settledIn(sealed.audit)
});

/** The audit ends with the count of this round; its settlement, if it had one, comes shortly before. */
function settledIn(audit: readonly AuditRecord[]): { kind: string; chosen: string; note: string } | null {
	const counted = audit.at(-1)?.detail?.round;
	const record = audit
		.filter(({ act, detail }) => act === 'result-settled' && detail?.round === counted)
		.at(-1);
	if (!record?.detail) return null;
	const { kind, chosen, note } = record.detail;
	return { kind: String(kind), chosen: String(chosen ?? ''), note: String(note ?? '') };
}
