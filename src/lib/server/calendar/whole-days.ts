import ical, {
	ICalAlarmType,
	ICalCalendarMethod,
	ICalEventTransparency,
	type ICalCalendar,
	type ICalEvent
} from 'ical-generator';
import { calendarName } from './calendar-name.ts';

/** A week before, at nine in the morning: an alarm a full week before a whole day would ring at midnight. */
const NINE_A_WEEK_BEFORE_S = (6 * 24 + 15) * 3600;

/** A calendar of whole days for people who subscribe to it. */
export const wholeDayCalendar = (name: string, product: string): ICalCalendar =>
	ical({
		name: calendarName(name),
		prodId: { company: 'piaojue', product, language: 'ZH' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600
	});

/**
 * The UID of an event. Not of the site's address, which may change: whoever imported a day would have it twice.
 * Subscriptions are replaced whole, so those from before see no day twice either.
 */
export const eventId = (name: string): string => `${name}@piaojue`;

/** The day of an ISO date; nobody is busy by it. */
export const wholeDay = (on: string) =>
	({
		start: new Date(`${on}T00:00:00Z`),
		allDay: true,
		transparency: ICalEventTransparency.TRANSPARENT
	}) as const;

export const remindWeekBefore = (event: ICalEvent): void => {
	event.createAlarm({ type: ICalAlarmType.display, trigger: NINE_A_WEEK_BEFORE_S });
};

/**
 * As a file. A calendar has a component at least (RFC 5545, 3.6), so one without a day has its time zone; written here,
 * for the library puts properties behind it.
 */
export function calendarFile(calendar: ICalCalendar): string {
	const text = calendar.toString();
	return calendar.length() > 0 ? text : text.replace('END:VCALENDAR', `${beijing}\r\nEND:VCALENDAR`);
}

const beijing = [
	'BEGIN:VTIMEZONE',
	'TZID:Asia/Shanghai',
	'BEGIN:STANDARD',
	'DTSTART:19920101T000000',
	'TZOFFSETFROM:+0800',
	'TZOFFSETTO:+0800',
	'TZNAME:CST',
	'END:STANDARD',
	'END:VTIMEZONE'
].join('\r\n');
