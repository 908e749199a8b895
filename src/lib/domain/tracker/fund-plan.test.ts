import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeRows } from './change.ts';
import { checkFundPlan, isSameMoney } from './fund-plan.ts';

const standing = [
	{ month: '2026-06', fen: 200 },
	{ month: '2026-11', fen: 280 }
];
const check = (changed: Partial<Parameters<typeof checkFundPlan>[0]>) =>
	checkFundPlan({ standing, funds: undefined, totalFen: 480, changesTotal: false, ...changed });

describe('money by month with a budget', () => {
	it('is asked for where the total changes under an approved plan by month, and nowhere else', () => {
		expect(check({ totalFen: 500, changesTotal: true })).toMatchObject({ code: 'funds-missing' });
		expect(check({})).toMatchObject({ ok: true });
		for (const none of [null, []])
			expect(check({ standing: none, totalFen: 500, changesTotal: true })).toMatchObject({ ok: true });
		// The form of a plan without months sends them all blank.
		expect(check({ standing: [], funds: [], totalFen: 500, changesTotal: true })).toMatchObject({ ok: true });
		expect(check({ standing: null, funds: standing })).toMatchObject({ code: 'funds-without-plan' });
	});

	it('makes the new total to the fen', () => {
		const funds = [...standing, { month: '2026-12', fen: 20 }];
		expect(check({ funds, totalFen: 500, changesTotal: true })).toMatchObject({ ok: true });
		for (const totalFen of [499, 501])
			expect(check({ funds, totalFen, changesTotal: true })).toMatchObject({
				code: 'funds-sum',
				detail: { sum: '0.0005', gap: '0.000001' }
			});
		expect(check({ funds: [], totalFen: 0, changesTotal: true })).toMatchObject({ ok: true });
	});

	it('plans reported months no lower than what was paid by then, but leaves what stands', () => {
		const paid = { fen: 150, month: '2026-06', waiting: false };
		const of = (june: number, november: number) => [
			{ month: '2026-06', fen: june },
			{ month: '2026-11', fen: november }
		];
		expect(check({ funds: of(149, 331), paid })).toMatchObject({
			code: 'funds-below-paid',
			detail: { month: '2026-06', sum: '0.000149', paid: '0.00015' }
		});
		expect(check({ funds: of(150, 330), paid })).toMatchObject({ ok: true });
		// More was paid than these months had: they need not be planned anew, but no lower still.
		const ahead = { ...paid, fen: 250 };
		expect(check({ funds: of(200, 300), totalFen: 500, changesTotal: true, paid: ahead })).toMatchObject({
			ok: true
		});
		expect(check({ funds: of(199, 301), totalFen: 500, changesTotal: true, paid: ahead })).toMatchObject({
			code: 'funds-below-paid'
		});
	});

	it('has each month once, whole and more than nothing', () => {
		for (const funds of [
			[standing[0]!, standing[0]!],
			[{ month: '2026-13', fen: 480 }],
			[{ month: '2026-06', fen: 0 }],
			[{ month: '2026-06', fen: 479.5 }],
			[
				{ month: '2026-06', fen: -1 },
				{ month: '2026-07', fen: 481 }
			]
		])
			expect(check({ funds })).toMatchObject({ code: 'funds-month' });
	});

	it('is told month by month among what a change changes', () => {
		expect(
			changeRows(
				{ totalFen: 480, funds: standing },
				{ totalFen: 500, funds: [standing[0]!, { month: '2026-12', fen: 300 }] }
			)
		).toEqual([
			{ field: 'totalFen', before: 480, after: 500 },
			{ field: 'funds.2026-12.plannedFen', before: null, after: 300 },
			{ field: 'funds.2026-11.plannedFen', before: 280, after: null }
		]);
		// As the database gives the fields back; what becomes of money beyond the total is told after them.
		expect(
			changeRows(
				{ surplus: '', yearFen: 480, totalFen: 480 },
				{ surplus: '结余上交', yearFen: 400, totalFen: 400 }
			).map(({ field }) => field)
		).toEqual(['totalFen', 'yearFen', 'surplus']);
	});
});

it('any split of the total over months is taken, and none of it with a fen more or less', () => {
	const split = fc
		.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 })
		.chain((months) =>
			fc.tuple(
				...months.map((month) =>
					fc.record({ month: fc.constant(month), fen: fc.integer({ min: 1, max: 9e9 }) })
				)
			)
		);
	fc.assert(
		fc.property(split, fc.constantFrom(-1, 0, 1), (parts, off) => {
			const funds = parts.map(({ month, fen }) => ({ month: `2026-${String(month).padStart(2, '0')}`, fen }));
			const totalFen = funds.reduce((sum: number, { fen }) => sum + fen, off);
			expect(check({ funds, totalFen, changesTotal: true }).ok).toBe(off === 0);
			expect(isSameMoney(funds, [...funds].reverse())).toBe(true);
		})
	);
});
