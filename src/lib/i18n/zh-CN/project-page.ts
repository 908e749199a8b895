import type { FundRates, Funds } from '../../domain/tracker/funds.ts';
import type {
	SatisfactionBase,
	SatisfactionCounts,
	SatisfactionRule
} from '../../domain/tracker/satisfaction.ts';
import { formatDate, formatWan } from '../format.ts';

/** The public page of a project. */

export const asOfText = (asOf: string | null): string =>
	asOf ? `数据截至 ${formatDate(asOf)}` : '还没有审定的月报，进度和资金暂无数据';

export const movedText = (firstOn: string, note: string): string =>
	`原计划 ${formatDate(firstOn)}，经批准变更。${note}`;

export const fundTexts = {
	planned: '计划',
	arrived: '累计到位',
	paid: '累计支付'
} as const;

/**
 * What is said beside the two sums: the rate and, since a total can be cut below what has arrived, by how much a sum
 * is more than the total. Empty where there is nothing to say.
 */
export function fundNotes(
	rates: FundRates,
	names: { arrived: (percent: number) => string; paid: (percent: number) => string }
): { arrived: string; paid: string } {
	const joined = (rate: string, overFen: number) =>
		[rate, overFen ? `比总投资多 ${formatWan(overFen)}` : ''].filter(Boolean).join('，');
	return {
		arrived: joined(rates.arrived === null ? '' : names.arrived(rates.arrived), rates.arrivedOverFen),
		paid: joined(rates.paid === null ? '' : names.paid(rates.paid), rates.paidOverFen)
	};
}

/** Why a sum is higher than another: the word that a report needs for it. */
export const explainedText = ({ arrivedFen, paidFen }: Funds, why: string): string =>
	`${paidFen > arrivedFen ? '累计支付大于累计到位' : '资金多于总投资'}的原因：${why}`;

/** On the public page, with their names. */
export const namedRates = {
	arrived: (percent: number) => `到位率 ${percent}%`,
	paid: (percent: number) => `支付率 ${percent}%（占到位资金）`
} as const;

/** Beside a sum, in brackets. */
export const bareRates = {
	arrived: (percent: number) => `${percent}%`,
	paid: (percent: number) => `占到位 ${percent}%`
} as const;

export const satisfactionTexts = {
	result: '查看这次表决的结果和公开档案',
	base: (base: SatisfactionBase, people: number): string =>
		base === 'all' ? `以全体组成人员 ${people} 人为基数` : `以实到代表 ${people} 人为基数`,
	rule: (rule: SatisfactionRule): string =>
		rule === 'majority'
			? '满意票超过基数半数的为满意；不足而满意、基本满意票合计超过半数的为基本满意；其余为不满意。'
			: '满意、基本满意票合计超过基数半数的为满意；其余为不满意。',
	votes: ({ satisfied, basic, dissatisfied, blank }: SatisfactionCounts & { blank: number }): string =>
		`满意 ${satisfied} 票，基本满意 ${basic} 票，不满意 ${dissatisfied} 票，未评 ${blank} 票`,
	/** Of hundredths of a percent. */
	rate: (hundredths: number): string => `${(hundredths / 100).toFixed(2)}%`
} as const;

/** `共 12 张`, `共 30 条`. */
export const allOf = { photos: '查看全部照片', reports: '查看全部月报', messages: '查看全部留言' } as const;

export const ratingTexts = {
	apart: '这是居民在本页的评价，只供参考，不是人大代表的满意度测评结果。',
	none: '还没有居民评价。',
	count: (people: number) => `${people} 人`
} as const;
