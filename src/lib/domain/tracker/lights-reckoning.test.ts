import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plannedPercent, reckoning } from './curve.ts';
import { lightOf, lightPresets } from './lights.ts';
import type { CurvePoint } from './plan.ts';
import {
	monthEnd,
	monthOf,
	monthsOwed,
	openReports,
	reportDueOn,
	returnedDueOn,
	type BegunReport
} from './report.ts';
import { addDays, daysBetween, everyWeek } from './workdays.ts';

/** Up to which day plan and progress are set against each other. */

const settings = { reportDay: 5, calendar: everyWeek, planApprovedOn: null, newlyOwed: [], heldUp: [] };
const curve: CurvePoint[] = [
	{ on: '2026-03-01', percent: 0 },
	{ on: '2026-08-31', percent: 50 },
	{ on: '2026-12-31', percent: 100 }
];
const handedIn = (...months: string[]): BegunReport[] =>
	months.map((month) => ({ month, state: 'submitted', dueOn: reportDueOn(month, 5, everyWeek) }));
/** Months up to the newest figures are approved. */
const reckoned = (
	today: string,
	measuredOn: string | null,
	reports: readonly BegunReport[],
	startsOn = '2026-03-01'
) => {
	const begun = reports.map((one) =>
		measuredOn && monthEnd(one.month) <= measuredOn ? { ...one, state: 'approved' as const } : one
	);
	return reckoning(curve, {
		...{ today, startsOn, measuredOn, begun, reportsFrom: monthOf(startsOn) },
		open: openReports(monthOf(startsOn), today, begun, settings)
	});
};

describe('plan and progress are set against each other on', () => {
	it.each([
		[
			'the day of the newest figures',
			'2026-09-25',
			'2026-08-31',
			handedIn('2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'),
			'2026-08-31',
			50
		],
		[
			'that day too while the next report is not due yet',
			'2026-10-05',
			'2026-08-31',
			handedIn('2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'),
			'2026-08-31',
			50
		],
		[
			'the end of the month whose report is overdue',
			'2026-10-06',
			'2026-08-31',
			handedIn('2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'),
			'2026-09-30',
			62
		],
		[
			'the day of the figures while the report waits for its verdict',
			'2026-10-20',
			'2026-08-31',
			handedIn('2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'),
			'2026-08-31',
			50
		],
		['the newest month of those that are overdue', '2026-06-08', null, [], '2026-05-31', 24],
		['the first day before anything is due', '2026-04-06', null, [], '2026-03-01', 0],
		['today before the first day', '2026-02-20', null, [], '2026-02-20', 0]
	] as const)('%s', (_name, today, measuredOn, begun, on, percent) => {
		expect(reckoned(today, measuredOn, [...begun])).toEqual({ on, percent });
	});

	it('a report that came back is overdue from its new day on', () => {
		const back: BegunReport[] = [{ month: '2026-03', state: 'returned', dueOn: '2026-04-27' }];
		expect(reckoned('2026-04-27', null, back).on).toBe('2026-03-01');
		expect(reckoned('2026-04-28', null, back)).toEqual({ on: '2026-03-31', percent: 8 });
	});

	it('a month that is overdue counts no other that waits for its verdict', () => {
		// March waits for the office; April is a day late.
		expect(reckoned('2026-05-07', null, handedIn('2026-03'))).toEqual({ on: '2026-03-01', percent: 0 });
		// What waits of a month before the start counts for none.
		expect(reckoned('2026-06-08', null, handedIn('2026-03'), '2026-04-01').on).toBe('2026-05-31');
		// March is overdue itself, April was handed in before it.
		expect(reckoned('2026-05-07', null, handedIn('2026-04'))).toEqual({ on: '2026-03-31', percent: 8 });
	});

	describe('April, which waited since 6 May, comes back on 4 June with a term until 11 June', () => {
		const april = (state: BegunReport['state']): BegunReport => ({
			...{ month: '2026-04', state, dueOn: '2026-06-11' }
		});
		const owedOn = (today: string, begun: BegunReport[], from = '2026-04') =>
			openReports(from, today, begun, settings).map(({ month, dueOn, carried }) => [month, dueOn, carried]);

		it('May, which can be handed in only after it, is not due before it', () => {
			expect(owedOn('2026-06-08', [april('returned')])).toEqual([
				['2026-04', '2026-06-11', false],
				['2026-05', '2026-06-11', true],
				['2026-06', '2026-07-06', false]
			]);
			expect(reckoned('2026-06-11', null, [april('returned')], '2026-04-01').on).toBe('2026-04-01');
			expect(reckoned('2026-06-12', null, [april('returned')], '2026-04-01').on).toBe('2026-05-31');
			// Begun in its own month it has a day of its own.
			const may: BegunReport = { month: '2026-05', state: 'draft', dueOn: '2026-06-05' };
			expect(owedOn('2026-06-08', [april('returned'), may])[1]).toEqual(['2026-05', '2026-06-11', true]);
		});

		it.each(['submitted', 'approved', 'draft'] as const)(
			'nor is it late at once when April is %s again',
			(state) => {
				expect(owedOn('2026-06-09', [april(state)])).toContainEqual(['2026-05', '2026-06-11', true]);
			}
		);

		it('what was late before it came back stays late', () => {
			// The same April, returned on 24 June: May was due on the 5th, and could have been handed in.
			const back = { ...april('returned'), dueOn: '2026-07-01' };
			expect(owedOn('2026-06-25', [back])).toEqual([
				['2026-04', '2026-07-01', false],
				['2026-05', '2026-06-05', false],
				['2026-06', '2026-07-06', false]
			]);
		});

		it('a later month that came back earlier waits for it too', () => {
			const may: BegunReport = { month: '2026-05', state: 'returned', dueOn: '2026-06-08' };
			expect(owedOn('2026-06-09', [april('returned'), may])[1]).toEqual(['2026-05', '2026-06-11', true]);
		});

		it('it takes nothing along once it lies before the start', () => {
			expect(owedOn('2026-06-08', [april('returned')], '2026-05')[0]).toEqual([
				...['2026-05', '2026-06-05', false]
			]);
		});
	});

	it('nothing that was there before the project is held against it', () => {
		const goingOn = [
			{ on: '2026-03-01', percent: 40 },
			{ on: '2026-12-31', percent: 100 }
		];
		expect(
			reckoning(goingOn, {
				today: '2026-04-06',
				startsOn: '2026-03-01',
				reportsFrom: '2026-03',
				measuredOn: null,
				open: [],
				begun: []
			})
		).toEqual({ on: '2026-03-01', percent: 0 });
	});
});

