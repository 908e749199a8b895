import type { FinalFault, FinalFrame } from '../../domain/tracker/acceptance-final.ts';
import { formatDate, formatExactWan } from '../format.ts';
import { conclusionNames } from './follow.ts';

type Told = { conclusion: keyof typeof conclusionNames; acceptedOn: string };

const told = ({ conclusion, acceptedOn }: Told): string =>
	`${conclusionNames[conclusion]}（${formatDate(acceptedOn)}验收）`;

/** How a correction tells that a 验收 was approved by mistake. */
export const revocationTexts = {
	subject: '验收结论',
	of: told,
	/** @param earlier the approved one that holds again, where there is one */
	after: (earlier: Told | null): string =>
		earlier ? `审定已撤销，仍为${told(earlier)}` : '审定已撤销，项目尚未通过验收'
} as const;

/** What is read beside a 决算金额, where it is filled in and where it waits for its verdict. */
export const comparedTexts = {
	sums: ({ totalFen, paidFen }: FinalFrame): string =>
		`总投资 ${formatExactWan(totalFen)}，累计支付 ${formatExactWan(paidFen)}`,
	faults: {
		'final-over-total': '决算金额大于总投资',
		'final-below-paid': '决算金额少于累计支付'
	} satisfies Record<FinalFault, string>
};
