/**
 * The days that anything here may name, as ISO calendar dates. Beyond them lies no meeting and no project, only slips of
 * the pen: a year of two digits is one of the first century, and a day at the end of what four digits can write has no
 * day after it.
 */
export const dayRange = { first: '2000-01-01', last: '2199-12-31' } as const;

/** Of `dayRange`. */
export const yearRange = { first: 2000, last: 2199 } as const;

/** The day itself, or the nearest that may be named: for whoever counts from a day that an older build has taken. */
export const nearestDay = (day: string): string =>
	day < dayRange.first ? dayRange.first : day > dayRange.last ? dayRange.last : day;

/** What a picture or a paper shows may be older than anything that is done with it here. */
export const OLDEST_PICTURE = '1900-01-01';

/** Whether a text is a day of the calendar, and one that may be named. */
export const isDay = (text: string, first: string = dayRange.first): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) &&
	text >= first &&
	text <= dayRange.last &&
	// 31 February is no date, or is read as a day of March.
	!Number.isNaN(Date.parse(text)) &&
	new Date(text).toISOString().startsWith(text);

/** Whether a text is a month, as `2026-03`, of a day that may be named. */
export const isMonth = (text: string): boolean => isDay(`${text}-01`);
