import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeRows, checkChange, type StandingNode } from './change.ts';
import { plannedPercent } from './curve.ts';
import type { PlanBody } from './plan.ts';
import { rescheduledPlan, shifted } from './reschedule.ts';
import { addDays } from './workdays.ts';

const plan: PlanBody = {
	milestones: [
		{ stage: 'start', name: '开工', plannedOn: '2026-04-01' },
		{ stage: 'finish', name: '完工', plannedOn: '2026-11-30' }
	],
	curve: [
		{ on: '2026-03-01', percent: 0 },
		{ on: '2026-04-01', percent: 10 },
		{ on: '2026-08-01', percent: 50 },
		{ on: '2026-12-20', percent: 100 }
	],
	funds: [{ month: '2026-06', fen: 5 }],
	note: ''
};

describe('a plan whose milestones are moved', () => {
	it('takes its curve along: before the first as it was, between in a straight line, after the last as it moves', () => {
		const later = rescheduledPlan(plan, [{ name: '完工', plannedOn: '2027-01-29' }], null);
		expect(later.milestones.map(({ plannedOn }) => plannedOn)).toEqual(['2026-04-01', '2027-01-29']);
		expect(later.curve).toEqual([
			{ on: '2026-03-01', percent: 0 },
			{ on: '2026-04-01', percent: 10 },
			{ on: '2026-08-31', percent: 50 },
			{ on: '2027-02-18', percent: 100 }
		]);
		expect(later.funds).toEqual(plan.funds);
		const within = rescheduledPlan(plan, [{ name: '完工', plannedOn: '2027-01-29' }], {
			from: '2026-12-20',
			to: '2027-01-31'
		});
		expect(within.curve.at(-1)).toEqual({ on: '2027-01-31', percent: 100 });
	});

	it('begins with a start that moves, and ends with the project', () => {
		const moved = [{ name: '开工', plannedOn: '2026-05-15' }];
		const start = { from: '2026-03-01', to: '2026-05-01' };
		const [first, second] = rescheduledPlan(plan, moved, null, { start }).curve;
		expect([first, second]).toEqual([
			{ on: '2026-05-01', percent: 0 },
			{ on: '2026-05-15', percent: 10 }
		]);
		// The last milestone goes two weeks on within the same end: what follows it doesn't go beyond.
		const last = [{ name: '完工', plannedOn: '2026-12-14' }];
		const on = (lastDay: string | null) => rescheduledPlan(plan, last, null, { lastDay }).curve.at(-1)!.on;
		expect([on(null), on('2026-12-20'), on('2026-12-31')]).toEqual([
			'2027-01-03',
			'2026-12-20',
			'2026-12-31'
		]);
		// A curve that lay behind the end before is not what this change is about.
		expect(on('2026-12-01')).toBe('2026-12-20');
	});

	it('moved by nothing is the same plan', () => {
		expect(rescheduledPlan(plan, [], null)).toEqual(plan);
		expect(rescheduledPlan(plan, [{ name: '完工', plannedOn: '2026-11-30' }], null)).toEqual(plan);
	});

	it('all by the same days is the same curve so many days later, from the first milestone on', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 }), (days, day) => {
				const nodes = plan.milestones.map((node) => ({ ...node, id: node.name }));
				const later = rescheduledPlan(plan, shifted(nodes, days), null);
				const on = addDays('2026-04-01', day);
				expect(plannedPercent(later.curve, addDays(on, days))).toBe(plannedPercent(plan.curve, on));
			})
		);
	});

	it('keeps a curve that rises day by day to 100 %, wherever its milestones go', () => {
		const day = fc.integer({ min: -200, max: 600 }).map((n) => addDays('2026-06-01', n));
		fc.assert(
			fc.property(
				day,
				day,
				fc.option(day),
				fc.option(day),
				fc.option(day),
				(start, finish, end, first, lastDay) => {
					const { curve } = rescheduledPlan(
						plan,
						[
							{ name: '开工', plannedOn: start },
							{ name: '完工', plannedOn: finish }
						],
						end ? { from: '2026-12-20', to: end } : null,
						{ start: first ? { from: '2026-03-01', to: first } : null, lastDay }
					);
					expect(curve.at(-1)!.percent).toBe(100);
					for (const [i, point] of curve.entries())
						if (i) {
							expect(point.on > curve[i - 1]!.on).toBe(true);
							expect(point.percent).toBeGreaterThanOrEqual(curve[i - 1]!.percent);
						}
				}
			)
		);
	});
});

describe('a change of dates with milestones', () => {
	const nodes: StandingNode[] = [
		{ id: 'a', stage: 'start', name: '开工', plannedOn: '2026-04-01', doneOn: '2026-04-03' },
		{ id: 'b', stage: 'main', name: '主体', plannedOn: '2026-08-31', doneOn: null },
		{ id: 'c', stage: 'finish', name: '完工', plannedOn: '2026-11-30', doneOn: null }
	];
	const before = { startsOn: '2026-03-01', endsOn: '2026-12-20' };
	const to = (after: object, old = {}) =>
		checkChange({
			...{ kind: 'date', nodes, before: { ...before, ...old }, after },
			reason: '汛期连续降雨，工期顺延'
		});
	const move = (id: string, plannedOn: string) => ({
		id,
		name: nodes.find((n) => n.id === id)!.name,
		plannedOn
	});
	const was = { milestones: [move('c', '2026-11-30')] };

	it('may move them within the project’s own days, alone or with these', () => {
		expect(to({ milestones: [move('c', '2026-12-20')] }, was)).toMatchObject({ ok: true });
		expect(to({ endsOn: '2027-03-31', milestones: [move('c', '2027-03-01')] }, was)).toMatchObject({
			ok: true
		});
		expect(to({ milestones: [move('c', '2026-11-30')] }, was)).toMatchObject({ code: 'change-nothing' });
	});

	it('tells the milestone that would not fit', () => {
		const unfit = (name: string) => ({ code: 'change-milestone', detail: { name } });
		expect(to({ milestones: [move('c', '2026-12-21')] }, was)).toMatchObject(unfit('完工'));
		expect(to({ milestones: [move('c', '2026-08-30')] }, was)).toMatchObject(unfit('完工'));
		expect(to({ milestones: [move('b', '2026-02-01')] }, was)).toMatchObject(unfit('主体'));
		// Done or unknown: nothing to be moved.
		expect(to({ milestones: [move('a', '2026-05-01')] }, was)).toMatchObject(unfit('开工'));
		expect(to({ milestones: [{ id: 'x', name: '别的', plannedOn: '2026-05-01' }] }, was)).toMatchObject(
			unfit('别的')
		);
		// The project's end alone may not pass an open milestone either.
		expect(to({ endsOn: '2026-10-31' })).toMatchObject(unfit('完工'));
		expect(to({ startsOn: '2026-04-15' })).toMatchObject({ ok: true });
	});

	it('is told milestone by milestone, by name', () => {
		expect(
			changeRows({ ...before, ...was }, { endsOn: '2027-01-20', milestones: [move('c', '2026-12-31')] })
		).toEqual([
			{ field: 'endsOn', before: '2026-12-20', after: '2027-01-20' },
			{ field: 'milestones.完工.plannedOn', before: '2026-11-30', after: '2026-12-31' }
		]);
	});
});
