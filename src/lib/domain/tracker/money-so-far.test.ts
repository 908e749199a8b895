import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTotal, moneySoFar } from './money-so-far.ts';

const approved = { month: '2026-03', arrivedFen: 100, paidFen: 60 };
const money = moneySoFar(approved, null);

describe('a total beside what has arrived and been paid', () => {
	it('takes the higher of what is approved and what waits, sum by sum', () => {
		expect(moneySoFar(null, null)).toBeNull();
		expect(moneySoFar(approved, { month: '2026-04', arrivedFen: 100, paidFen: 80 })).toEqual({
			arrived: { fen: 100, month: '2026-03', waiting: false },
			paid: { fen: 80, month: '2026-04', waiting: true }
		});
		// A correction downwards holds once it is approved.
		expect(moneySoFar(approved, { month: '2026-04', arrivedFen: 90, paidFen: 50 })).toEqual(money);
	});

	it('is not less than what was paid, whatever becomes of the rest', () => {
		expect(checkTotal(59, money, '结余上交')).toEqual({
			ok: false,
			code: 'total-below-paid',
			detail: { total: '0.000059', paid: '0.00006', month: '2026-03' }
		});
		const waits = moneySoFar(approved, { month: '2026-04', arrivedFen: 100, paidFen: 80 });
		expect(checkTotal(79, waits, '结余上交')).toMatchObject({
			code: 'total-below-handed-in',
			detail: { month: '2026-04' }
		});
	});

	it('is less than what has arrived only with words on the rest', () => {
		expect(checkTotal(60, money, ' ')).toMatchObject({
			code: 'total-below-arrived',
			detail: { arrived: '0.0001', over: '0.00004' }
		});
		expect(checkTotal(60, money, '结余上交')).toMatchObject({ ok: true });
		expect(checkTotal(100, money, '')).toMatchObject({ ok: true });
		expect(checkTotal(0, null, '')).toMatchObject({ ok: true });
	});

	it('is never taken below what was paid, and always at what has arrived or more', () => {
		const fen = fc.nat({ max: 1000 });
		fc.assert(
			fc.property(fen, fen, fen, fc.boolean(), (totalFen, arrivedFen, paidFen, said) => {
				const result = checkTotal(
					totalFen,
					moneySoFar({ month: '2026-03', arrivedFen, paidFen }, null),
					said ? '结余上交' : ''
				);
				expect(result.ok).toBe(totalFen >= paidFen && (totalFen >= arrivedFen || said));
			})
		);
	});
});
