import { decodeMask } from '../../domain/ballot.ts';
import { tallyBallots } from '../../domain/count.ts';
import type { CandidateSums } from '../../domain/decide.ts';
import { ok } from '../../domain/result.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import { addMarks, emptySums } from '../../domain/sums.ts';
import type { ChannelResult, PaperFile, SealedBallot } from '../archive.ts';
import { compareBytes, equalBytes, fromBase64url } from '../bytes.ts';
import { leafOf, verifyCastSignature } from '../cast.ts';
import { jcs } from '../jcs.ts';
import { verifyTickets } from '../ticket.ts';
import { fault, type Checked } from './archive-fault.ts';
import type { RoundTerms } from './verify-manifest.ts';

/**
 * Recounts the box: every ballot has valid tickets for its own key, a valid cast signature and lawful marks,
 * no key casts twice, the leaves are the published ones, and the marks add up to the published column.
 *
 * @param leaves the published ones, sorted
 */
export function verifyBallots(
	ballots: readonly SealedBallot[],
	terms: RoundTerms,
	leaves: readonly Uint8Array[],
	published: ChannelResult
): Checked {
	const sums = emptySums(terms.candidateIds, terms.manifest.rules);
	const keys = new Set<string>();
	const found: Uint8Array[] = [];
	for (const [at, ballot] of ballots.entries()) {
		const line = at + 1;
		if (keys.has(ballot.key)) return fault('ballot-key-repeated', { line });
		keys.add(ballot.key);
		const leaf = verifyBallot(ballot, terms, sums, line);
		if (!leaf.ok) return leaf;
		if (at > 0 && compareBytes(found[at - 1]!, leaf.value) >= 0) return fault('ballots-not-sorted', { line });
		found.push(leaf.value);
	}
	const isPublished =
		found.length === leaves.length && found.every((leaf, at) => equalBytes(leaf, leaves[at]!));
	if (!isPublished) return fault('leaves-differ', { ballots: found.length, leaves: leaves.length });
	return jcs(sums) === jcs(published.standings) ? ok(null) : fault('electronic-count-differs');
}

/** The leaf of one good ballot, whose marks are added to `sums`. */
function verifyBallot(
	ballot: SealedBallot,
	terms: RoundTerms,
	sums: CandidateSums[],
	line: number
): Checked<Uint8Array> {
	const { roundId, rules } = terms.manifest;
	const [key, mask, random] = [ballot.key, ballot.mask, ballot.random].map((value) => fromBase64url(value));
	const tickets = ballot.tickets.map((ticket) => fromBase64url(ticket));
	const leaf = leafOf({ roundId, key: key!, mask: mask!, random: random! });
	if (!verifyTickets(terms.issuers, roundId, key!, tickets)) return fault('bad-ticket', { line });
	if (!verifyCastSignature(key!, roundId, leaf, fromBase64url(ballot.signature))) {
		return fault('bad-cast-signature', { line });
	}
	const marks = decodeMask(mask!, sums.length, rules);
	if (!marks.ok) return fault(marks.code, { line });
	addMarks(sums, marks.value);
	return ok(leaf);
}

/** Recounts the paper ballots as they were entered, and holds them against the published column. */
export function verifyPaper(paper: PaperFile, terms: RoundTerms, published: ChannelResult): Checked {
	const { rules } = terms.manifest;
	const { candidateIds: candidates } = terms;
	for (const [at, { approve, against, basic = [] }] of paper.ballots.entries()) {
		const marked = [...approve, ...against, ...basic];
		const lawful =
			marked.every((id) => candidates.includes(id)) &&
			new Set(marked).size === marked.length &&
			(rules.marks !== 'approve' || against.length === 0) &&
			(isSurvey(rules) || basic.length === 0);
		if (!lawful) return fault('bad-paper-ballot', { ballot: at + 1 });
	}
	const { returned, invalid, sums } = tallyBallots({ rules, candidates, ...paper });
	const counted: ChannelResult = {
		issued: paper.issued,
		returned,
		notReturned: paper.issued - returned,
		valid: returned - invalid,
		invalid,
		standings: sums
	};
	return jcs(counted) === jcs(published) ? ok(null) : fault('paper-count-differs');
}
