import { pathOfMessage } from '../../domain/tracker/told.ts';
import { termTitle } from '../../i18n/zh-CN/reminders.ts';
import type { UnitTerm } from '../queries/unit-terms.ts';
import { calendarFile, eventId, remindWeekBefore, wholeDay, wholeDayCalendar } from './whole-days.ts';

/** Open terms as whole-day events with a week's notice. A term keeps its UID, so a moved one moves. */
export function unitCalendar(unit: string, terms: readonly UnitTerm[], origin: string, now: Date): string {
	const calendar = wholeDayCalendar(`${unit} · 民生实事办理期限`, 'follow-up');
	for (const term of terms)
		remindWeekBefore(
			calendar.createEvent({
				...wholeDay(term.due_on),
				id: eventId(`${term.kind}-${term.id}`),
				stamp: now,
				sequence: term.sequence,
				summary: `${termTitle(term.returned ? 'report-returned' : term.kind, term.about)}（${term.project}）`,
				url: `${origin}${pathOfMessage(term.kind, term.project_id, term.id)}`
			})
		);
	return calendarFile(calendar);
}
