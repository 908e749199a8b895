import { refuse, type RefusalDetail, type Result } from '../../domain/result.ts';
import type { VoidReason } from '../../domain/void-reason.ts';

/** Everything that can be wrong with an archive, by the name the verifier prints. */
export type ArchiveFault =
	// Form
	| 'no-archive'
	| 'missing-file'
	| 'unexpected-file'
	| 'not-canonical'
	| 'bad-form'
	// What the round was held under
	| 'bad-manifest'
	| 'fingerprint-differs'
	| 'public-archive-missing'
	// Published numbers
	| 'leaves-not-sorted'
	| 'leaves-count-differs'
	| 'totals-do-not-add-up'
	| 'electronic-ballots-invalid'
	| 'round-is-void'
	| VoidReason
	| 'sum-differs'
	| 'releases-unlawful'
	| 'release-row-differs'
	// Who could vote, and who drew
	| 'broken-audit-chain'
	| 'audit-head-differs'
	| 'bad-card-key'
	| 'roll-not-sorted'
	| 'roll-hash-differs'
	| 'roll-exceeds-electorate'
	| 'quorum-not-met'
	| 'draws-not-sorted'
	| 'draw-not-on-roll'
	| 'draw-not-checked-in'
	| 'draw-by-unknown-card'
	| 'bad-blinded'
	| 'bad-draw-signature'
	| 'issued-differs'
	// Ballots
	| 'ballot-key-repeated'
	| 'bad-ticket'
	| 'bad-cast-signature'
	| 'bad-ballot'
	| 'too-many-approvals'
	| 'too-few-approvals'
	| 'ballots-not-sorted'
	| 'leaves-differ'
	| 'electronic-count-differs'
	| 'bad-paper-ballot'
	| 'paper-count-differs'
	// Signatures
	| 'sealed-hash-differs'
	| 'result-hash-unknown'
	| 'result-hash-differs'
	| 'unknown-signer'
	| 'signer-repeated'
	| 'bad-result-signature'
	| 'too-few-signatures';

/** The outcome of one check, or what it read. */
export type Checked<Value = null> = Result<Value, ArchiveFault>;

export const fault = (code: ArchiveFault, detail?: RefusalDetail): Checked<never> => refuse(code, detail);
