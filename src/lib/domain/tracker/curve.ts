import type { CurvePoint } from './plan.ts';
import { daysBetween } from './workdays.ts';

/**
 * The planned progress on a day, in whole percent, cut off. Before the first point it is nothing, after the last
 * it stays, in between it goes in a straight line.
 */
export function plannedPercent(curve: readonly CurvePoint[], on: string): number {
	const next = curve.findIndex((point) => point.on >= on);
	if (next === -1) return curve.at(-1)?.percent ?? 0;
	const to = curve[next]!;
	if (to.on === on) return to.percent;
	const from = curve[next - 1];
	if (!from) return 0;
	const part = daysBetween(from.on, on) / daysBetween(from.on, to.on);
	return Math.floor(from.percent + (to.percent - from.percent) * part);
}

/** Months of a plan with what is planned to be paid until their end, for the fund curve. */
export function plannedFunds(
	funds: readonly { month: string; fen: number }[]
): { month: string; fen: number }[] {
	let sum = 0;
	return [...funds]
		.sort((a, b) => a.month.localeCompare(b.month))
		.map(({ month, fen }) => ({ month, fen: (sum += fen) }));
}
