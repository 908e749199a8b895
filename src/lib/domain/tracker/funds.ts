import { ok, refuse, type Result } from '../result.ts';

/** Money is whole fen everywhere; people write and read 万元. */

const FEN_PER_WAN = 1_000_000n;
/** A hundred billion yuan: beyond any project, well inside of safe integers. */
const MOST_FEN = 10n ** 13n;

/**
 * Reads an amount in 万元 as typed or pasted: full-width digits and thousands separators are taken, a formula or
 * any other word is not. Exact: up to six decimals, which is one fen.
 */
export function readWan(text: string): Result<number, 'bad-amount'> {
	const plain = text
		.trim()
		.normalize('NFKC')
		.replaceAll(',', '')
		.replace(/\s*(万元|万)$/, '');
	const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(plain);
	if (!match) return refuse('bad-amount');
	const fen = BigInt(match[1]!) * FEN_PER_WAN + BigInt((match[2] ?? '').padEnd(6, '0'));
	return fen > MOST_FEN ? refuse('bad-amount') : ok(Number(fen));
}

/** As `readWan` reads it back: no rounding, at least two decimals. */
export function writeWan(fen: number): string {
	const whole = Math.floor(fen / 1_000_000);
	const rest = String(fen % 1_000_000)
		.padStart(6, '0')
		.replace(/0{1,4}$/, '');
	return `${whole}.${rest}`;
}

export type Funds = { plannedFen: number; arrivedFen: number; paidFen: number };

export type FundFault = 'funds-negative' | 'paid-over-arrived' | 'over-total' | 'funds-fell';

/**
 * What the sums of a report must hold. Totals so far only grow; paying more than has arrived happens (the builder
 * pays in advance) and must be explained; so must more than the total, which is most often 元 typed for 万元.
 *
 * @param totalFen left out where the total is not what is asked about
 */
export function fundFaults(
	funds: Pick<Funds, 'arrivedFen' | 'paidFen'>,
	before: Pick<Funds, 'arrivedFen' | 'paidFen'> | null,
	words: { explanation: string; correction: string },
	totalFen = Infinity
): FundFault[] {
	const faults: FundFault[] = [];
	if (funds.arrivedFen < 0 || funds.paidFen < 0) faults.push('funds-negative');
	if (funds.paidFen > funds.arrivedFen && !words.explanation.trim()) faults.push('paid-over-arrived');
	const most = Math.max(funds.arrivedFen, funds.paidFen);
	if (most > totalFen && !words.explanation.trim()) faults.push('over-total');
	const fell = before && (funds.arrivedFen < before.arrivedFen || funds.paidFen < before.paidFen);
	if (fell && !words.correction.trim()) faults.push('funds-fell');
	return faults;
}

/**
 * 支付率 and 到位率 in whole percent, cut off; null where nothing was planned or has arrived. A total can be cut below
 * what has arrived, and more be spent than planned: then the share goes beyond 100, and the sum says by how much.
 */
export const fundRates = (funds: Funds): FundRates => ({
	arrived: funds.plannedFen > 0 ? Math.floor((funds.arrivedFen * 100) / funds.plannedFen) : null,
	paid: funds.arrivedFen > 0 ? Math.floor((funds.paidFen * 100) / funds.arrivedFen) : null,
	arrivedOverFen: Math.max(0, funds.arrivedFen - funds.plannedFen),
	paidOverFen: Math.max(0, funds.paidFen - funds.plannedFen)
});

export type FundRates = {
	arrived: number | null;
	paid: number | null;
	/** What has arrived beyond the total. */
	arrivedOverFen: number;
	/** What was paid beyond the total. */
	paidOverFen: number;
};
