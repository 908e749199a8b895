import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isEscalated, reminderStages, stageReached, termOf } from './due.ts';
import {
	monthsListed,
	monthsOwed,
	nextMonth,
	reportDueOn,
	reportTerm,
	returnedDueOn,
	unreportedMonth
} from './report.ts';
import { addDays, addWorkingDays, everyWeek, isWorkingDay, workingDaysAfter } from './workdays.ts';

/** 国庆 2026 as the State Council might set it: seven days off, two weekend days worked. */
const october = {
	holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
	workdays: ['2026-09-27', '2026-10-10']
};

it('counts no weekend and no holiday, and does count a weekend day that is worked', () => {
	expect(isWorkingDay('2026-10-10', everyWeek)).toBe(false);
	expect(isWorkingDay('2026-10-10', october)).toBe(true);
	expect(addWorkingDays('2026-09-30', 1, october)).toBe('2026-10-08');
	expect(addWorkingDays('2026-10-09', 1, october)).toBe('2026-10-10');
	expect(addWorkingDays('2026-10-08', -1, october)).toBe('2026-09-30');
	expect(workingDaysAfter('2026-09-30', '2026-10-10', october)).toBe(3);
	expect(workingDaysAfter('2026-10-10', '2026-09-30', october)).toBe(0);
});

it('a report is due on the day of the next month, or the next working day', () => {
	expect(reportDueOn('2026-03', 5, everyWeek)).toBe('2026-04-06');
	expect(reportDueOn('2026-09', 5, october)).toBe('2026-10-08');
	expect(reportDueOn('2026-12', 5, everyWeek)).toBe('2027-01-05');
	expect(nextMonth('2026-12')).toBe('2027-01');
	expect(returnedDueOn('2026-04-06', '2026-04-20', everyWeek)).toBe('2026-04-27');
	expect(returnedDueOn('2026-10-08', '2026-09-28', october)).toBe('2026-10-10');
	expect(returnedDueOn('2026-10-20', '2026-10-08', october)).toBe('2026-10-20');
	expect(monthsOwed('2026-03', '2026-06-01')).toEqual(['2026-03', '2026-04', '2026-05']);
	expect(monthsOwed('2026-06', '2026-06-30')).toEqual([]);
});

it.each([
	['what is owed and the running month', null, [], ['2026-06', '2026-05', '2026-04', '2026-03']],
	[
		'what was begun before a start that moved',
		null,
		['2026-02'],
		['2026-06', '2026-05', '2026-04', '2026-03', '2026-02']
	],
	['of an accepted project what was owed before', '2026-05-20', ['2026-03'], ['2026-04', '2026-03']],
	['and what was reported all the same', '2026-05-20', ['2026-05'], ['2026-05', '2026-04', '2026-03']]
])('months that are listed: %s', (_name, acceptedOn, begun, months) => {
	expect(
		monthsListed(
			'2026-03',
			'2026-06-15',
			begun.map((month) => ({ month })),
			acceptedOn
		)
	).toEqual(months);
});

it.each([
	['the plan was approved long before', '2026-09-30', '2026-12-07'],
	['it was approved within the five days before the day', '2026-12-02', '2026-12-09'],
	['it was approved after the day', '2026-12-14', '2026-12-21'],
	['it is not approved yet', null, '2026-12-07']
])('a month that nobody has begun: %s', (_name, planApprovedOn, dueOn) => {
	expect(
		reportTerm('2026-11', { reportDay: 5, calendar: everyWeek, planApprovedOn, newlyOwed: [], heldUp: [] })
	).toBe(dueOn);
});

it('what fell due while a mistaken 验收 asked for no report is due anew, and what was late before stays so', () => {
	const terms = { reportDay: 5, calendar: everyWeek, planApprovedOn: null, newlyOwed: [] };
	const dueOn = (month: string, heldUp: { from: string; until: string }[]) =>
		reportTerm(month, { ...terms, heldUp });
	const once = [{ from: '2026-10-20', until: '2026-12-14' }];
	expect(dueOn('2026-09', once)).toBe('2026-10-05');
	expect(dueOn('2026-10', once)).toBe('2026-12-21');
	expect(dueOn('2026-12', once)).toBe('2027-01-05');
	expect(dueOn('2026-10', [...once, { from: '2026-12-17', until: '2027-01-11' }])).toBe('2027-01-18');
	expect(dueOn('2026-10', [...once, { from: '2026-12-28', until: '2027-01-11' }])).toBe('2026-12-21');
});

it.each([
	['2026-03-05', '2026-02-25', null],
	['2026-03-05', '2026-02-26', -5],
	['2026-03-05', '2026-03-04', -1],
	['2026-03-05', '2026-03-05', -1],
	['2026-03-05', '2026-03-06', 1],
	['2026-03-05', '2026-03-08', 1],
	['2026-03-05', '2026-03-10', 3],
	['2026-03-05', '2026-03-12', 5],
	['2026-03-05', '2026-04-12', 5]
])('a term of %s has on %s reached the stage %s', (dueOn, today, stage) => {
	expect(stageReached(dueOn, today, everyWeek)).toBe(stage);
});

it('only the last stage is escalated', () => {
	expect(reminderStages.filter(isEscalated)).toEqual([5]);
});

it('due today is not overdue, and one day later it is by one day', () => {
	expect(termOf('2026-03-05', null, '2026-03-05')).toEqual({ code: 'today', days: 0 });
	expect(termOf('2026-03-05', null, '2026-03-06')).toEqual({ code: 'overdue', days: 1 });
	expect(termOf('2026-03-05', null, '2026-02-26')).toEqual({ code: 'soon', days: 7 });
	expect(termOf('2026-03-05', '2026-03-09', '2026-09-01')).toEqual({ code: 'late', days: 4 });
	expect(termOf('2026-03-05', '2026-03-05', '2026-09-01')).toEqual({ code: 'met', days: 0 });
});

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2025-01-01', n));

it('going n working days on and n back ends no later than it began, on a working day', () => {
	fc.assert(
		fc.property(day, fc.integer({ min: 1, max: 40 }), (from, n) => {
			const there = addWorkingDays(from, n, october);
			expect(isWorkingDay(there, october)).toBe(true);
			expect(workingDaysAfter(from, there, october)).toBe(n);
			expect(addWorkingDays(there, -n, october) <= from).toBe(true);
		})
	);
});

it('a term never goes back to an earlier stage as days pass', () => {
	fc.assert(
		fc.property(day, fc.integer({ min: -30, max: 60 }), (due, n) => {
			const place = (on: string) => reminderStages.indexOf(stageReached(due, on, october) as -5);
			expect(place(addDays(due, n + 1))).toBeGreaterThanOrEqual(place(addDays(due, n)));
		})
	);
});

it.each([
	['2026-03', '2026-04-01', null, {}, 'missing'],
	['2026-03', '2026-03-31', null, {}, 'not-due'],
	['2026-03', '2026-03-31', 'returned', {}, 'returned'],
	['2026-03', '2026-04-01', 'submitted', { accepted: true }, 'waits'],
	['2026-03', '2026-04-01', null, { accepted: true }, 'not-owed'],
	['2026-03', '2026-04-01', null, { reportsFrom: '2026-04' }, 'not-owed'],
	['2026-03', '2026-04-01', 'submitted', { replaced: true }, 'not-owed']
] as const)('%s without an approved report on %s: %s, %j', (month, today, state, changed, stands) => {
	const project = { reportsFrom: '2026-03', planned: true, accepted: false, replaced: false, ...changed };
	expect(unreportedMonth(month, today, state, project)).toBe(stands);
});
