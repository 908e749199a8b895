import type { FiguresOfMonth } from '../../domain/tracker/report.ts';
import { formatDate, formatExactWan } from '../format.ts';
import { faultText } from './follow.ts';
import { monthText } from './lights.ts';

/** 月报: the figures that a month is compared with, beside its fields and in what keeps it from being handed in. */

const last = ({ month }: FiguresOfMonth, text: string): string => `上次（${monthText(month)}）${text}`;
const first = '首次填报';

/** Why a month that was begun is owed no more, in the list and on its own page. */
export const notOwedTexts = (month: string, startsOn: string): { short: string; long: string } =>
	month < startsOn.slice(0, 7)
		? {
				short: '早于开始日期，不再需要',
				long: `项目的开始日期已改为 ${formatDate(startsOn)}，这个月不再需要填报，也不影响以后各月审定。`
			}
		: {
				short: '以后月份已先报送，不再需要',
				long: '以后月份的月报已先报送，这个月不再需要填报，也不影响以后各月审定。'
			};

/** Beneath each field of the form: what was last reported, and what is planned by the month's end. */
export const figureHints = (
	before: FiguresOfMonth | null,
	planned: { on: string; percent: number } | null
): { percent: string; arrived: string; paid: string } => ({
	percent: [
		before ? last(before, `${before.percent}%`) : first,
		...(planned ? [`截至${formatDate(planned.on)}计划 ${planned.percent}%`] : [])
	].join(' · '),
	arrived: before ? last(before, formatExactWan(before.arrivedFen)) : first,
	paid: before ? last(before, formatExactWan(before.paidFen)) : first
});

/** As `faultText`, with the figures that a lower one was compared with. */
export function reportFaultText(
	fault: Parameters<typeof faultText>[0],
	before: FiguresOfMonth | null
): string {
	const ask = '，请在“更正说明”中写明原因';
	if (before && fault === 'progress-fell')
		return `进度低于${monthText(before.month)}填报的 ${before.percent}%${ask}`;
	if (before && fault === 'funds-fell')
		return `累计金额少于${monthText(before.month)}填报的（到位 ${formatExactWan(before.arrivedFen)}，支付 ${formatExactWan(before.paidFen)}）${ask}`;
	return faultText(fault);
}
