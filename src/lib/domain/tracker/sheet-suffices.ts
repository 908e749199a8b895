import { isWithinVote, type StandingNode } from './change.ts';
import { leftOutside } from './left-outside.ts';
import { openFrame } from './plan.ts';

type Days = { startsOn: string | null; endsOn: string | null };

/**
 * Whether the office can give a project the wanted days by another 交办单, so that nobody has to decide: they lie within
 * the voted ones, every open milestone fits into them as it stands, and none is to have another day. A 交办单 moves no
 * milestone and is refused where one would lie outside.
 *
 * @param wanted as typed; an empty field leaves its day
 * @param moved the milestones for which another day was typed
 */
export function sheetSuffices({
	standing,
	wanted,
	voted,
	nodes,
	moved
}: {
	standing: Days;
	wanted: { startsOn: string; endsOn: string };
	voted: Days;
	nodes: readonly StandingNode[];
	moved: readonly unknown[];
}): boolean {
	if (moved.length || !isWithinVote(standing, wanted, voted)) return false;
	const before = openFrame(standing.startsOn, standing.endsOn);
	const after = openFrame(wanted.startsOn || standing.startsOn, wanted.endsOn || standing.endsOn);
	return after.startsOn <= after.endsOn && !leftOutside(nodes, [], { before, after }).length;
}
