/**
 * What becomes of a 验收 that was handed in; each is decided or taken back once. An approval that was a mistake is revoked
 * in public (撤销验收审定), which is the end of that version.
 */
export type AcceptanceState = 'submitted' | 'approved' | 'returned' | 'withdrawn' | 'revoked';

type Sheet = { version: number; state: AcceptanceState };

/** The approved 验收合格, after which nobody is urged any more; null while there is none. */
export const passedOf = <One extends { state: AcceptanceState; conclusion: 'pass' | 'rectify' }>(
	sheets: readonly One[]
): One | null =>
	sheets.find(({ state, conclusion }) => state === 'approved' && conclusion === 'pass') ?? null;

/** The approved one that holds, which is the one that can be revoked; null while there is none. */
export const holding = <One extends Sheet>(sheets: readonly One[]): One | null =>
	sheets
		.filter(({ state }) => state === 'approved')
		.reduce<One | null>((last, one) => (last && last.version > one.version ? last : one), null);
