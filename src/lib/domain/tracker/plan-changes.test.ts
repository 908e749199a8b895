import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanBody } from './plan.ts';
import { isUnchanged, planChanges } from './plan-changes.ts';
import { rescheduledPlan } from './reschedule.ts';

const plan: PlanBody = {
	milestones: [
		{ stage: 'start', name: '开工', plannedOn: '2026-04-01' },
		{ stage: 'finish', name: '完工', plannedOn: '2026-11-30' },
		{ stage: 'acceptance', name: '竣工验收', plannedOn: '2026-12-20' }
	],
	curve: [
		{ on: '2026-03-01', percent: 0 },
		{ on: '2026-06-30', percent: 40 },
		{ on: '2026-12-20', percent: 100 }
	],
	funds: [
		{ month: '2026-06', fen: 200 },
		{ month: '2026-11', fen: 280 }
	],
	note: ''
};

describe('two versions of a plan', () => {
	it('that are the same differ in nothing', () => {
		expect(isUnchanged(planChanges(plan, plan))).toBe(true);
	});

	it('differ in the days that a decision has moved, of milestones and of the curve', () => {
		const later = rescheduledPlan(plan, [{ name: '完工', plannedOn: '2026-12-15' }], null);
		const { milestones, curve, funds, sum, note } = planChanges(plan, later);
		expect(milestones.map(({ before, after }) => [before?.plannedOn, after?.plannedOn])).toEqual([
			['2026-11-30', '2026-12-15']
		]);
		expect(curve.every(({ before, after }) => before!.percent === after!.percent)).toBe(true);
		expect([funds, sum, note]).toEqual([[], null, null]);
	});

	it('tell a new name, a milestone more and one less, and a curve that was redrawn', () => {
		const { milestones, curve } = planChanges(plan, {
			...plan,
			milestones: [
				{ stage: 'tender', name: '招标', plannedOn: '2026-03-10' },
				{ stage: 'start', name: '进场开工', plannedOn: '2026-04-01' },
				{ stage: 'finish', name: '完工', plannedOn: '2026-11-30' }
			],
			curve: [plan.curve[0]!, { on: '2026-06-30', percent: 50 }, plan.curve[2]!]
		});
		expect(milestones.map(({ before, after }) => [before?.name ?? null, after?.name ?? null])).toEqual([
			[null, '招标'],
			['开工', '进场开工'],
			['竣工验收', null]
		]);
		expect(curve).toEqual([
			{ before: { on: '2026-06-30', percent: 40 }, after: { on: '2026-06-30', percent: 50 } }
		]);
	});

	it('tell money month by month and in all', () => {
		const { funds, sum } = planChanges(plan, {
			...plan,
			funds: [
				{ month: '2026-06', fen: 100 },
				{ month: '2026-08', fen: 420 }
			]
		});
		expect(funds).toEqual([
			{ month: '2026-06', beforeFen: 200, afterFen: 100 },
			{ month: '2026-08', beforeFen: null, afterFen: 420 },
			{ month: '2026-11', beforeFen: 280, afterFen: null }
		]);
		expect(sum).toEqual({ beforeFen: 480, afterFen: 520 });
		const moved = planChanges(plan, {
			...plan,
			funds: [
				{ month: '2026-06', fen: 280 },
				{ month: '2026-11', fen: 200 }
			]
		});
		expect(moved.funds).toHaveLength(2);
		expect(moved.sum).toBeNull();
	});
});

const months = ['2026-06', '2026-07', '2026-08'] as const;
const anyFunds = fc
	.uniqueArray(fc.constantFrom(...months), { maxLength: 3 })
	.chain((named) =>
		fc.tuple(
			...named.map((month) => fc.record({ month: fc.constant(month), fen: fc.integer({ min: 1, max: 9 }) }))
		)
	);
const anyPoints = fc.array(
	fc.record({
		on: fc.constantFrom('2026-03-01', '2026-06-30', '2026-12-20'),
		percent: fc.constantFrom(0, 40, 100)
	}),
	{ maxLength: 4 }
);

it('what differs, put on the older version, makes the newer one: nothing is lost or told twice', () => {
	fc.assert(
		fc.property(anyFunds, anyFunds, anyPoints, anyPoints, (oldFunds, newFunds, oldCurve, newCurve) => {
			const [before, after] = [
				{ ...plan, funds: oldFunds, curve: oldCurve },
				{ ...plan, funds: newFunds, curve: newCurve }
			];
			const changes = planChanges(before, after);
			const sums = new Map<string, number>(before.funds.map(({ month, fen }) => [month, fen]));
			for (const { month, afterFen } of changes.funds)
				if (afterFen === null) sums.delete(month);
				else sums.set(month, afterFen);
			expect([...sums].sort()).toEqual(after.funds.map(({ month, fen }) => [month, fen]).sort());
			const left = before.curve.map((point) => JSON.stringify(point));
			for (const one of changes.curve)
				if (one.before) left.splice(left.indexOf(JSON.stringify(one.before)), 1);
			const made = [
				...left,
				...changes.curve.flatMap((one) => (one.after ? [JSON.stringify(one.after)] : []))
			];
			expect(made.sort()).toEqual(after.curve.map((point) => JSON.stringify({ ...point })).sort());
		})
	);
});
