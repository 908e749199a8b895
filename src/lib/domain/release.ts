/**
 * The release rule of the live tally. A pool of stored, unreleased ballots is released in batches of at least
 * `k`, drawn at random, and `reserve` ballots always stay behind until the close; what is shown is rounded
 * down to a multiple of `floor`. So no difference of two snapshots, nor the last one, tells a single ballot.
 */
export type ReleaseRow = { from: number; k: number; reserve: number; floor: number; tickMs: number };

/** By the number of electronic ballots drawn at the opening. Below the first row: turnout only. */
export const releaseTable: readonly ReleaseRow[] = [
	{ from: 40, k: 10, reserve: 15, floor: 5, tickMs: 3000 },
	{ from: 100, k: 15, reserve: 20, floor: 5, tickMs: 2000 },
	{ from: 300, k: 20, reserve: 30, floor: 5, tickMs: 2000 },
	{ from: 1000, k: 50, reserve: 60, floor: 10, tickMs: 2000 }
];

/** The row for a round, chosen once; null where only turnout is shown for the whole round. */
export const releaseRow = (
	drawnAtOpening: number,
	rows: readonly ReleaseRow[] = releaseTable
): ReleaseRow | null => rows.filter((row) => row.from <= drawnAtOpening).at(-1) ?? null;

/** How many of `pool` unreleased ballots leave at this tick: all but the reserve, or none. */
export const releaseSize = (pool: number, row: Pick<ReleaseRow, 'k' | 'reserve'>): number =>
	pool >= row.reserve + row.k ? pool - row.reserve : 0;

/** A snapshot as everybody sees it: the exact number released, approvals rounded down. */
export type ShownTally = { released: number; approve: number[] };

export const shownTally = (exact: ShownTally, row: Pick<ReleaseRow, 'floor'>): ShownTally => ({
	released: exact.released,
	approve: exact.approve.map((count) => count - (count % row.floor))
});

/**
 * Whether a round's snapshots can have come from this rule: every step releases at least `k`, the reserve
 * stayed behind, numbers are multiples of the floor, never fall, never pass the final ones, and rise by no
 * more than the ballots released since.
 *
 * @param row null for a turnout-only round, which shows nothing
 * @param final all electronic ballots after the close, exact
 */
export function releasesAreLawful(
	shown: readonly ShownTally[],
	row: ReleaseRow | null,
	final: ShownTally
): boolean {
	if (!row) return shown.length === 0;
	let before: ShownTally = { released: 0, approve: final.approve.map(() => 0) };
	for (const snapshot of shown) {
		const lawful =
			Number.isSafeInteger(snapshot.released) &&
			snapshot.released - before.released >= row.k &&
			snapshot.released <= final.released - row.reserve &&
			snapshot.approve.every((count) => count % row.floor === 0 && count <= snapshot.released) &&
			mayFollow(before, snapshot, row) &&
			mayFollow(snapshot, final, row);
		if (!lawful) return false;
		before = snapshot;
	}
	return true;
}

/** Rounding down hides up to `floor - 1` approvals, so a step may show that many more than it released. */
function mayFollow(before: ShownTally, after: ShownTally, row: Pick<ReleaseRow, 'floor'>): boolean {
	const most = after.released - before.released + row.floor - 1;
	return (
		before.approve.length === after.approve.length &&
		after.approve.every((count, i) => count >= before.approve[i]! && count - before.approve[i]! <= most)
	);
}
