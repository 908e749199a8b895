import fc from 'fast-check';
import { expect, it } from 'vitest';
import { yearsText } from '../i18n/zh-CN/days.ts';
import { dayRange, isDay, isMonth, nearestDay, OLDEST_PICTURE, yearRange } from './days.ts';
import { fundMonths } from './tracker/curve.ts';
import { stageReached } from './tracker/due.ts';
import { planMonths } from './tracker/fund-plan.ts';
import { monthEnd, monthsOwed, nextMonth, reportDueOn } from './tracker/report.ts';
import {
	addDays,
	addWorkingDays,
	daysBetween,
	everyWeek,
	isWorkingDay,
	workingDayFrom,
	workingDaysAfter
} from './tracker/workdays.ts';

it.each([
	['2000-01-01', true],
	['2199-12-31', true],
	['2024-02-29', true],
	['1999-12-31', false],
	['2200-01-01', false],
	['0000-01-01', false],
	['0026-03-01', false],
	['9999-12-31', false],
	['2026-02-29', false],
	['2026-02-30', false],
	['2026-13-01', false],
	['2026-3-1', false],
	['12026-03-01', false],
	['2026-03-01T00:00:00Z', false],
	['', false]
])('%j may be named: %s', (text, may) => {
	expect(isDay(text)).toBe(may);
});

it('a picture may be older than all else, and a month goes by its first day', () => {
	expect([isDay('1985-06-01', OLDEST_PICTURE), isDay('1899-12-31', OLDEST_PICTURE)]).toEqual([true, false]);
	const months = ['2000-01', '2199-12', '1999-12', '2200-01', '9999-12', '2026-13', '2026-00', '2026-1', ''];
	expect(months.map(isMonth)).toEqual([true, true, ...Array<boolean>(7).fill(false)]);
	expect(['0026-03-01', '2026-03-01', '9999-12-31'].map(nearestDay)).toEqual([
		dayRange.first,
		'2026-03-01',
		dayRange.last
	]);
});

it('the forms name the very years that are taken', () => {
	const { first, last } = yearRange;
	expect([`${first}-01-01`, `${last}-12-31`]).toEqual([dayRange.first, dayRange.last]);
	expect(yearsText).toBe(`${first} 年至 ${last} 年`);
});

it('a day beyond four digits is none, so nobody counts on from it for ever', () => {
	expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
	for (const count of [
		() => addDays('9999-12-31', 1),
		() => addDays('0000-01-01', -1),
		() => addDays('+010000-01', 1),
		() => addDays('no day', 1),
		() => addWorkingDays('9999-12-31', 1, everyWeek),
		() => addWorkingDays('0000-01-01', -5, everyWeek),
		() => workingDayFrom('9999-12-31', { holidays: ['9999-12-31'], workdays: [] }),
		() => nextMonth('9999-12'),
		() => reportDueOn('9999-12', 5, everyWeek)
	])
		expect(count).toThrow(RangeError);
});

it('a term beyond the days that may be named falls never due, and is missed by nothing', () => {
	for (const dueOn of ['9999-12-31', '9999-12-26', '2200-01-01']) {
		expect(stageReached(dueOn, '2026-03-01', everyWeek)).toBeNull();
		expect(workingDaysAfter(dueOn, '2026-03-01', everyWeek)).toBe(0);
	}
	expect(workingDaysAfter('9999-12-29', '9999-12-31', everyWeek)).toBe(2);
});

it('a start of the first century owes no month that nobody could hand in', () => {
	expect([nextMonth('0026-03'), nextMonth('0026-12'), monthEnd('0026-02')]).toEqual([
		'0026-04',
		'0027-01',
		'0026-02-28'
	]);
	expect(monthsOwed('0026-03', '2000-03-10')).toEqual(['2000-01', '2000-02']);
	expect(monthsOwed('2026-03', '2026-05-10')).toEqual(['2026-03', '2026-04']);
});

it('forms and charts by month come to an end over days that an older build has taken', () => {
	expect(planMonths([], { startsOn: '9999-11-01', endsOn: '9999-12-31' })).toEqual(['2199-12']);
	expect(planMonths([], { startsOn: '0026-03-01', endsOn: '2026-12-31' })[0]).toBe('2000-01');
	expect(fundMonths([{ month: '9999-12', fen: 1 }], [])).toEqual([]);
});

const day = fc
	.integer({ min: 0, max: daysBetween(dayRange.first, dayRange.last) })
	.map((n) => addDays(dayRange.first, n));
const calendar = fc.record({
	holidays: fc.uniqueArray(day, { maxLength: 20 }),
	workdays: fc.uniqueArray(day, { maxLength: 20 })
});

it('from every day that may be named, working days and months are counted to an end', () => {
	fc.assert(
		fc.property(day, fc.integer({ min: -60, max: 60 }), calendar, (from, n, days) => {
			expect(isDay(from)).toBe(true);
			expect(isWorkingDay(workingDayFrom(from, days), days)).toBe(true);
			if (n !== 0) expect(isWorkingDay(addWorkingDays(from, n, days), days)).toBe(true);
			const month = from.slice(0, 7);
			expect(isMonth(month)).toBe(true);
			expect(isWorkingDay(reportDueOn(month, 28, days), days)).toBe(true);
			expect(daysBetween(`${month}-01`, `${nextMonth(month)}-01`)).toBeGreaterThanOrEqual(28);
			expect(monthEnd(month) < `${nextMonth(month)}-01`).toBe(true);
			expect(() => stageReached(from, '2026-03-01', days)).not.toThrow();
		})
	);
});

it('no other text is a day', () => {
	fc.assert(
		fc.property(fc.string(), fc.integer({ min: 0, max: 9999 }), (text, year) => {
			expect(isDay(text)).toBe(false);
			const written = `${String(year).padStart(4, '0')}-06-15`;
			expect(isDay(written)).toBe(year >= yearRange.first && year <= yearRange.last);
		})
	);
});