const anyCurve = fc
	.array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 60 })), {
		minLength: 1,
		maxLength: 6
	})
	.chain((steps) =>
		fc.integer({ min: 0, max: 50 }).map((first) => {
			const points: CurvePoint[] = [{ on: '2026-03-10', percent: first }];
			for (const [days, more] of steps) {
				const last = points.at(-1)!;
				points.push({ on: addDays(last.on, days), percent: Math.min(100, last.percent + more) });
			}
			return points;
		})
	);

it('a project on its plan is behind by its own overdue month alone, however slow the office is', () => {
	fc.assert(
		fc.property(
			anyCurve,
			fc.constantFrom(...lightPresets),
			fc.integer({ min: 0, max: 400 }),
			// Of each month: how early before its term it is handed in, or how late, and how long the office takes, and whether it returns it.
			fc.array(
				fc.record({
					early: fc.integer({ min: -70, max: 40 }),
					waits: fc.integer({ min: 0, max: 60 }),
					returned: fc.nat(5).map((n) => n === 0)
				}),
				{
					minLength: 15,
					maxLength: 15
				}
			),
			(points, rules, days, habits) => {
				const startsOn = points[0]!.on;
				const today = addDays(startsOn, days);
				let measuredOn: string | null = null;
				let decided = startsOn;
				let back: BegunReport | undefined;
				const begun: BegunReport[] = [];
				for (const [i, month] of monthsOwed(monthOf(startsOn), '2027-06-01').entries()) {
					const dueOn = reportDueOn(month, 5, everyWeek);
					const first = [`${month}-01`, startsOn].sort().at(-1)!;
					const { early, waits, returned } = habits[i % habits.length]!;
					const wanted = addDays(dueOn, -early);
					const handedInOn = wanted < first ? first : wanted;
					if (handedInOn > today) continue;
					// What came back and is not handed in again keeps the later ones from being handed in or approved.
					if (back) {
						if (handedInOn <= decided) begun.push({ month, state: 'submitted', dueOn });
						continue;
					}
					// Months are approved in their order.
					decided = [decided, addDays(handedInOn, waits)].sort().at(-1)!;
					if (returned && decided <= today) {
						back = { month, state: 'returned', dueOn: returnedDueOn(dueOn, decided, everyWeek) };
						begun.push(back);
						continue;
					}
					const state = decided <= today ? 'approved' : 'submitted';
					begun.push({ month, state, dueOn });
					if (state === 'approved') measuredOn = [monthEnd(month), handedInOn].sort()[0]!;
				}
				const percent: number = measuredOn ? plannedPercent(points, measuredOn) : 0;
				const reportsFrom = monthOf(startsOn);
				const open = openReports(reportsFrom, today, begun, settings);
				const plan = reckoning(points, { today, startsOn, reportsFrom, measuredOn, open, begun });
				const { reasons } = lightOf(rules, {
					...{ today, startsOn, accepted: false, percent, milestones: [], lateReport: null },
					...{ plannedPercent: plan.percent, plannedOn: plan.on }
				});
				const waiting = begun.filter(({ state }) => state === 'submitted').map(({ month }) => month);
				const own = open.some(({ month, dueOn }) => dueOn < today && !waiting.some((one) => one < month));
				// Inside the term of the one that came back nothing but what was late before it can be late.
				const until = back;
				if (until && today <= until.dueOn && open[0]?.month === until.month)
					expect(open.filter(({ dueOn }) => dueOn < today && dueOn >= decided)).toEqual([]);
				if (!own) expect(reasons.map(({ test }) => test)).not.toContain('behind');
				expect(daysBetween(plan.on, today)).toBeGreaterThanOrEqual(0);
			}
		),
		{ numRuns: 1000 }
	);
});
