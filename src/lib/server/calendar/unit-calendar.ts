import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { termTitle } from '../../i18n/zh-CN/reminders.ts';
import type { UnitTerm } from '../queries/unit-terms.ts';
import { calendarName } from './calendar-name.ts';

const WEEK_S = 7 * 24 * 3600;

/** Open terms as whole-day events with a week's notice. A term keeps its UID, so a moved one moves. */
export function unitCalendar(unit: string, terms: readonly UnitTerm[], origin: string, now: Date): string {
	const calendar = ical({
		name: calendarName(`${unit} · 民生实事办理期限`),
		prodId: { company: 'piaojue', product: 'follow-up', language: 'ZH' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600
	});
	for (const term of terms)
		calendar
			.createEvent({
				id: `${term.kind}-${term.id}@${new URL(origin).hostname}`,
				start: new Date(`${term.due_on}T00:00:00Z`),
				allDay: true,
				stamp: now,
				sequence: term.sequence,
				summary: `${termTitle(term.returned ? 'report-returned' : term.kind, term.about)}（${term.project}）`,
				url: `${origin}/tracker/${term.project_id}`
			})
			.createAlarm({ type: ICalAlarmType.display, trigger: WEEK_S });
	return calendar.toString();
}
