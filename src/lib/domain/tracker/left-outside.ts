import type { StandingNode } from './change.ts';
import { milestoneFaults, openFrame } from './plan.ts';
import type { NodeDate } from './reschedule.ts';

type Days = { startsOn: string; endsOn: string };

/**
 * The open milestones that would lie outside the project's days, or before an earlier stage, once its days or theirs are
 * others. One that did so before is no fault of what is about to change, and what is done stays where it is.
 *
 * @param nodes the project's milestones as they stand, done ones too
 * @param moved those that get another day
 * @returns each with the day that it would have
 */
export function leftOutside(
	nodes: readonly StandingNode[],
	moved: readonly NodeDate[],
	days: { before: Days; after: Days }
): StandingNode[] {
	const later = nodes.map((node) =>
		node.doneOn === null ? { ...node, ...moved.find(({ id }) => id === node.id) } : node
	);
	const fits = (node: StandingNode, { startsOn, endsOn }: Days) =>
		!milestoneFaults([node], { startsOn, endsOn }).length;
	const inOrder = (all: readonly StandingNode[], node: StandingNode) =>
		all.every((other) => !milestoneFaults([node, other], openFrame()).length);
	return later.filter(
		(node, i) =>
			node.doneOn === null &&
			((!fits(node, days.after) && fits(nodes[i]!, days.before)) ||
				(!inOrder(later, node) && inOrder(nodes, nodes[i]!)))
	);
}
