/** What a 决算金额 is compared with: the total that holds, and what has been paid by the approved figures. */
export type FinalFrame = { totalFen: number; paidFen: number };

export type FinalFault = 'final-over-total' | 'final-below-paid';

/**
 * What is wrong with a final account, whatever is said about it: above the total it is most often 元 typed for 万元, and
 * less than what was paid it can't be. Either happens and is then explained for everybody (追加投资, 审减退款).
 */
export function finalFault(finalFen: number | null, { totalFen, paidFen }: FinalFrame): FinalFault | null {
	if (finalFen === null) return null;
	if (finalFen > totalFen) return 'final-over-total';
	return finalFen < paidFen ? 'final-below-paid' : null;
}
