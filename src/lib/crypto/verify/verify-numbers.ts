import { decide, type CandidateSums } from '../../domain/decide.ts';
import { quorumHolds } from '../../domain/quorum.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import { releasesAreLawful } from '../../domain/release.ts';
import { ok } from '../../domain/result.ts';
import { mergeSums } from '../../domain/sums.ts';
import { voidReason } from '../../domain/void-reason.ts';
import type { ChannelResult, PublicArchive } from '../archive.ts';
import { compareBytes } from '../bytes.ts';
import { jcs } from '../jcs.ts';
import { fault, type Checked } from './archive-fault.ts';
import type { RoundTerms } from './verify-manifest.ts';

/**
 * Whether the published numbers agree with each other: leaves, both channels, the count of their sum by
 * docs/rules.md, and the releases.
 *
 * @param checkedIn all who were checked in at any moment before the close; null where only the public archive
 *   is at hand, which does not say it
 */
export function verifyNumbers(archive: PublicArchive, terms: RoundTerms, checkedIn: number | null): Checked {
	const { result, leaves } = archive;
	const { electronic, paper } = result;
	if (leaves.some((leaf, at) => at > 0 && compareBytes(leaves[at - 1]!, leaf) >= 0))
		return fault('leaves-not-sorted');
	if (leaves.length !== electronic.returned) {
		return fault('leaves-count-differs', { leaves: leaves.length, returned: electronic.returned });
	}
	const notVoid = verifyNotVoid(archive, terms, checkedIn);
	if (!notVoid.ok) return notVoid;
	for (const [channel, counted] of Object.entries({ electronic, paper })) {
		if (!addsUp(counted, terms)) return fault('totals-do-not-add-up', { channel });
	}
	// The box takes no invalid ballot, so one in the count was never cast.
	if (electronic.invalid !== 0) return fault('electronic-ballots-invalid', { invalid: electronic.invalid });
	const sum = verifySum(archive, terms, checkedIn);
	return sum.ok ? verifyReleases(archive, terms) : sum;
}

/** valid + invalid = returned ≤ issued, and the marks of every candidate, in manifest order, are `valid`. */
function addsUp(channel: ChannelResult, terms: RoundTerms): boolean {
	const { issued, returned, notReturned, valid, invalid, standings } = channel;
	return (
		valid + invalid === returned &&
		notReturned === issued - returned &&
		standings.length === terms.candidateIds.length &&
		standings.every(
			(entry, at) =>
				entry.candidate === terms.candidateIds[at] &&
				(entry.basic !== undefined) === isSurvey(terms.manifest.rules) &&
				markedBallots(entry) === valid
		)
	);
}

const markedBallots = ({ approve, against, abstain, basic = 0 }: CandidateSums): number =>
	approve + against + abstain + basic;

function verifyNotVoid(archive: PublicArchive, terms: RoundTerms, checkedIn: number | null): Checked {
	const { electronic, paper, sum } = archive.result;
	const { electorate, rules } = terms.manifest;
	const present = checkedIn ?? electorate;
	const reason = voidReason({ electorate, checkedIn: present, electronic, paper });
	if (reason) return fault(reason);
	if (sum.status === 'void') return fault('round-is-void');
	// The quorum was tested at the opening; whoever came later can only have added to it.
	if (!quorumHolds(rules.quorum, electorate, present))
		return fault('quorum-not-met', { present, electorate });
	return ok(null);
}

function verifySum(archive: PublicArchive, terms: RoundTerms, checkedIn: number | null): Checked {
	const { electronic, paper, sum } = archive.result;
	const { rules, kind, electorate } = terms.manifest;
	const counted = decide({
		rules,
		kind,
		electorate,
		present: checkedIn ?? presentByThreshold(sum.threshold),
		issued: electronic.issued + paper.issued,
		returned: electronic.returned + paper.returned,
		invalid: electronic.invalid + paper.invalid,
		sums: mergeSums(electronic.standings, paper.standings)
	});
	return jcs(sum) === jcs(counted) ? ok(null) : fault('sum-differs');
}

/**
 * The public archive does not tell how many were present, but where the majority is of those present it
 * tells the threshold: the least number with that majority stands for them.
 */
const presentByThreshold = (threshold: number | null): number => Math.max(0, 2 * ((threshold ?? 1) - 1));

function verifyReleases(archive: PublicArchive, terms: RoundTerms): Checked {
	const { from, shown } = archive.releases;
	const { electronic } = archive.result;
	const row = terms.manifest.release?.rows.find((candidate) => candidate.from === from) ?? null;
	// The row was chosen by the ballots drawn at the opening, and nobody gives a drawn ballot back.
	if (from !== null && (!row || from > electronic.issued)) return fault('release-row-differs', { from });
	const final = {
		released: electronic.returned,
		approve: electronic.standings.map((entry) => entry.approve)
	};
	return releasesAreLawful(shown, row, final) ? ok(null) : fault('releases-unlawful');
}
