import type { PlanBody, PlannedMilestone } from './plan.ts';
import { addDays, daysBetween } from './workdays.ts';

/** A milestone as a change of dates names it. */
export type NodeDate = { id: string; name: string; plannedOn: string };

/** The proposal: every open milestone the same number of days later, or earlier for a negative number. */
export const shifted = (nodes: readonly NodeDate[], days: number): NodeDate[] =>
	nodes.map((node) => ({ ...node, plannedOn: addDays(node.plannedOn, days) }));

type Move = { from: string; to: string };

/**
 * A plan after a change of dates that was approved: the milestones on their new days, and the planned curve drawn
 * along with them, in a straight line between two milestones. Days before the first milestone stay, or begin with a
 * start that moves; days after the last move as it does, and none beyond the project's last. Money by month is decided
 * upon otherwise and stays.
 *
 * @param moved the milestones with their new day, by name
 * @param end the project's last day before and after, where it changes too
 * @param frame.start the project's first day before and after, where it changes too
 * @param frame.lastDay of the project with the change
 */
export function rescheduledPlan(
	plan: PlanBody,
	moved: readonly Pick<NodeDate, 'name' | 'plannedOn'>[],
	end: Move | null,
	{ start = null, lastDay = null }: { start?: Move | null; lastDay?: string | null } = {}
): PlanBody {
	const dayOf = ({ name, plannedOn }: PlannedMilestone): string =>
		moved.find((node) => node.name === name)?.plannedOn ?? plannedOn;
	const moves = rising([
		...plan.milestones.map((node) => ({ from: node.plannedOn, to: dayOf(node) })),
		...(start ? [start] : []),
		...(end ? [end] : [])
	]);
	const curve: PlanBody['curve'] = [];
	for (const { on, percent } of plan.curve) {
		const day = along(moves, on);
		// The building ends with the project; what lay behind its end before stays where it was.
		const point = { on: lastDay && day > lastDay ? latest(lastDay, on) : day, percent };
		// Two days that fall together leave the higher one, so that the curve still rises from day to day.
		if (curve.at(-1) && curve.at(-1)!.on >= point.on) curve[curve.length - 1]!.percent = percent;
		else curve.push(point);
	}
	return { ...plan, milestones: plan.milestones.map((node) => ({ ...node, plannedOn: dayOf(node) })), curve };
}

const latest = (a: string, b: string): string => (a > b ? a : b);

/** In the order of time, once a day, and never backwards: a later day does not land before an earlier one. */
function rising(moves: Move[]): Move[] {
	const kept: Move[] = [];
	for (const { from, to } of [...moves].sort((a, b) => a.from.localeCompare(b.from))) {
		const last = kept.at(-1);
		const day = last && last.to > to ? last.to : to;
		if (last?.from === from) last.to = day;
		else kept.push({ from, to: day });
	}
	return kept;
}

function along(moves: readonly Move[], day: string): string {
	const next = moves.findIndex(({ from }) => from >= day);
	if (next === 0 && moves[0]!.from > day) return day < moves[0]!.to ? day : moves[0]!.to;
	const b = next === -1 ? undefined : moves[next];
	const a = next === -1 ? moves.at(-1) : moves[next - 1];
	if (b?.from === day) return b.to;
	if (!a) return day;
	if (!b) return addDays(day, daysBetween(a.from, a.to));
	const part = daysBetween(a.from, day) / daysBetween(a.from, b.from);
	return addDays(a.to, Math.round(daysBetween(a.to, b.to) * part));
}
