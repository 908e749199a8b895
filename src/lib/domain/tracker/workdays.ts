/**
 * Terms are counted in working days. The State Council moves working days and days off every year, so both lists
 * are data of the congress's settings; a weekend is the default. Dates are ISO calendar dates throughout.
 */
export type WorkCalendar = {
	/** 放假: weekdays nobody works on. */
	holidays: string[];
	/** 调休上班: weekend days everybody works on. */
	workdays: string[];
};

export const everyWeek: WorkCalendar = { holidays: [], workdays: [] };

const dayMs = 24 * 60 * 60 * 1000;

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/**
 * @throws {RangeError} for what is no date, and beyond the years of four digits: cut to ten characters such a day would
 *   be the same text again and again, and whoever counts on from it would never come to an end
 */
export function addDays(date: string, days: number): string {
	const text = new Date(Date.parse(date) + days * dayMs).toISOString();
	if (!/^\d{4}-/.test(text)) throw new RangeError(`${days} days from ${date} is beyond the calendar`);
	return text.slice(0, 10);
}

export function isWorkingDay(date: string, calendar: WorkCalendar): boolean {
	if (calendar.workdays.includes(date)) return true;
	if (calendar.holidays.includes(date)) return false;
	return !isWeekend(date);
}

/** Saturday or Sunday, whatever the calendar says. */
export const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());

/** What a calendar makes of a year, so that a list of dates can be checked against the notice it came from. */
export function calendarYear(
	year: number,
	calendar: WorkCalendar
): { workingDays: number; daysOff: number; workedWeekends: number } {
	const sums = { workingDays: 0, daysOff: 0, workedWeekends: 0 };
	const days = daysBetween(`${year}-01-01`, `${year}-12-31`);
	for (let i = 0; i <= days; i++) {
		const day = addDays(`${year}-01-01`, i);
		const works = isWorkingDay(day, calendar);
		if (works) sums.workingDays++;
		if (works && isWeekend(day)) sums.workedWeekends++;
		if (!works && !isWeekend(day)) sums.daysOff++;
	}
	return sums;
}

/** The day itself where it is a working day, else the next one: how a term that ends on a holiday is read. */
export function workingDayFrom(date: string, calendar: WorkCalendar): string {
	let day = date;
	while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
	return day;
}

/** The working day `count` working days after `date`, or before it for a negative count. */
export function addWorkingDays(date: string, count: number, calendar: WorkCalendar): string {
	const step = count < 0 ? -1 : 1;
	let day = date;
	for (let left = Math.abs(count); left > 0;) {
		day = addDays(day, step);
		if (isWorkingDay(day, calendar)) left--;
	}
	return day;
}

/** How many working days lie after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysAfter(from: string, to: string, calendar: WorkCalendar): number {
	let count = 0;
	for (let day = from; day < to;) {
		day = addDays(day, 1);
		if (isWorkingDay(day, calendar)) count++;
	}
	return count;
}
