/** 就绪检查单, in the order a person goes through it. */
export const readinessChecks = [
	'quorum',
	'candidates',
	'rules',
	'scrutineers',
	'cards',
	'devices',
	'halls',
	'papers',
	'rehearsal',
	'time',
	'disk',
	'database',
	'backup'
] as const;

export type ReadinessCheckName = (typeof readinessChecks)[number];

/** One measurement. `measured` in the words of the page. */
export type Measure = { check: ReadinessCheckName; passed: boolean; measured: string };

/** `stale` 过期: it passed once, and what it measured has changed or the measurement is too old to say anything. */
export type LineState = 'unchecked' | 'passed' | 'failed' | 'stale';

/** A passed check says nothing about the next day. */
export const CHECK_HOLDS_MS = 24 * 3600_000;

/** How old a device's check, which somebody made at the device, may be. */
export const DEVICE_CHECK_DAYS = 7;

/** How far the clocks of server, database and browser may be apart. */
export const CLOCK_SKEW_MS = 2000;

/**
 * A line is green only because its check ran and still holds.
 *
 * @param stored what the last run found; null where it never ran
 * @param live the same measured now, where that costs nothing; null for what is measured on demand only
 */
export function lineState(
	stored: { passed: boolean; measured: string; at: Date } | null,
	live: { passed: boolean; measured: string } | null,
	now: Date
): LineState {
	if (!stored) return 'unchecked';
	if (!stored.passed) return 'failed';
	const changed = live !== null && (!live.passed || live.measured !== stored.measured);
	return changed || now.getTime() - stored.at.getTime() > CHECK_HOLDS_MS ? 'stale' : 'passed';
}

/** What is to be in print before a vote. */
export const paperedKinds = ['ballot', 'booklet'] as const;

/**
 * The papers that were not printed for this round since the last change. A print of another round is of another ballot;
 * one that names no round can only have been of the meeting's first.
 */
export function missingPapers(
	prints: readonly { paper: string; roundId: string | null; at: Date }[],
	round: { id: string; isFirst: boolean } | null,
	changedAt: Date | null
): (typeof paperedKinds)[number][] {
	const isOfRound = (roundId: string | null) =>
		roundId === null ? round === null || round.isFirst : roundId === round?.id;
	return paperedKinds.filter(
		(paper) =>
			!prints.some(
				(print) => print.paper === paper && isOfRound(print.roundId) && (!changedAt || print.at >= changedAt)
			)
	);
}
