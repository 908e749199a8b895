import { isMonth, nearestDay } from '../days.ts';
import { ok, refuse, type Result } from '../result.ts';
import { writeWan } from './funds.ts';
import type { Reported } from './money-so-far.ts';
import type { PlannedMonth } from './plan.ts';
import { fundSum } from './plan-changes.ts';
import { monthOf, nextMonth } from './report.ts';

/** 各月资金计划 that goes with a budget: an approved budget moves money by month too. */

export type FundPlanFault =
	'funds-missing' | 'funds-sum' | 'funds-without-plan' | 'funds-month' | 'funds-below-paid';

/**
 * Whether the money by month fits the budget that a change comes to. A total that changes under an approved plan by
 * month asks for a new one, whose months make the new total to the fen; so may a change that moves nothing but months.
 *
 * @param input.standing money by month of the approved plan; null where no plan is approved yet
 * @param input.funds what the change makes of it; undefined where it says nothing about it
 * Months that are reported lie behind: they may not be planned lower than what has been paid by then, though what
 * stands lower may stay. The money would else be planned a second time for the months to come.
 *
 * @param input.totalFen the total with the change
 * @param input.paid what has been paid until the end of the newest month that was reported
 */
export function checkFundPlan(input: {
	standing: readonly PlannedMonth[] | null;
	funds: readonly PlannedMonth[] | undefined;
	totalFen: number;
	changesTotal: boolean;
	paid?: Reported | undefined;
}): Result<object, FundPlanFault> {
	const { standing, funds, totalFen, changesTotal, paid } = input;
	// A plan that named no months stays without: the form sends every month blank.
	if (!funds || (!funds.length && !standing?.length))
		return changesTotal && standing?.length ? refuse('funds-missing') : ok({});
	if (!standing) return refuse('funds-without-plan');
	const months = new Set(funds.map(({ month }) => month));
	const whole = ({ month, fen }: PlannedMonth) => isMonth(month) && Number.isSafeInteger(fen) && fen > 0;
	if (months.size < funds.length || !funds.every(whole)) return refuse('funds-month');
	const sumFen = fundSum(funds);
	// Exact to the fen: a rounded sum could look the same as the total.
	const gap = writeWan(Math.abs(totalFen - sumFen));
	if (sumFen !== totalFen)
		return refuse('funds-sum', { sum: writeWan(sumFen), total: writeWan(totalFen), gap });
	if (!paid) return ok({});
	const [before, after] = [until(standing, paid.month), until(funds, paid.month)];
	if (after >= paid.fen || after >= before) return ok({});
	return refuse('funds-below-paid', { month: paid.month, sum: writeWan(after), paid: writeWan(paid.fen) });
}

const until = (funds: readonly PlannedMonth[], last: string): number =>
	fundSum(funds.filter(({ month }) => month <= last));

export const isSameMoney = (a: readonly PlannedMonth[], b: readonly PlannedMonth[]): boolean =>
	a.length === b.length &&
	a.every(({ month, fen }) => b.some((one) => one.month === month && one.fen === fen));

/** Most months that a form of money by month offers. */
const MOST_MONTHS = 36;

/** The months that money may be planned for: those of the project's term, and any that already has some. */
export function planMonths(
	funds: readonly PlannedMonth[],
	{ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }
): string[] {
	const months = new Set(funds.map(({ month }) => month));
	if (startsOn && endsOn) {
		const last = monthOf(nearestDay(endsOn));
		for (let i = 0, month = monthOf(nearestDay(startsOn)); month <= last && i < MOST_MONTHS; i++) {
			months.add(month);
			month = nextMonth(month);
		}
	}
	return [...months].sort();
}
