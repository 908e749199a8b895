import { ok, refuse, type Result } from '../result.ts';
import { writeWan } from './funds.ts';

/** What has arrived and been paid, against a total that is to change. */

type Sums = { arrivedFen: number; paidFen: number };

/** A sum with the month whose report says so, and whether that report still waits for its approval. */
export type Reported = { fen: number; month: string; waiting: boolean };

export type MoneySoFar = { arrived: Reported; paid: Reported };

/**
 * The higher of what is approved and what waits for it, sum by sum: while a lower figure is not approved, the higher
 * one holds, and a higher one that was handed in is the unit's own word.
 *
 * @returns null before the first report
 */
export function moneySoFar(
	approved: (Sums & { month: string }) | null,
	waiting: (Sums & { month: string }) | null
): MoneySoFar | null {
	const highest = (sum: keyof Sums): Reported | null => {
		const known = approved && { fen: approved[sum], month: approved.month, waiting: false };
		const said = waiting && { fen: waiting[sum], month: waiting.month, waiting: true };
		return said && said.fen > (known?.fen ?? -1) ? said : known;
	};
	const [arrived, paid] = [highest('arrivedFen'), highest('paidFen')];
	return arrived && paid && { arrived, paid };
}

export type TotalFault = 'total-below-paid' | 'total-below-handed-in' | 'total-below-arrived';

/**
 * Whether a total can be true beside what has been paid. What was paid is spent, so no plan comes to less. What has
 * arrived and is not paid can be handed back (结余上交): a lower total then needs words on what becomes of it.
 *
 * @param surplus what becomes of the money that has arrived beyond the total
 */
export function checkTotal(
	totalFen: number,
	money: MoneySoFar | null,
	surplus: string
): Result<object, TotalFault> {
	if (!money) return ok({});
	const { arrived, paid } = money;
	const total = writeWan(totalFen);
	if (totalFen < paid.fen)
		return refuse(paid.waiting ? 'total-below-handed-in' : 'total-below-paid', {
			...{ total, paid: writeWan(paid.fen), month: paid.month }
		});
	if (totalFen < arrived.fen && !surplus.trim())
		return refuse('total-below-arrived', {
			...{ total, arrived: writeWan(arrived.fen), month: arrived.month },
			over: writeWan(arrived.fen - totalFen)
		});
	return ok({});
}
