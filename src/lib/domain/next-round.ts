import type { Standing } from './decide.ts';
import type { RuleSet } from './rule-set.ts';

/** The round that the rules ask for after this one. `candidates` in the order of the report. */
export type NextRound = { kind: 'tie-revote' | 'second-round'; candidates: string[]; seats: number };

/**
 * What follows a tie or a shortfall. Null where nothing follows by itself: decided, waiting for the presidium
 * or a lot, or nobody left to stand.
 *
 * @source 地方组织法 第二十九条, 选举法 第四十五条: 根据在第一次投票时得票多少的顺序，按照差额比例，确定候选人名单
 */
export function nextRound(
	rules: Pick<RuleSet, 'tie' | 'shortfall'>,
	standings: readonly Standing[],
	reason: 'tie' | 'shortfall' | null,
	seatsLeft: number
): NextRound | null {
	if (reason === 'tie' && rules.tie === 'revote') {
		const tied = standings.filter((entry) => entry.outcome === 'tied');
		return { kind: 'tie-revote', candidates: tied.map((entry) => entry.candidate), seats: seatsLeft };
	}
	if (reason === 'shortfall' && rules.shortfall === 'second-round') {
		const open = standings.filter((entry) => entry.outcome === 'not-elected');
		// One more than there are seats, and whoever is level with the last of them.
		const edge = open[Math.min(seatsLeft, open.length - 1)];
		if (!edge) return null;
		const listed = open.filter((entry) => entry.approve >= edge.approve);
		return { kind: 'second-round', candidates: listed.map((entry) => entry.candidate), seats: seatsLeft };
	}
	return null;
}
