import { isMonth } from '../days.ts';
import type { CurvePoint, PlannedMonth } from './plan.ts';
import { monthEnd, monthOf, nextMonth, type BegunReport, type OpenReport } from './report.ts';
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

/**
 * The day up to which plan and progress are set against each other, with the plan on it: that of the newest approved
 * figures, or the end of the newest month whose report is overdue, for that one is the unit's own delay. A report that
 * is not due yet, or waits for its verdict, is not; while one waits, nothing is known of what its unit achieved by then,
 * so a later month that is overdue says only that it is late. Before the first figures are due nothing is held against
 * a project, though its curve may begin with what was there before it.
 *
 * @param facts.reportsFrom the month from which reports are owed; what waits of one before says nothing any more
 * @param facts.measuredOn the day of the newest approved figures; null before the first
 * @param facts.open the reports that are not handed in
 * @param facts.begun all reports that were begun, those that wait for their verdict among them
 */
export function reckoning(
	curve: readonly CurvePoint[],
	facts: {
		today: string;
		startsOn: string | null;
		reportsFrom: string | null;
		measuredOn: string | null;
		open: readonly OpenReport[];
		begun: readonly BegunReport[];
	}
): { on: string; percent: number } {
	const { today, startsOn, reportsFrom, measuredOn, open, begun } = facts;
	const waiting = begun.filter(({ month, state }) => state === 'submitted' && month >= (reportsFrom ?? ''));
	const waits = (before: string) => waiting.some(({ month }) => month < before);
	const overdue = open
		.filter(({ month, dueOn }) => dueOn < today && !waits(month))
		.map(({ month }) => monthEnd(month));
	const on = [...(measuredOn ? [measuredOn] : []), ...overdue].sort().at(-1);
	if (on) return { on, percent: plannedPercent(curve, on) };
	const first = startsOn ?? curve[0]?.on ?? today;
	return { on: first < today ? first : today, percent: 0 };
}

/**
 * What holds of each day: a correction is one more measure of its day, and only the newest one is true.
 *
 * @param measures in order of their days, those of one day in the order in which they were written
 */
export const newestOfDays = <Measure extends { asOf: string }>(measures: readonly Measure[]): Measure[] =>
	measures.filter(({ asOf }, i) => measures[i + 1]?.asOf !== asOf);

/** Months of a plan with what is planned to be paid until their end, for the fund curve. */
export function plannedFunds(funds: readonly PlannedMonth[]): PlannedMonth[] {
	let sum = 0;
	return [...funds]
		.sort((a, b) => a.month.localeCompare(b.month))
		.map(({ month, fen }) => ({ month, fen: (sum += fen) }));
}

/** Sums until a month's end; what is reported is null for months after the newest report. */
export type FundMonth = {
	month: string;
	plannedFen: number;
	arrivedFen: number | null;
	paidFen: number | null;
};

/** Most months of one picture: five years. */
const MONTHS = 60;

/** Planned, arrived and paid side by side, for every month from the first that says anything to the last. */
export function fundMonths(
	funds: readonly PlannedMonth[],
	measures: readonly { asOf: string; arrivedFen: number; paidFen: number }[]
): FundMonth[] {
	const planned = plannedFunds(funds);
	// A plan of an older build may name a month that no calendar counts on from.
	const named = [...planned.map(({ month }) => month), ...measures.map(({ asOf }) => monthOf(asOf))]
		.filter(isMonth)
		.sort();
	const reportedUntil =
		measures
			.map(({ asOf }) => monthOf(asOf))
			.sort()
			.at(-1) ?? '';
	const months: FundMonth[] = [];
	for (
		let month = named[0];
		month && month <= named.at(-1)! && months.length < MONTHS;
		month = nextMonth(month)
	) {
		const until = month;
		const measure = measures.findLast(({ asOf }) => monthOf(asOf) <= until);
		const reported = month <= reportedUntil;
		months.push({
			month,
			plannedFen: planned.findLast((one) => one.month <= until)?.fen ?? 0,
			arrivedFen: reported ? (measure?.arrivedFen ?? 0) : null,
			paidFen: reported ? (measure?.paidFen ?? 0) : null
		});
	}
	return months;
}

/** The top of a scale from nought that holds `most`: one, two, four or five times a power of ten, in four steps. */
export function scaleTop(most: number): number {
	if (most <= 0) return 4;
	const power = 10 ** Math.floor(Math.log10(most));
	return [1, 2, 4, 5, 8, 10].map((step) => step * power).find((top) => top >= most) ?? most;
}
