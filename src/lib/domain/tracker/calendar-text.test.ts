import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDays, writeDays } from './calendar-text.ts';
import { defaultSettings, settingChanges, settingFaults, type TrackerSettings } from './settings.ts';
import { addDays, calendarYear, everyWeek, isWorkingDay } from './workdays.ts';

it.each([
	['2026-10-01', ['2026-10-01']],
	['2026/1/1、2026年1月2日', ['2026-01-01', '2026-01-02']],
	['2026-01-01 至 2026-01-03', ['2026-01-01', '2026-01-02', '2026-01-03']],
	['2026年12月31日到2027年1月1日', ['2026-12-31', '2027-01-01']],
	['元旦：2026年1月1日（周四）至3日（周六）放假调休，共3天', ['2026-01-01', '2026-01-02', '2026-01-03']],
	['2026年9月20日（周日）、10月10日（周六）上班。', ['2026-09-20', '2026-10-10']],
	['２０２６－１０－０１\n2026-10-01', ['2026-10-01']],
	['', []]
])('%s is read as days', (text, days) => {
	expect(readDays(text)).toEqual({ days, faults: [] });
});

it.each([
	'2026-02-30',
	'10月1日',
	'国庆节',
	'2026-10-07 至 2026-10-01',
	'2026-01-01 至 2026-12-31',
	'2026-13-01'
])('%s is told to be no day', (text) => {
	expect(readDays(text)).toEqual({ days: [], faults: [text] });
});

const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2024-01-01', n));

it('reads back every list that it wrote', () => {
	fc.assert(
		fc.property(fc.uniqueArray(day, { maxLength: 60 }), (days) => {
			expect(readDays(writeDays(days))).toEqual({ days: [...days].sort(), faults: [] });
		})
	);
});

it('a year’s sums are those of its days', () => {
	expect(calendarYear(2026, everyWeek)).toEqual({ workingDays: 261, daysOff: 0, workedWeekends: 0 });
	fc.assert(
		fc.property(
			fc.uniqueArray(day, { maxLength: 30 }),
			fc.uniqueArray(day, { maxLength: 30 }),
			(holidays, workdays) => {
				const calendar = { holidays, workdays };
				const sums = calendarYear(2026, calendar);
				const days = Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i));
				expect(sums.workingDays).toBe(days.filter((one) => isWorkingDay(one, calendar)).length);
				expect(sums.workingDays).toBe(261 - sums.daysOff + sums.workedWeekends);
			}
		)
	);
});

const changed = (values: Partial<TrackerSettings>): TrackerSettings => ({ ...defaultSettings, ...values });

it('settings out of bounds are told all at once', () => {
	expect(settingFaults(defaultSettings)).toEqual([]);
	const bad = changed({
		planDays: 0,
		reportDay: 29,
		noticeDays: 1.5,
		authorities: { ...defaultSettings.authorities, replace: 'presidium' },
		calendar: { holidays: ['2026-10-10'], workdays: ['2026-10-10', '2026-10-12'] }
	});
	expect(settingFaults(bad).map(({ field, code }) => `${field} ${code}`)).toEqual([
		'planDays term-range',
		'reportDay term-range',
		'noticeDays term-range',
		'workdays day-in-both',
		'workdays worked-weekday',
		'replace replace-is-congress'
	]);
	const long = Array.from({ length: 801 }, (_, i) => addDays('2026-01-01', i));
	expect(settingFaults(changed({ calendar: { holidays: long, workdays: [] } }))).toMatchObject([
		{ field: 'holidays', code: 'too-many-days' }
	]);
});

it('a version says what it changed, and of the calendar only the days that came or went', () => {
	expect(settingChanges(defaultSettings, defaultSettings)).toEqual([]);
	const one = changed({ reportDay: 8, calendar: { holidays: ['2026-10-01', '2026-10-02'], workdays: [] } });
	const two = changed({ reportDay: 8, calendar: { holidays: ['2026-10-02', '2026-10-05'], workdays: [] } });
	expect(settingChanges(defaultSettings, one)).toEqual([
		{ field: 'reportDay', before: 5, after: 8 },
		{ field: 'holidays', before: null, after: '2026-10-01 至 2026-10-02' }
	]);
	expect(settingChanges(one, two)).toEqual([
		{ field: 'holidays', before: '2026-10-01', after: '2026-10-05' }
	]);
});
